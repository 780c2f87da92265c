import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClock } from '#kernel/time';
import { testApp, type TestApp } from '../../support/app.js';
import { callAs } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { ListingDesk } from '../../support/listing-desk.js';
import { People } from '../../support/people.js';
import { HOME_COMMUNE, OTHER_COMMUNE, SmallFloor } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let people: People;
let desk: ListingDesk;
const clock = fakeClock(SEEDED_AT);

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  const floor = await SmallFloor.in(database);
  people = new People(app, database, clock);
  desk = await ListingDesk.open({ app, database, people, floor });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

describe('a change as an officer sees it', () => {
  it('tells a price against the one approved last, not against what the shop set meanwhile', async () => {
    const id = await desk.published({ name: 'Tôm khô loại hai' });
    const [variant] = (await desk.product(id)).approved?.variants ?? [];
    await desk.saved(id, { variants: [{ ...variant, priceVnd: 500_000 }] });
    await desk.submitted(id);
    expect((await desk.product(id)).change).toBeNull();
    await desk.saved(id, { variants: [{ ...variant, priceVnd: 530_000 }] });
    const changeId = await desk.submitted(id);
    const shown = await desk.officerDoes(desk.checker, 'GET', `/${changeId}`);
    expect(shown.body).toMatchObject({
      priceJumps: [{ path: `variants.${variant?.id}.priceVnd`, approvedVnd: 400_000, percent: 32.5 }],
      priceJumpPercent: 30,
      certificates: [
        { productName: 'Tôm khô loại hai', holderName: 'HTX Mẫu htx-rach-goc', setNo: 8, inForce: true },
      ],
    });
  });

  it('says who typed it and for whom, and which letters of it are to be looked at', async () => {
    const staff = await people.officer('assisting_staff', [HOME_COMMUNE]);
    await people.mandate(staff, desk.shop);
    const id = await desk.started();
    const story = 'Khô ngon nhất vùng.';
    await desk.shopDoes('PUT', `/${id}/change`, { version: 1, content: { story } }, staff);
    const changeId = await desk.submitted(id);
    const { body } = await desk.officerDoes<{
      writers: object[];
      screened: { places: { from: number; to: number }[] }[];
    }>(desk.checker, 'GET', `/${changeId}`);
    expect(body.writers).toHaveLength(2);
    expect(body.writers).toContainEqual({ id: desk.owner.accountId, name: desk.owner.name, onBehalf: false });
    expect(body.writers).toContainEqual({ id: staff.accountId, name: staff.name, onBehalf: true });
    expect(body).toMatchObject({ submittedBy: { id: desk.owner.accountId, onBehalf: false } });
    const [place] = body.screened[0]?.places ?? [];
    expect(story.slice(place?.from, place?.to)).toBe('ngon nhất');
  });
});

describe('the queues', () => {
  it('are narrowed by words without accents and by commune; what was decided stands with the latest on top', async () => {
    const names = async (query: string): Promise<string[]> =>
      (
        await desk.officerDoes<{ items: { name: string }[] }>(desk.approver, 'GET', `?limit=100&${query}`)
      ).body.items.map(({ name }) => name);
    await desk.submitted(await desk.started({ ...desk.whole, name: 'Chả cá thát lát' }));
    expect(await names('q=cha+ca+that')).toEqual(['Chả cá thát lát']);
    expect(await names(`q=cha+ca+that&commune=${HOME_COMMUNE}`)).toHaveLength(1);
    expect(await names(`q=cha+ca+that&commune=${OTHER_COMMUNE}`)).toEqual([]);
    expect((await desk.officerDoes(desk.approver, 'GET', '?commune=x')).status).toBe(400);
    for (const name of ['Lần trước', 'Lần sau']) {
      clock.advance(1_000);
      await desk.approved(await desk.started({ ...desk.whole, name }));
    }
    expect((await names('status=published')).slice(0, 2)).toEqual(['Lần sau', 'Lần trước']);
    clock.set(SEEDED_AT);
  });
});

