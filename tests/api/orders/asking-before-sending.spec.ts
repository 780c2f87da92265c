import { HOUR_MS } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordCodRefusal } from '../../../apps/api/src/modules/orders/cod/record-cod-refusal.js';
import { GoAheadClock } from '../../../apps/api/src/modules/orders/go-ahead/go-ahead-clock.js';
import { TellOfGoAhead } from '../../../apps/api/src/modules/orders/go-ahead/tell-of-go-ahead.js';
import { goAheadToken } from '../../../apps/api/src/modules/orders/go-ahead/go-ahead-token.js';
import { OrderMessages } from '../../../apps/api/src/modules/orders/order-messages.js';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.js';
import { codeOf, SHIP, type Answer, type PlacedBody, type QuoteBody } from '../../support/buyer.js';
import { callAs } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { everyRow, expectStockInOrder, stockOf } from '../../support/ledger.js';
import { OrderDesk } from '../../support/order-desk.js';
import { eventsOf } from '../../support/order-events.js';
import { readMessages } from '../../support/outbox.js';
import { People } from '../../support/people.js';
import { TEST_SECRETS } from '../../support/secrets.js';
import type { SmallProduct } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let people: People;
let desk: OrderDesk;
let goods: SmallProduct;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
  // As a floor begins on which nobody has decided otherwise.
  await shop.database.query(`DELETE FROM cod_terms`);
  people = new People(shop.app, shop.database, shop.clock);
  desk = await OrderDesk.of(shop, people, shop.seller);
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.clock.set(SEEDED_AT);
  goods = await shop.floor.product({
    slug: `cua-${(made += 1)}`,
    seller: shop.seller,
    priceVnd: 100_000,
    onHand: 500,
  });
});

const newPhone = (): string => `07${String((made += 1)).padStart(8, '0')}`;
const buy = (phone: string, quantity: number, payment = 'cod'): Promise<PlacedBody> =>
  shop.buyer.buy({ [goods.variantId]: quantity }, { contact: { name: 'Người Mua Mẫu', phone }, payment });
const asked = async (placed: PlacedBody): Promise<string | undefined> =>
  (await desk.read(codeOf(placed))).body.goAhead?.status;
const idOf = async (code: string): Promise<string> => {
  const [row] = await shop.database.query<{ id: string }>(`SELECT id FROM orders WHERE code = $1`, [code]);
  return row?.id ?? '';
};
const tokenOf = async (code: string): Promise<string> =>
  goAheadToken(await idOf(code), TEST_SECRETS.SESSION_SECRET);
const link = (
  method: 'GET' | 'POST',
  code: string,
  token: string,
): Promise<Answer<{ code: string; status: string }>> =>
  shop.buyer.call(method, `/go-aheads/${code}`, method === 'GET' ? undefined : {}, {
    'go-ahead-token': token,
  });

/** An order whose word is waited for, taken on and packed. */
async function packed(): Promise<{ placed: PlacedBody; code: string; parcelId: string }> {
  const placed = await buy(newPhone(), 12);
  const code = codeOf(placed);
  await desk.confirm(code);
  const order = await desk.pack(code);
  return { placed, code, parcelId: order.body.parcels[0]?.id ?? '' };
}

