import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClock } from '#kernel/time';
import { testApp, type TestApp } from '../../support/app.js';
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
