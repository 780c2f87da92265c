import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fakeClock } from '#kernel/time';
import { RecountStock } from '../../../apps/api/src/modules/inventory/index.js';
import { testApp, type TestApp } from '../../support/app.js';
import { Buyer } from '../../support/buyer.js';
import { callAs } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { ListingDesk } from '../../support/listing-desk.js';
import { People } from '../../support/people.js';
import { SmallFloor, type SmallProduct } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let floor: SmallFloor;
let desk: ListingDesk;
let goods: SmallProduct;
let count = 0;
const clock = fakeClock(SEEDED_AT);

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  floor = await SmallFloor.in(database);
  desk = await ListingDesk.open({ app, database, people: new People(app, database, clock), floor });
});
beforeEach(async () => {
  clock.set(SEEDED_AT);
  count += 1;
  goods = await floor.product({ slug: `hang-${count}`, seller: desk.shop, onHand: 10 });
});
afterAll(async () => {
  const broken = await app.get(RecountStock).run();
  await app.close();
  await database.drop();
  expect(broken).toEqual([]);
});

interface Shelf {
  onHand: number;
  reserved: number;
  available: number;
}

const key = (): string => randomUUID();
const stock = <Body = Shelf>(what: string, body?: object, by = desk.owner) =>
  desk.shopDoes<Body>(
    body === undefined ? 'GET' : 'POST',
    `/${goods.productId}/variants/${goods.variantId}/${what}`,
    body,
    by,
  );
const shelf = async (): Promise<Shelf> => (await stock('stock')).body;
const page = async (): Promise<Record<string, unknown>> => (await desk.page(goods.slug)).body;
const onDay = (day: string): void => clock.set(`${day}T03:00:00Z`);

describe('two taps', () => {
  it('say that nothing is left, how many were counted, how many were sold elsewhere: each a movement', async () => {
    expect((await stock('stock/sold-off-floor', { key: key(), quantity: 3 })).body).toEqual({
      onHand: 7,
      reserved: 0,
      available: 7,
    });
    expect((await stock('stock/recount', { key: key(), onHand: 12 })).body.onHand).toBe(12);
    expect((await stock('stock/sold-out', { key: key() })).body.onHand).toBe(0);
    expect((await stock('stock/received', { key: key(), quantity: 4 })).body.onHand).toBe(4);
    const moved = await database.query(`SELECT quantity, reason FROM stock_movements WHERE variant_id = $1`, [
      goods.variantId,
    ]);
    expect(moved).toHaveLength(5);
    expect(moved).toEqual(
      expect.arrayContaining([
        { quantity: -3, reason: 'sold_elsewhere' },
        { quantity: 5, reason: 'counted' },
        { quantity: -12, reason: 'counted' },
        { quantity: 4, reason: 'received' },
      ]),
    );
    expect((await page())['available']).toBe(4);
  });

  it('sent twice, and five times at once, count once', async () => {
    const tap = { key: key(), quantity: 2 };
    const taps = await Promise.all(Array.from({ length: 5 }, () => stock('stock/sold-off-floor', tap)));
    expect(taps.map(({ status, body }) => [status, body.onHand])).toEqual(Array(5).fill([200, 8]));
    await stock('stock/received', { key: key(), quantity: 1 });
    expect((await stock('stock/sold-off-floor', tap)).body.onHand).toBe(9);
    const other = await stock('stock/sold-off-floor', { ...tap, quantity: 3 });
    expect(other).toMatchObject({ status: 409, code: 'idempotency_conflict' });
  });

  it('never take what is promised to an order', async () => {
    await new Buyer(app.url).buy({ [goods.variantId]: 4 });
    expect(await shelf()).toMatchObject({ onHand: 10, reserved: 4, available: 6 });
    const below = await stock('stock/recount', { key: key(), onHand: 3 });
    expect(below).toMatchObject({ status: 409, code: 'state_conflict', body: { reserved: 4 } });
    const tooMany = await stock('stock/sold-off-floor', { key: key(), quantity: 7 });
    expect(tooMany).toMatchObject({ status: 409, code: 'out_of_stock', body: { available: 6 } });
    expect((await stock('stock/sold-out', { key: key() })).body).toEqual({
      onHand: 4,
      reserved: 4,
      available: 0,
    });
  });

  it('count without holds whose hour has passed, which would come back as goods that are not there', async () => {
    await new Buyer(app.url).buy({ [goods.variantId]: 4 }, { payment: 'bank_transfer' });
    clock.advance(25 * 3_600_000);
    const signedIn = (await new People(app, database, clock).signIn(desk.owner)) && desk.owner;
    expect((await stock('stock/sold-out', { key: key() }, signedIn)).body).toEqual({
      onHand: 0,
      reserved: 0,
      available: 0,
    });
  });

  it('beside buyers who order at the same time leave no unit sold twice', async () => {
    const buyers = Array.from({ length: 6 }, () => new Buyer(app.url));
    const carts = await Promise.all(buyers.map((buyer) => buyer.cart({ [goods.variantId]: 2 })));
    const quotes = await Promise.all(buyers.map((buyer, index) => buyer.quote(carts[index] ?? '')));
    const place = async (buyer: Buyer, index: number): Promise<unknown> => {
      const [cartId, quote] = [carts[index], quotes[index]];
      return cartId && quote && buyer.place(cartId, quote);
    };
    const [counted] = await Promise.all([
      stock('stock/recount', { key: key(), onHand: 5 }),
      ...buyers.map((buyer, index) => place(buyer, index)),
    ]);
    const now = await shelf();
    expect(now.onHand).toBe(counted.status === 200 ? 5 : 10);
    expect(now.reserved).toBeLessThanOrEqual(now.onHand);
  });
});