describe('a word is asked for', () => {
  it('above an amount of everybody, above a lower one of an unknown phone, of all of a phone that refuses', async () => {
    const [unknown, known, refusing] = [newPhone(), newPhone(), newPhone()];
    expect(await asked(await buy(unknown, 9))).toBeUndefined();
    expect(await asked(await buy(unknown, 10))).toBe('asked');
    expect(await asked(await buy(unknown, 40, 'bank_transfer'))).toBeUndefined();
    const first = await buy(known, 1);
    await shop.database.query(`UPDATE orders SET status = 'completed' WHERE code = $1`, [codeOf(first)]);
    expect(await asked(await buy(known, 20))).toBeUndefined();
    expect(await asked(await buy(known, 30))).toBe('asked');
    const refused = await buy(refusing, 1);
    await shop.app
      .get(Transactions)
      .run('worker', async (tx) => recordCodRefusal(tx, await idOf(codeOf(refused)), shop.clock.now()));
    const little = await buy(refusing, 1);
    expect(await eventsOf(shop.database, codeOf(little))).toEqual([
      'order: placed by buyer',
      'go_ahead: asked by worker',
    ]);
  });

  it('of no order that the shop takes down on the telephone: it has the buyer on the line', async () => {
    const wish = { lines: [{ variantId: goods.variantId, quantity: 15 }], delivery: SHIP };
    const at = `/seller/${shop.seller.slug}`;
    const quote = await callAs<QuoteBody>(shop.app, desk.owner, 'POST', `${at}/phone-quotes`, wish);
    const before = await shop.database.query(`SELECT 1 FROM go_aheads`);
    const entering = { headers: { ...desk.owner.headers, 'idempotency-key': 'mau-0001-0001' } };
    const placed = await callAs(shop.app, entering, 'POST', `${at}/phone-orders`, {
      ...wish,
      contact: { name: 'Người Gọi Mẫu', phone: newPhone() },
      payment: 'cod',
      expectedTotalVnd: quote.body.totalVnd,
      quoteToken: quote.body.quoteToken,
    });
    expect(placed.status).toBe(201);
    expect(await shop.database.query(`SELECT 1 FROM go_aheads`)).toHaveLength(before.length);
  });
});

