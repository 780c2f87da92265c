import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClock } from '#kernel/time';
import { testApp, type TestApp } from '../../support/app.js';
import { SEEDED_AT } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { ListingDesk, WHOLE } from '../../support/listing-desk.js';
import { listingsBothWays } from '../../support/listings.js';
import { People } from '../../support/people.js';
import { HOME_COMMUNE, SmallFloor } from '../../support/small-floor.js';

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

const seen = async (changeId: string): Promise<{ version: number }> => ({
  version: await desk.versionOf(changeId),
});

describe('approval in two steps', () => {
  it('brings a product onto the floor, with an address made of its name', async () => {
    const id = await desk.published();
    const { slug, publicationStatus, listed } = await desk.product(id);
    expect([slug, publicationStatus, listed]).toEqual(['tom-kho-rach-goc', 'published', true]);
    expect(await desk.page('tom-kho-rach-goc')).toMatchObject({
      status: 200,
      body: {
        name: WHOLE.name,
        listed: true,
        label: { ingredients: 'Tôm đất, muối' },
        variants: [{ priceVnd: 400_000, unit: 'gói 500 g', catchWeight: null }],
        images: [{ alt: 'Tôm khô trong nia' }],
      },
    });
    const second = await desk.published();
    expect((await desk.product(second)).slug).toBe('tom-kho-rach-goc-2');
  });

  it('publishes nothing that was not checked, and nothing twice', async () => {
    const changeId = await desk.submitted(await desk.started());
    const early = await desk.officerDoes(
      desk.approver,
      'POST',
      `/${changeId}/publication`,
      await seen(changeId),
    );
    expect(early).toMatchObject({ status: 409, code: 'state_conflict' });
    await desk.checked(changeId);
    const other = await people.officer('approver');
    const both = await Promise.all(
      [desk.approver, other].map(async (by) =>
        desk.officerDoes(by, 'POST', `/${changeId}/publication`, await seen(changeId)),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  it('of two checkers at once lets one check', async () => {
    const id = await desk.started();
    const changeId = await desk.submitted(id);
    const other = await people.officer('assisting_staff', [HOME_COMMUNE]);
    const both = await Promise.all(
      [desk.checker, other].map(async (by) =>
        desk.officerDoes(by, 'POST', `/${changeId}/check`, await seen(changeId)),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await desk.history(id)).filter(({ action }) => action === 'product.change_checked')).toHaveLength(
      1,
    );
  });

  it('decides about the text that was seen, not about one that came after', async () => {
    const id = await desk.started();
    const changeId = await desk.submitted(id);
    await desk.shopDoes('DELETE', `/${id}/submission`);
    await desk.saved(id, { name: 'Tên khác hẳn' });
    await desk.submitted(id);
    const stale = await desk.officerDoes(desk.checker, 'POST', `/${changeId}/check`, { version: 1 });
    expect(stale).toMatchObject({ status: 409, code: 'stale_version', body: { current: { version: 2 } } });
    expect((await desk.product(id)).change?.status).toBe('submitted');
  });

  it('beside a shop that takes it back: published, or a draft again, and never half of each', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await desk.started({ ...desk.whole, name: `Cùng lúc ${round}` });
      const changeId = await desk.submitted(id);
      await desk.checked(changeId);
      const [published, back] = await Promise.all([
        desk.officerDoes(desk.approver, 'POST', `/${changeId}/publication`, { version: 1 }),
        desk.shopDoes('DELETE', `/${id}/submission`),
      ]);
      // A draft is the shop’s own affair: to the officer it is not there.
      expect([`204 409`, `404 204`, `409 204`]).toContain(`${published.status} ${back.status}`);
      expect(await desk.product(id)).toMatchObject(
        published.status === 204
          ? { publicationStatus: 'published', change: null, slug: `cung-luc-${round}` }
          : { publicationStatus: 'draft', change: { status: 'draft' }, slug: null },
      );
    }
  });

  it('tells the shop in its list why a product came back, and until when its certificate holds', async () => {
    const id = await desk.published({ name: 'Khô cá sặc' });
    await desk.saved(id, { description: 'Lời mới.' });
    const changeId = await desk.submitted(id);
    await desk.officerDoes(desk.checker, 'POST', `/${changeId}/return`, {
      ...(await seen(changeId)),
      reasons: ['picture'],
      words: 'Ảnh bị mờ',
    });
    const line = async (): Promise<object | undefined> => {
      const list = await desk.shopDoes<{ items: { id: string }[] }>('GET', '?limit=100');
      return list.body.items.find((item) => item.id === id);
    };
    expect(await line()).toMatchObject({
      listed: true,
      certificate: { stars: 4, validUntil: '2028-06-01', standing: 'in_force' },
      change: { status: 'returned', words: 'Ảnh bị mờ', reasons: [expect.stringContaining('Ảnh mờ')] },
    });
    await desk.shopDoes('PUT', `/${id}/season`, {
      orderFrom: '2026-12-01',
      orderUntil: '2026-12-31',
      deliverFrom: '2026-12-20',
    });
    expect(await desk.product(id)).toMatchObject({
      season: { orderFrom: '2026-12-01', deliverFrom: '2026-12-20' },
    });
  });

  it('gives back with reasons of the list and words; put right, it goes on', async () => {
    const id = await desk.started();
    const changeId = await desk.submitted(id);
    const made = (reasons: string[], words = 'Chụp lại cho rõ.') => ({ version: 1, reasons, words });
    const unknown = await desk.officerDoes(desk.checker, 'POST', `/${changeId}/return`, made(['nope']));
    expect(unknown).toMatchObject({ status: 400, body: { errors: [{ path: 'reasons.0' }] } });
    const done = await desk.officerDoes(desk.checker, 'POST', `/${changeId}/return`, made(['picture']));
    expect(done.status).toBe(204);
    expect(await desk.product(id)).toMatchObject({
      publicationStatus: 'rejected',
      change: { status: 'returned', words: 'Chụp lại cho rõ.', reasons: [{ code: 'picture' }], dueOn: null },
    });
    await desk.saved(id, { description: 'Ảnh đã chụp lại.' });
    await desk.approved(id);
    expect(await desk.product(id)).toMatchObject({ publicationStatus: 'published', change: null });
  });
});

describe('nobody approves their own', () => {
  it('not as a member of the shop, not as staff who typed it, not as the one who checked it', async () => {
    const administrator = await people.officer('administrator');
    const staff = await people.officer('assisting_staff', [HOME_COMMUNE]);
    await people.duty(staff, 'approver');
    await people.mandate(staff, desk.shop);
    const member = await people.officer('administrator');
    await people.member(member, desk.shop, ['orders']);
    const id = await desk.started();
    const saved = await desk.shopDoes(
      'PUT',
      `/${id}/change`,
      { version: 1, content: { story: 'Viết giúp bác.' } },
      staff,
    );
    expect(saved.status).toBe(200);
    const changeId = await desk.submitted(id);
    for (const by of [staff, member])
      expect((await desk.officerDoes(by, 'POST', `/${changeId}/check`, await seen(changeId))).status).toBe(
        403,
      );
    expect((await desk.officerDoes(staff, 'GET', `/${changeId}`)).body).toMatchObject({
      ownWork: true,
      acts: [],
    });
    expect(
      (await desk.officerDoes(administrator, 'POST', `/${changeId}/check`, await seen(changeId))).status,
    ).toBe(204);
    for (const by of [staff, member, administrator])
      expect(
        (await desk.officerDoes(by, 'POST', `/${changeId}/publication`, await seen(changeId))).status,
      ).toBe(403);
    expect((await desk.product(id)).publicationStatus).toBe('commune_checked');
  });

  it('and the database itself refuses one officer in both places', async () => {
    const changeId = await desk.submitted(await desk.started());
    await desk.checked(changeId);
    const twice = database.query(
      `UPDATE product_changes SET status = 'published', decided_by = checked_by, decided_at = now() WHERE id = $1`,
      [changeId],
    );
    await expect(twice).rejects.toThrow('product_changes_two_officers_check');
  });
});

describe('a change of a product that is on the floor', () => {
  it('leaves buyers what was approved, and shows officers old and new side by side', async () => {
    const id = await desk.published({ name: 'Khô cá dứa' });
    await desk.saved(id, { name: 'Khô cá dứa thượng hạng', label: { ...WHOLE.label, storage: 'Ngăn đá' } });
    const changeId = await desk.submitted(id);
    expect((await desk.page('kho-ca-dua')).body).toMatchObject({ name: 'Khô cá dứa', listed: true });
    const shown = await desk.officerDoes(desk.checker, 'GET', `/${changeId}`);
    expect(shown.body).toMatchObject({
      before: { name: 'Khô cá dứa' },
      after: { name: 'Khô cá dứa thượng hạng' },
      differences: [
        { path: 'name', area: 'name', before: 'Khô cá dứa', after: 'Khô cá dứa thượng hạng', waits: true },
        { path: 'label.storage', area: 'label', before: 'Nơi khô mát', after: 'Ngăn đá', waits: true },
      ],
      acts: ['check', 'return'],
      certificates: [{ stars: 4 }],
    });
    await desk.checked(changeId);
    await desk.officerDoes(desk.approver, 'POST', `/${changeId}/publication`, await seen(changeId));
    expect((await desk.page('kho-ca-dua-thuong-hang')).body).toMatchObject({
      name: 'Khô cá dứa thượng hạng',
    });
  });

  it('retires a variant that goes, keeps its id where it stays, and gives a new one its shelf', async () => {
    const id = await desk.published({ name: 'Bánh phồng tôm' });
    const [first] = (await desk.product(id)).approved?.variants ?? [];
    const big = { ...WHOLE.variants[0], name: 'Gói 1 kg', priceVnd: 780_000 };
    await desk.saved(id, { variants: [big, first] });
    await desk.approved(id);
    const both = (await desk.product(id)).approved?.variants ?? [];
    expect(both.map(({ name }) => name)).toEqual(['Gói 1 kg', 'Gói 500 g']);
    expect(both[1]?.id).toBe(first?.id);
    await desk.saved(id, { variants: [both[0]] });
    await desk.approved(id);
    expect((await desk.page('banh-phong-tom')).body).toMatchObject({
      priceVnd: 780_000,
      variants: [{ name: 'Gói 1 kg' }],
    });
    const stock = await database.query(
      `SELECT count(*)::int AS rows FROM stock_levels WHERE variant_id = ANY ($1)`,
      [both.map((variant) => variant.id)],
    );
    expect(stock).toEqual([{ rows: 2 }]);
  });

  it('lays on the shelf of a new size what the shop has of it, as one movement, and never again', async () => {
    const [only] = WHOLE.variants;
    const id = await desk.published({ name: 'Khô bổi', variants: [{ ...only, openingStock: 25 }] });
    const shelf = async (): Promise<[onHand: number, moved: number[]][]> => {
      const rows = await database.query<{ onHand: number; moved: number[] }>(
        `SELECT k.on_hand AS "onHand", array(SELECT quantity FROM stock_movements m WHERE m.variant_id = v.id) AS moved
         FROM variants v JOIN stock_levels k ON k.variant_id = v.id WHERE v.product_id = $1 ORDER BY v.position`,
        [id],
      );
      return rows.map(({ onHand, moved }) => [onHand, moved]);
    };
    expect(await shelf()).toEqual([[25, [25]]]);
    const kept = (await desk.product(id)).approved?.variants ?? [];
    const second = { ...only, name: 'Gói 1 kg', unit: 'gói 1 kg', openingStock: 4 };
    await desk.saved(id, {
      variants: [{ ...kept[0], openingStock: 99 }, second, { ...only, name: 'Gói nhỏ' }],
    });
    await desk.approved(id);
    expect(await shelf()).toEqual([
      [25, [25]],
      [4, [4]],
      [0, []],
    ]);
  });

  it('that was given up leaves no mark', async () => {
    const id = await desk.published({ name: 'Mật ong rừng tràm' });
    await desk.saved(id, { name: 'Thử đổi tên' });
    expect((await desk.shopDoes('DELETE', `/${id}/change`)).status).toBe(204);
    expect(await desk.product(id)).toMatchObject({ approved: { name: 'Mật ong rừng tràm' }, change: null });
  });
});

it('keeps the read model what the facts say', async () => {
  const { expected, actual } = await listingsBothWays(database);
  expect(actual).toEqual(expected);
});
