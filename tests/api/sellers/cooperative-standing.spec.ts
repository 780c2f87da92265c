import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { Buyer } from '../../support/buyer.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { OfficerClient, refusalOf } from '../../support/officer.js';
import { People } from '../../support/people.js';
import { Register } from '../../support/register.js';
import { SmallFloor } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let floor: SmallFloor;
let officer: OfficerClient;
let second: OfficerClient;
let register: Register;
const clock = clockAtSeeding();

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  floor = await SmallFloor.in(database);
  const people = new People(app, database, clock);
  officer = new OfficerClient(app, await people.officer('administrator'));
  second = new OfficerClient(app, await people.officer('certification_officer'));
  register = new Register(officer, database);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const listedOf = async (sellerId: string): Promise<number> =>
  (
    await database.query(
      `SELECT 1 FROM listings WHERE seller_id = $1
         AND is_listed(publication_status, seller_status, stars, listed_from, listed_until, '2026-11-23')`,
      [sellerId],
    )
  ).length;

describe('a change of standing', () => {
  it('hides the shop’s goods at once, serves open orders on, and comes back', async () => {
    const seller = await floor.seller('htx');
    const product = await floor.product({ slug: 'tom', seller });
    const id = await register.enter();
    const link = await officer.call('PUT', `/admin/cooperatives/${id}/shop`, { sellerSlug: seller.slug });
    expect(link.status).toBe(204);
    expect(await listedOf(seller.sellerId)).toBe(1);
    const buyer = new Buyer(app.url);
    const placed = await buyer.buy({ [product.variantId]: 2 });
    expect((await register.move(id, 'ceased', '2026-11-01')).status).toBe(204);
    expect(await listedOf(seller.sellerId)).toBe(0);
    const order = await buyer.page(placed);
    expect(order.status).toBe(200);
    expect(order.body.orders.map(({ status }) => status)).toEqual(['placed']);
    const page = await fetch(`${app.url}/api/v1/products/${product.slug}`);
    expect(await page.json()).toMatchObject({ listed: false, priceVnd: null });
    const [shop] = await database.query(`SELECT status FROM sellers WHERE id = $1`, [seller.sellerId]);
    expect(shop).toEqual({ status: 'approved' });
    expect((await register.move(id, 'active', '2026-11-20')).status).toBe(204);
    expect(await listedOf(seller.sellerId)).toBe(1);
    expect((await register.move(id, 'dissolved', '2026-11-22')).status).toBe(204);
    expect(await listedOf(seller.sellerId)).toBe(0);
    expect(await register.actionsOn(id)).toEqual([
      'cooperative.entered',
      'cooperative.linked',
      'cooperative.ceased',
      'cooperative.resumed',
      'cooperative.dissolved',
    ]);
  });

  it('is refused along no move, from a day to come, and before what is recorded', async () => {
    const id = await register.enter();
    await register.move(id, 'ceased', '2020-01-01');
    const refused = [];
    for (const [status, day] of [
      ['ceased', '2021-01-01'],
      ['active', '2026-11-24'],
      ['active', '2020-01-01'],
      ['active', 'x'],
    ] as const)
      refused.push(refusalOf(await register.move(id, status, day)));
    expect(refused).toEqual([
      '409 state_conflict',
      '400 validation_failed, fromOn in_future',
      '400 validation_failed, fromOn before_last_change',
      '400 validation_failed, fromOn bad_day',
    ]);
    await register.move(id, 'dissolved', '2021-01-01');
    expect(refusalOf(await register.move(id, 'active', '2022-01-01'))).toBe('409 state_conflict');
    expect((await register.read(id)).statuses.map(({ status }) => status)).toEqual(['ceased', 'dissolved']);
  });

  it('happens once when two officers record it at once', async () => {
    const id = await register.enter();
    const answers = await Promise.all([
      register.move(id, 'ceased', '2026-01-01'),
      register.move(id, 'ceased', '2026-01-02', second),
      register.move(id, 'ceased', '2026-01-03'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
    expect((await register.read(id)).statuses).toHaveLength(1);
  });

  it('ends in one state for register and shop when they are linked and moved at once', async () => {
    const seller = await floor.seller('cung-luc');
    const id = await register.enter();
    await Promise.all([
      register.move(id, 'ceased', '2026-01-01'),
      second.call('PUT', `/admin/cooperatives/${id}/shop`, { sellerSlug: seller.slug }),
    ]);
    const [row] = await database.query(
      `SELECT c.status, p.cooperative_status FROM cooperatives c JOIN producers p ON p.cooperative_id = c.id WHERE c.id = $1`,
      [id],
    );
    expect(row).toEqual({ status: 'ceased', cooperative_status: 'ceased' });
  });

  it('can be taken back while it is the last, and the shop follows', async () => {
    const seller = await floor.seller('lai');
    const id = await register.enter();
    await officer.call('PUT', `/admin/cooperatives/${id}/shop`, { sellerSlug: seller.slug });
    await register.move(id, 'ceased', '2020-01-01');
    await register.move(id, 'dissolved', '2021-01-01');
    const [first, last] = (await register.read(id)).statuses;
    const takeBack = (statusId = '') =>
      officer.call('DELETE', `/admin/cooperatives/${id}/statuses/${statusId}`);
    expect(refusalOf(await takeBack(first?.id))).toBe('409 state_conflict');
    expect((await takeBack(last?.id)).status).toBe(204);
    expect(await register.read(id)).toMatchObject({ status: 'ceased', statusFrom: '2020-01-01' });
    expect((await takeBack(first?.id)).status).toBe(204);
    expect(await register.read(id)).toMatchObject({ status: 'active', statusFrom: null, statuses: [] });
    const [producer] = await database.query(`SELECT cooperative_status FROM producers WHERE id = $1`, [
      seller.producerId,
    ]);
    expect(producer).toEqual({ cooperative_status: 'active' });
    expect(refusalOf(await takeBack(last?.id))).toBe('404 not_found');
  });
});

describe('counting people', () => {
  it('keeps one count a day, the last of which is shown, and can be taken back', async () => {
    const id = await register.enter();
    const put = (day: string, members: number, workers: number) =>
      officer.call('PUT', `/admin/cooperatives/${id}/counts/${day}`, { members, workers });
    expect((await put('2025-12-31', 20, 25)).status).toBe(204);
    await put('2024-12-31', 18, 22);
    await put('2025-12-31', 21, 26);
    expect(await register.read(id)).toMatchObject({
      members: 21,
      countedOn: '2025-12-31',
      counts: [
        { countedOn: '2024-12-31', members: 18, workers: 22 },
        { countedOn: '2025-12-31', members: 21, workers: 26 },
      ],
    });
    expect(refusalOf(await put('2026-11-24', 1, 1))).toBe('400 validation_failed, countedOn in_future');
    expect(refusalOf(await put('2026-11-31', 1, 1))).toBe('404 not_found');
    const gone = await officer.call('DELETE', `/admin/cooperatives/${id}/counts/2025-12-31`);
    expect(gone.status).toBe(204);
    expect(await register.read(id)).toMatchObject({ members: 18, countedOn: '2024-12-31' });
  });

  it('by two officers at once keeps both counts', async () => {
    const id = await register.enter();
    const put = (day: string, by: OfficerClient) =>
      by.call('PUT', `/admin/cooperatives/${id}/counts/${day}`, { members: 9, workers: 9 });
    const answers = await Promise.all([put('2025-01-01', officer), put('2025-01-02', second)]);
    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    expect((await register.read(id)).counts).toHaveLength(2);
  });
});

describe('the shop of a cooperative', () => {
  it('is one, and a cooperative’s; the link ends and begins anew', async () => {
    const [one, two] = [await floor.seller('mot'), await floor.seller('hai')];
    const id = await register.enter();
    const link = (sellerSlug: string) =>
      officer.call('PUT', `/admin/cooperatives/${id}/shop`, { sellerSlug });
    expect(refusalOf(await link('khong-co'))).toBe('400 validation_failed, sellerSlug unknown');
    expect((await link(one.slug)).status).toBe(204);
    expect(refusalOf(await link(two.slug))).toBe('409 state_conflict');
    expect((await register.read(id)).shop).toMatchObject({ slug: one.slug });
    expect((await officer.call('DELETE', `/admin/cooperatives/${id}/shop`)).status).toBe(204);
    expect((await link(two.slug)).status).toBe(204);
    await database.query(`UPDATE producers SET kind = 'household', cooperative_status = NULL WHERE id = $1`, [
      one.producerId,
    ]);
    const other = await register.enter();
    const wrong = await officer.call('PUT', `/admin/cooperatives/${other}/shop`, { sellerSlug: one.slug });
    expect(refusalOf(wrong)).toBe('409 state_conflict');
  });
});