describe('a parcel waits for the word', () => {
  it('and leaves once the buyer gave it by the link, which reading does not do', async () => {
    const { code, parcelId, placed } = await packed();
    const before = await everyRow(shop.database);
    const early = await callAs<{ code: string; reason?: string; detail: string }>(
      shop.app,
      desk.owner,
      'POST',
      `/seller/${shop.seller.slug}/orders/${code}/parcels/${parcelId}/hand-over`,
      {},
    );
    expect([early.status, early.body.code, early.body.reason]).toEqual([
      409,
      'state_conflict',
      'go_ahead_missing',
    ]);
    expect(early.body.detail).toContain('Khách chưa xác nhận');
    const fetched = await callAs<{ reason?: string }>(
      shop.app,
      desk.owner,
      'POST',
      `/seller/${shop.seller.slug}/orders/${code}/parcels/${parcelId}/shipment`,
      { carrier: 'ghn', grams: 6_000, lengthCm: 40, widthCm: 30, heightCm: 20 },
    );
    expect([fetched.status, fetched.body.reason]).toEqual([409, 'go_ahead_missing']);
    const token = await tokenOf(code);
    const read = await link('GET', code, token);
    expect([read.status, read.body]).toEqual([
      200,
      {
        code,
        status: 'asked',
        shop: 'Gian hàng rach-goc',
        shopPhone: '0000000017',
        amountVnd: placed.totalVnd,
        lines: [{ name: `Sản phẩm ${goods.slug}`, variantName: 'Gói 500 g', quantity: 12 }],
      },
    ]);
    const others = [
      await link('POST', code, 'x'.repeat(43)),
      await link('POST', codeOf(await buy(newPhone(), 12)), token),
    ];
    expect(others.map(({ status }) => status)).toEqual([404, 404]);
    const after = await everyRow(shop.database);
    expect(after['public.fulfillments']).toBe(before['public.fulfillments']);
    expect((await desk.read(code)).body).toMatchObject({ step: 'call', goAhead: { status: 'asked' } });
    const twice = await Promise.all([link('POST', code, token), link('POST', code, token)]);
    expect(twice.map(({ status, body }) => [status, body.status])).toEqual([
      [201, 'given'],
      [201, 'given'],
    ]);
    expect((await eventsOf(shop.database, code)).filter((said) => said.startsWith('go_ahead'))).toEqual([
      'go_ahead: asked by worker',
      'go_ahead: asked → given by buyer',
    ]);
    expect((await desk.handOver(code, parcelId)).body.step).toBe('deliver');
    expect(JSON.stringify(await shop.database.query(`SELECT * FROM go_aheads`))).not.toContain(token);
    await desk.arrive(code, parcelId);
    await shop.buyer.call('POST', `/orders/${code}/receipt`, {}, { 'order-token': placed.accessToken });
    expect((await link('GET', code, token)).status).toBe(404);
  });

  it('and leaves once it was given on the order’s page; nobody else gives it there', async () => {
    const { code, parcelId, placed } = await packed();
    expect((await shop.buyer.page(placed)).body.orders[0]?.goAhead).toBe('asked');
    const say = (token?: string) =>
      shop.buyer.call<{ goAhead: string }>(
        'POST',
        `/orders/${code}/go-ahead`,
        {},
        token === undefined ? {} : { 'order-token': token },
      );
    expect([(await say()).status, (await say('x'.repeat(43))).status]).toEqual([401, 404]);
    const said = await say(placed.accessToken);
    expect([said.status, said.body.goAhead]).toEqual([201, 'given']);
    expect((await desk.handOver(code, parcelId)).status).toBe(200);
    const unasked = await buy(newPhone(), 1);
    const none = await shop.buyer.call(
      'POST',
      `/orders/${codeOf(unasked)}/go-ahead`,
      {},
      { 'order-token': unasked.accessToken },
    );
    expect([none.status, none.body['code']]).toEqual([409, 'state_conflict']);
  });

  it('and leaves without it where the shop says why in its own words, which stay', async () => {
    const { code, parcelId } = await packed();
    expect((await desk.waive(code, 'Vì')).status).toBe(400);
    const staff = await people.officer('assisting_staff');
    await people.mandate(staff, shop.seller);
    const waived = await desk.as(staff).waive(code, 'Khách quen của hợp tác xã, tháng nào cũng lấy.');
    expect(waived.body.goAhead).toMatchObject({
      status: 'waived',
      waiverWords: 'Khách quen của hợp tác xã, tháng nào cũng lấy.',
    });
    expect((await eventsOf(shop.database, code)).at(-1)).toBe('go_ahead: asked → waived by staff');
    expect((await desk.waive(code, 'Nói lại lần nữa')).status).toBe(409);
    expect((await desk.handOver(code, parcelId)).status).toBe(200);
    expect(
      await shop.database.query(
        `SELECT actor_id AS who FROM audit_records WHERE action = 'go_ahead.waived' AND subject_id = $1`,
        [await idOf(code)],
      ),
    ).toEqual([{ who: staff.accountId }]);
  });
});

describe('the shop calls', () => {
  it('and writes down each try that nobody answers, the same one once, until the buyer says yes', async () => {
    const { code, parcelId } = await packed();
    const first = await desk.call(code, 'unanswered', 0);
    expect(first.body.goAhead?.tries).toBe(1);
    expect(Date.parse(first.body.goAhead?.lastTriedAt ?? '')).toBe(SEEDED_AT.getTime());
    expect((await desk.call(code, 'unanswered', 0)).body.goAhead?.tries).toBe(1);
    shop.clock.advance(HOUR_MS);
    expect((await desk.call(code, 'unanswered', 1)).body.goAhead?.tries).toBe(2);
    expect((await desk.handOver(code, parcelId)).status).toBe(409);
    const yes = await desk.call(code, 'given', 2);
    expect(yes.body.goAhead).toMatchObject({ status: 'given', givenBy: 'call', tries: 2 });
    expect((await desk.call(code, 'unanswered', 2)).status).toBe(409);
    expect((await eventsOf(shop.database, code)).filter((said) => said.startsWith('go_ahead'))).toEqual([
      'go_ahead: asked by worker',
      'go_ahead: asked → asked by seller',
      'go_ahead: asked → asked by seller',
      'go_ahead: asked → given by seller',
    ]);
  });

  it('and the buyer wants it no more: the order ends, and what was set aside is on the shelf again', async () => {
    const { code } = await packed();
    const no = await desk.call(code, 'refused');
    expect([no.body.status, no.body.cancellationReason, no.body.goAhead?.status]).toEqual([
      'cancelled',
      'buyer_asked',
      'refused',
    ]);
    expect(await stockOf(shop.database, goods.variantId)).toEqual({ onHand: 500, reserved: 0 });
    await expectStockInOrder(shop.database);
    expect([(await desk.call(code, 'given')).status, (await desk.waive(code, 'Vẫn gửi thử')).status]).toEqual(
      [409, 409],
    );
    expect((await link('POST', code, await tokenOf(code))).status).toBe(404);
  });

  it('while the buyer taps: one of them is written down, and the other says so', async () => {
    const { code } = await packed();
    const token = await tokenOf(code);
    const [called, tapped] = await Promise.all([desk.call(code, 'refused'), link('POST', code, token)]);
    const { status, goAhead } = (await desk.read(code)).body;
    const outcome = [called.status, status, goAhead?.status];
    if (called.status === 200) expect(outcome).toEqual([200, 'cancelled', 'refused']);
    else expect(outcome).toEqual([409, 'confirmed', 'given']);
    expect([tapped.status === 201, called.status === 200].filter(Boolean)).toHaveLength(1);
  });
});