describe('batches', () => {
  const batch = (code: string, expiresOn: string | null, more: object = {}): object => ({
    key: key(),
    code,
    madeOn: '2026-11-01',
    expiresOn,
    quantity: 5,
    ...more,
  });

  it('stop selling with the first request after their last day, and nothing has to run for it', async () => {
    expect((await stock('batches', batch('L1', '2026-11-24', { quantity: 10, onShelf: true }))).status).toBe(
      201,
    );
    expect((await stock('batches', batch('L2', '2026-12-24'))).body).toMatchObject({
      onHand: 15,
      available: 15,
    });
    onDay('2026-11-24');
    expect((await page())['available']).toBe(15);
    clock.set('2026-11-24T17:00:00Z');
    expect((await page())['available']).toBe(5);
    const buyer = new Buyer(app.url);
    const tooMany = await callAs(app, null, 'POST', '/carts', {});
    const cartId = String(tooMany.body['id']);
    const put = await callAs(app, null, 'PUT', `/carts/${cartId}/lines/${goods.variantId}`, { quantity: 6 });
    expect(put).toMatchObject({ status: 409, code: 'out_of_stock' });
    await buyer.buy({ [goods.variantId]: 5 });
    expect((await page())['available']).toBe(0);
    onDay('2026-12-25');
    expect((await page())['available']).toBe(0);
  });

  it('once there are any, only they are sold; the rest is named to the shop', async () => {
    await stock('batches', batch('L1', null));
    const seen = await stock<Shelf & { notSellable: number; batches: { code: string; expired: boolean }[] }>(
      'stock',
    );
    expect(seen.body).toMatchObject({
      onHand: 15,
      available: 5,
      notSellable: 10,
      batches: [{ code: 'L1', expired: false }],
    });
    await stock('batches', batch('CŨ', '2026-12-01', { quantity: 10, onShelf: true }));
    expect((await shelf()).available).toBe(15);
  });

  it('sent twice are one batch, a code that is taken is another’s, and dates must be possible', async () => {
    const form = batch('L1', '2026-12-24');
    const both = await Promise.all([
      stock<{ id: string }>('batches', form),
      stock<{ id: string }>('batches', form),
    ]);
    expect(new Set(both.map(({ body }) => body.id)).size).toBe(1);
    expect((await shelf()).onHand).toBe(15);
    expect(await stock('batches', batch('L1', '2026-12-24'))).toMatchObject({
      body: { errors: [{ path: 'code' }] },
    });
    expect(await stock('batches', batch('L3', '2026-10-01'))).toMatchObject({
      body: { errors: [{ path: 'expiresOn' }] },
    });
    expect(await stock('batches', batch('L4', null, { madeOn: '2026-11-24' }))).toMatchObject({
      body: { errors: [{ path: 'madeOn' }] },
    });
  });

  it('keep no longer than the approved label says, by which they are dated where nothing is told', async () => {
    await database.query(`UPDATE products SET label = '{"shelfLifeDays": 180}' WHERE id = $1`, [
      goods.productId,
    ]);
    expect(await stock('batches', batch('L1', '2027-05-05'))).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'expiresOn', code: 'too_late' }] },
    });
    // Six months as packers print them are 181 days.
    expect((await stock('batches', batch('L2', '2027-05-01'))).status).toBe(201);
    const { body } = await stock<{ id: string }>('batches', batch('L3', null));
    const at = `/${goods.productId}/variants/${goods.variantId}/batches/${body.id}`;
    const longer = { code: 'L3', madeOn: '2026-11-01', expiresOn: '2028-01-01', quantity: 5 };
    expect((await desk.shopDoes('PUT', at, longer)).status).toBe(400);
    const seen = await stock<{ batches: { code: string; expiresOn: string }[] }>('stock');
    expect(seen.body.batches.map(({ code, expiresOn }) => [code, expiresOn])).toEqual([
      ['L2', '2027-05-01'],
      ['L3', '2027-04-30'],
    ]);
  });

  it('bear no claim in their codes, which nobody looks over before they are printed', async () => {
    for (const code of ['CHỮA BỆNH', 'c.h.u.a-b.e.n.h', 'ĐẶC TRỊ 01'])
      expect(await stock('batches', batch(code, null))).toMatchObject({
        status: 400,
        body: { errors: [{ path: 'code', code: 'prohibited_words' }] },
      });
    expect((await stock('batches', batch('LÔ SỐ 1', null))).status).toBe(201);
  });

  it('are put right by hand, and the history keeps what was said before', async () => {
    const { body } = await stock<{ id: string }>(
      'batches',
      batch('L1', '2026-11-20', { madeOn: '2026-11-01' }),
    );
    expect((await shelf()).available).toBe(0);
    const right = { code: 'L1', madeOn: '2026-11-01', expiresOn: '2027-11-20', quantity: 15 };
    const done = await desk.shopDoes<Shelf>(
      'PUT',
      `/${goods.productId}/variants/${goods.variantId}/batches/${body.id}`,
      right,
    );
    expect(done).toMatchObject({ status: 200, body: { available: 15 } });
    const acts = (await desk.history(goods.productId)).map(({ action }) => action);
    expect(acts).toEqual(['stock.received', 'batch.corrected']);
  });
});