describe('a product that is renamed', () => {
  const renamed = async (id: string, name: string): Promise<string | null> => {
    await desk.saved(id, { name });
    await desk.approved(id);
    return (await desk.product(id)).slug;
  };
  /** Where an address that was left leads. */
  const leads = async (slug: string): Promise<string | number> => {
    const { status, body } = await callAs<{ slug: string }>(app, null, 'GET', `/found/moved/product/${slug}`);
    return status === 200 ? body.slug : status;
  };

  it('moves, and is found under each name it had, straight where it is now', async () => {
    const id = await desk.published({ name: 'Khô sặc bổi' });
    expect(await renamed(id, 'Khô Sặc Bồi')).toBe('kho-sac-boi');
    expect(await leads('kho-sac-boi')).toBe(404);
    expect(await renamed(id, 'Khô cá sặc rằn')).toBe('kho-ca-sac-ran');
    expect(await renamed(id, 'Khô sặc U Minh')).toBe('kho-sac-u-minh');
    for (const slug of ['kho-sac-boi', 'kho-ca-sac-ran']) {
      expect((await desk.page(slug)).status).toBe(404);
      expect(await leads(slug)).toBe('kho-sac-u-minh');
    }
    expect((await desk.page('kho-sac-u-minh')).status).toBe(200);
    // What it left is nobody else's.
    const other = await desk.published({ name: 'Khô cá sặc rằn' });
    expect((await desk.product(other)).slug).toBe('kho-ca-sac-ran-2');
    expect(await renamed(other, 'Khô sặc bổi')).toBe('kho-sac-boi-2');
    // But its own again.
    expect(await renamed(id, 'Khô sặc bổi')).toBe('kho-sac-boi');
    expect(await Promise.all(['kho-sac-boi', 'kho-sac-u-minh', 'kho-ca-sac-ran'].map(leads))).toEqual([
      404,
      'kho-sac-boi',
      'kho-sac-boi',
    ]);
  });

  it('of two that take one name at once, or a name that is just left, each has an address of its own', async () => {
    const ids = await Promise.all(['A', 'B', 'C'].map((name) => desk.published({ name: `Mật ong ${name}` })));
    const [a, b, c] = ids as [string, string, string];
    for (const [id, name] of [
      [a, 'Mật ong tràm'],
      [b, 'Mật ong tràm'],
      [c, 'Mật ong A'],
    ] as const)
      await desk.saved(id, { name });
    await Promise.all(ids.map((id) => desk.approved(id)));
    const slugs = await Promise.all(ids.map(async (id) => (await desk.product(id)).slug));
    expect(slugs.slice(0, 2).sort()).toEqual(['mat-ong-tram', 'mat-ong-tram-2']);
    expect(slugs[2]).toBe('mat-ong-a-2');
    expect(await leads('mat-ong-a')).toBe(slugs[0]);
    expect(await leads('mat-ong-c')).toBe('mat-ong-a-2');
  });

  it('and the database itself gives no address to two, at once or one after the other', async () => {
    const [a, b] = [await desk.published({ name: 'Gạo một' }), await desk.published({ name: 'Gạo hai' })];
    const move = (id: string, slug: string): Promise<string> =>
      database.query(`UPDATE products SET slug = $2 WHERE id = $1`, [id, slug]).then(
        () => 'moved',
        (error: Error) => /"(\w+)"/.exec(error.message)?.[1] ?? error.message,
      );
    for (let turn = 0; turn < 5; turn += 1) {
      const said = await Promise.all([
        move(a, `gao-${turn}`),
        move(b, turn === 0 ? 'gao-mot' : `gao-${turn - 1}`),
      ]);
      expect(said[0]).toBe('moved');
      expect(['products_slug_key', 'page_addresses_slug_key']).toContain(said[1]);
    }
    expect([await leads('gao-mot'), await leads('gao-3')]).toEqual(['gao-4', 'gao-4']);
  });

  it('is nowhere under any address where the gate shows nothing', async () => {
    const id = await desk.published({ name: 'Bánh tét lá cẩm' });
    await renamed(id, 'Bánh tét ba màu');
    expect(await leads('banh-tet-la-cam')).toBe('banh-tet-ba-mau');
    await database.query(`DELETE FROM certifications WHERE product_id = $1`, [id]);
    expect(await leads('banh-tet-la-cam')).toBe(404);
    for (const path of ['nothing/banh-tet-la-cam', 'product/khong-co', 'product/Hoa'])
      expect((await callAs(app, null, 'GET', `/found/moved/${path}`)).status).toBe(404);
  });
});