it('the buyer is asked and reminded once, and after a day the shop is told, which may cancel', async () => {
  const placed = await buy(newPhone(), 12);
  const code = codeOf(placed);
  const id = await idOf(code);
  const sweep = () => shop.app.get(GoAheadClock).run();
  const [group] = await shop.database.query<{ id: string }>(
    `SELECT order_group_id AS id FROM orders WHERE id = $1`,
    [id],
  );
  await shop.app.get(OrderMessages).confirm(group?.id ?? '');
  const queued = `SELECT data ->> 'what' AS what FROM pgboss.job WHERE name = 'go-ahead' AND data ->> 'orderId' = $1 ORDER BY created_on`;
  const jobs = async () =>
    (await shop.database.query<{ what: string }>(queued, [id])).map(({ what }) => what);
  expect(await jobs()).toEqual(['asked']);
  const tell = (what: 'asked' | 'reminded' | 'overdue' | 'given') =>
    shop.app.get(TellOfGoAhead).run(id, what);
  await tell('asked');
  shop.clock.advance(4 * HOUR_MS - 1);
  await sweep();
  expect(await jobs()).toEqual(['asked']);
  shop.clock.advance(1);
  await Promise.all([sweep(), sweep()]);
  await sweep();
  expect(await jobs()).toEqual(['asked', 'reminded']);
  expect((await desk.read(code)).body.goAhead?.overdue).toBe(false);
  await tell('reminded');
  shop.clock.advance(20 * HOUR_MS);
  await Promise.all([sweep(), sweep()]);
  await tell('overdue');
  expect(await jobs()).toEqual(['asked', 'reminded', 'overdue']);
  expect((await desk.read(code)).body.goAhead).toMatchObject({ status: 'asked', overdue: true });
  const messages = (await readMessages(shop.database)).filter(({ id: message }) => message.endsWith(code));
  expect(messages.map(({ id: message, to }) => [message, to.phone])).toEqual([
    [`go-ahead-asked-${code}`, expect.stringMatching(/^\+847/)],
    [`go-ahead-overdue-${code}`, '0000000017'],
    [`go-ahead-reminded-${code}`, expect.stringMatching(/^\+847/)],
  ]);
  const token = await tokenOf(code);
  expect(messages[0]?.text).toContain(`/xac-nhan-don/${code}?token=${token}`);
  expect(messages[1]?.text).not.toContain(token);

  expect((await desk.cancel(code, 'unreachable')).body.status).toBe('cancelled');
  // Of an order that is over nobody is told any more.
  shop.clock.advance(HOUR_MS);
  expect(await sweep()).toEqual({ overdue: 0, reminded: 0 });
});