describe('days', () => {
  const closures = (method: string, path = '', body?: object) =>
    callAs<{ id: string; items: object[] }>(
      app,
      desk.owner,
      method,
      `/seller/${desk.shop.slug}/closures${path}`,
      body,
    );

  it('on which the shop is closed show its goods and sell none', async () => {
    const form = { fromOn: '2026-11-25', untilOn: '2026-11-27', reason: 'tide' };
    const added = await closures('POST', '', form);
    expect((await closures('POST', '', form)).body.id).toBe(added.body.id);
    expect((await page())['available']).toBe(10);
    onDay('2026-11-25');
    expect(await page()).toMatchObject({ listed: true, available: 0, closedUntil: '2026-11-27' });
    const cart = await callAs(app, null, 'POST', '/carts', {});
    const put = await callAs(app, null, 'PUT', `/carts/${String(cart.body['id'])}/lines/${goods.variantId}`, {
      quantity: 1,
    });
    expect(put.code).toBe('out_of_stock');
    onDay('2026-11-28');
    expect(await page()).toMatchObject({ available: 10, closedUntil: null });
    onDay('2026-11-23');
    expect((await closures('DELETE', `/${added.body.id}`)).status).toBe(204);
    onDay('2026-11-25');
    expect((await page())['available']).toBe(10);
    clock.set(SEEDED_AT);
    expect((await closures('POST', '', { ...form, untilOn: '2026-11-20' })).code).toBe('validation_failed');
  });

  it('of a closure that was there first hold also for goods that come later', async () => {
    const { body } = await closures('POST', '', {
      fromOn: '2026-12-01',
      untilOn: '2026-12-02',
      reason: 'rest',
    });
    const later = await floor.product({ slug: `hang-sau-${count}`, seller: desk.shop, onHand: 3 });
    onDay('2026-12-01');
    expect((await desk.page(later.slug)).body['available']).toBe(0);
    clock.set(SEEDED_AT);
    await closures('DELETE', `/${body.id}`);
  });

  it('of a season are when it is ordered; before delivery begins it is ordered beforehand', async () => {
    const season = { orderFrom: '2026-12-01', orderUntil: '2026-12-31', deliverFrom: '2026-12-20' };
    expect((await desk.shopDoes('PUT', `/${goods.productId}/season`, season)).status).toBe(204);
    expect(await page()).toMatchObject({ listed: true, available: 0, season });
    onDay('2026-12-01');
    expect((await page())['available']).toBe(10);
    onDay('2027-01-01');
    expect((await page())['available']).toBe(0);
    clock.set(SEEDED_AT);
    await desk.shopDoes('DELETE', `/${goods.productId}/season`);
    expect(await page()).toMatchObject({ available: 10, season: null });
    const far = { ...season, orderUntil: '2036-12-31', deliverFrom: '2037-01-01' };
    const years = await desk.shopDoes('PUT', `/${goods.productId}/season`, far);
    expect(years).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'orderUntil', code: 'too_late' }] },
    });
    const backward = await desk.shopDoes('PUT', `/${goods.productId}/season`, {
      ...season,
      orderUntil: '2026-11-01',
    });
    expect(backward).toMatchObject({ status: 400, body: { errors: [{ path: 'orderUntil' }] } });
  });
});
