import { randomUUID } from 'node:crypto';
import { DAY_MS } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EscalateReturns } from '../../../apps/api/src/modules/orders/returns/escalate-returns.js';
import { TellOfOrders } from '../../../apps/api/src/modules/orders/events/tell-of-orders.js';
import { CheckLedger } from '../../../apps/api/src/modules/settlement/ledger/check-ledger.js';
import { PostLedger } from '../../../apps/api/src/modules/settlement/ledger/post-ledger.js';
import { codeOf, type PlacedBody, type ProblemBody } from '../../support/buyer.js';
import { callAs } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { moneyOf, refundsOf } from '../../support/incoming-money.js';
import { everyRow, expectStockInOrder, stockOf } from '../../support/ledger.js';
import { OrderDesk } from '../../support/order-desk.js';
import { eventsOf } from '../../support/order-events.js';
import { readMessages } from '../../support/outbox.js';
import { People } from '../../support/people.js';
import { ACCOUNT, ReturnCounter } from '../../support/return-counter.js';
import type { SmallProduct } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let people: People;
let desk: OrderDesk;
let counter: ReturnCounter;
let goods: SmallProduct;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
  desk = await OrderDesk.of(shop, people, shop.seller);
  counter = new ReturnCounter(shop, desk);
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.clock.set(SEEDED_AT);
  goods = await shop.floor.product({ slug: `mam-${(made += 1)}`, seller: shop.seller, onHand: 10 });
});

const stock = () => stockOf(shop.database, goods.variantId);
const some = (quantity: number) => ({ [goods.variantId]: quantity });

const delivered = (quantity: number, payment?: string) => counter.delivered(some(quantity), payment);
const asked = (placed: PlacedBody, quantity: number, wish?: Record<string, unknown>) =>
  counter.asked(placed, some(quantity), wish);

describe('a buyer gives goods back', () => {
  it('paid at the door: the shop takes them back, puts them on the shelf and owes their price by transfer', async () => {
    const placed = await delivered(3);
    const code = codeOf(placed);
    expect((await counter.page(placed)).lines).toMatchObject([{ returnable: 3 }]);
    const back = await asked(placed, 2);
    expect(back).toMatchObject({
      number: 1,
      status: 'requested',
      carriage: 'shop',
      words: 'Hàng không giống ảnh trên sàn.',
      lines: [{ quantity: 2, refundVnd: null }],
    });
    expect((await desk.list()).map((order) => [order.code, order.step])).toContainEqual([
      code,
      'answer_return',
    ]);
    expect((await counter.agree(code, back.id)).body.step).toBe('receive_return');
    const lineId = (await desk.read(code)).body.lines[0]?.id ?? '';
    const settled = await counter.goodsBack(code, back.id, [{ lineId, quantity: 1 }]);
    expect(settled.status, JSON.stringify(settled.body)).toBe(200);
    expect(settled.body.step).toBe('wait_completion');
    expect(await stock()).toEqual({ onHand: 8, reserved: 0 });
    const refundVnd = goods.priceVnd * 2;
    expect(await refundsOf(shop.database, code)).toEqual([
      { reason: 'returned', amountVnd: refundVnd, status: 'owed', dueOn: expect.any(String) },
    ]);
    const page = await counter.page(placed);
    expect(page.returns).toMatchObject([
      {
        status: 'settled',
        goods: 'back',
        refundVnd,
        shippingVnd: 0,
        lines: [{ restocked: 1, writtenOff: 1 }],
      },
    ]);
    expect(page.lines).toMatchObject([{ returnable: 1 }]);
    expect((await eventsOf(shop.database, code)).filter((said) => said.startsWith('return'))).toEqual([
      'return: requested by buyer',
      'return: requested → agreed by seller',
      'return: agreed → settled by seller',
    ]);
    const money = await callAs<{ items: object[] }>(
      shop.app,
      desk.owner,
      'GET',
      `/seller/${shop.seller.slug}/refunds?which=owed`,
    );
    const { accountNumber, accountName } = ACCOUNT;
    expect(money.body.items).toContainEqual(
      expect.objectContaining({
        orderCode: code,
        account: { bankName: 'Vietcombank', accountNumber, accountName },
      }),
    );
    await shop.app.get(PostLedger).run();
    expect(await shop.app.get(CheckLedger).run()).toEqual([]);
    await expectStockInOrder(shop.database, shop.app);
  });

  it('in parts: the parts sum to what was paid, and the delivery fee goes back with the last of them', async () => {
    const placed = await delivered(3, 'bank_transfer');
    const code = codeOf(placed);
    const first = await asked(placed, 1, { reason: 'damaged' });
    await counter.agree(code, first.id, 'kept');
    const rest = await asked(placed, 2, { reason: 'wrong_goods' });
    await counter.agree(code, rest.id);
    expect((await counter.goodsBack(code, rest.id)).status).toBe(200);
    const { returns } = await counter.page(placed);
    expect(returns.map(({ goods: kept, shippingVnd }) => [kept, shippingVnd])).toEqual([
      ['kept', 0],
      ['back', placed.orders[0]?.shippingFeeVnd],
    ]);
    expect(await moneyOf(shop.database, code)).toMatchObject({
      payment: 'paid',
      receivedVnd: placed.totalVnd,
      refundsVnd: placed.totalVnd,
    });
    expect(await stock()).toEqual({ onHand: 9, reserved: 0 });
    await shop.app.get(PostLedger).run();
    expect(await shop.app.get(CheckLedger).run()).toEqual([]);
  });

  it('for a changed mind: at the buyer’s cost, without the delivery fee, and never what spoils', async () => {
    const placed = await delivered(1, 'bank_transfer');
    const code = codeOf(placed);
    await shop.database.query(`UPDATE products SET handling = 'live' WHERE id = $1`, [goods.productId]);
    const refused = await counter.ask(placed, some(1), { reason: 'changed_mind' });
    expect([refused.status, (refused.body as unknown as ProblemBody).errors]).toEqual([
      400,
      [expect.objectContaining({ path: 'lines.0.variantId', code: 'not_returnable' })],
    ]);
    await shop.database.query(`UPDATE products SET handling = NULL WHERE id = $1`, [goods.productId]);
    const back = await asked(placed, 1, { reason: 'changed_mind' });
    expect(back.carriage).toBe('buyer');
    await counter.agree(code, back.id);
    await counter.goodsBack(code, back.id);
    expect(await refundsOf(shop.database, code)).toMatchObject([{ amountVnd: goods.priceVnd }]);
  });

  it('within 7 days of their coming, never more than came, with a picture and an account', async () => {
    const placed = await shop.buyer.buy(some(3));
    const code = codeOf(placed);
    expect((await counter.sendPhoto(code, placed.accessToken)).status).toBe(409);
    const { parcelId } = await desk.send(code);
    const lineId = (await desk.read(code)).body.lines[0]?.id ?? '';
    await desk.arrive(code, parcelId, [{ lineId, quantity: 1 }]);
    const before = await everyRow(shop.database);
    delete before['public.order_pictures'];
    expect((await counter.ask(placed, some(3))).status).toBe(409);
    expect((await counter.ask(placed, some(1), { photos: [] })).status).toBe(400);
    expect((await counter.ask(placed, some(1), { photos: [code] })).status).toBe(400);
    expect((await counter.ask(placed, some(1), { refundAccount: undefined })).status).toBe(400);
    expect((await counter.ask(placed, some(1), { reason: 'whatever' })).status).toBe(400);
    expect(
      (await counter.ask({ ...placed, accessToken: 'x'.repeat(43) }, some(1), { photos: [randomUUID()] }))
        .status,
    ).toBe(404);
    shop.clock.advance(8 * DAY_MS);
    expect((await counter.ask(placed, some(1))).status).toBe(409);
    const after = await everyRow(shop.database);
    delete after['public.order_pictures'];
    expect(after).toEqual(before);
    shop.clock.advance(-1 * DAY_MS);
    expect((await counter.ask(placed, some(1))).status).toBe(201);
  });

  it('once a key, and may keep them after all', async () => {
    const placed = await delivered(2);
    const key = 'mot-lan-thoi';
    const first = await counter.ask(placed, some(1), { key });
    const again = await counter.ask(placed, some(1), { key });
    expect([first.status, again.status, again.body.returns.length]).toEqual([201, 201, 1]);
    const id = first.body.returns[0]?.id ?? '';
    expect((await counter.withdraw(placed, id)).body.returns[0]?.status).toBe('withdrawn');
    expect((await counter.withdraw(placed, id)).status).toBe(409);
    expect((await counter.agree(codeOf(placed), id)).status).toBe(409);
    expect((await counter.page(placed)).lines[0]?.returnable).toBe(2);
  });
});

describe('the shop', () => {
  it('declines for a reason, and holds to what it agreed to unless nothing comes of it', async () => {
    const placed = await delivered(2);
    const code = codeOf(placed);
    const back = await asked(placed, 1);
    expect((await counter.decline(code, back.id, 'not_sent')).status).toBe(409);
    const declined = await counter.decline(code, back.id, 'used', 'Hàng đã mở nắp.');
    expect(declined.status).toBe(200);
    expect((await counter.page(placed)).returns[0]).toMatchObject({
      status: 'declined',
      declineReason: 'used',
      declineWords: 'Hàng đã mở nắp.',
    });
    const second = await asked(placed, 2);
    await counter.agree(code, second.id);
    expect((await counter.decline(code, second.id, 'as_described')).status).toBe(409);
    expect((await counter.decline(code, second.id, 'not_sent')).status).toBe(409);
    shop.clock.advance(15 * DAY_MS);
    expect((await counter.decline(code, second.id, 'not_sent')).status).toBe(200);
    expect(await stock()).toEqual({ onHand: 8, reserved: 0 });
  });

  it('gives the money for what was missing, which cannot come back', async () => {
    const placed = await delivered(2);
    const code = codeOf(placed);
    const back = await asked(placed, 1, { reason: 'missing' });
    expect(back.carriage).toBe('nobody');
    expect((await counter.agree(code, back.id, 'back')).status).toBe(409);
    expect((await counter.agree(code, back.id, 'kept')).status).toBe(200);
    expect(await stock()).toEqual({ onHand: 8, reserved: 0 });
    expect(await refundsOf(shop.database, code)).toMatchObject([
      { amountVnd: goods.priceVnd, reason: 'returned' },
    ]);
  });

  it('that does not answer in two working days is told on, and may still answer', async () => {
    const placed = await delivered(1);
    const code = codeOf(placed);
    const back = await asked(placed, 1);
    const escalate = () => shop.app.get(EscalateReturns).run();
    expect(await escalate()).toBe(0);
    shop.clock.advance(7 * DAY_MS);
    expect([await escalate(), await escalate()]).toEqual([1, 0]);
    expect((await counter.page(placed)).returns[0]?.status).toBe('escalated');
    expect((await desk.read(code)).body.step).toBe('answer_return');
    expect((await counter.agree(code, back.id, 'kept')).status).toBe(200);
    const list = await callAs<{ items: object[] }>(
      shop.app,
      desk.owner,
      'GET',
      `/seller/${shop.seller.slug}/returns?show=over`,
    );
    expect(list.body.items).toContainEqual(
      expect.objectContaining({
        orderCode: code,
        status: 'settled',
        pieces: 1,
        refundVnd: expect.any(Number),
      }),
    );
  });

  it('is told what its buyer asks, and the buyer what it answers', async () => {
    const placed = await delivered(1);
    const code = codeOf(placed);
    const back = await asked(placed, 1);
    await counter.decline(code, back.id, 'other', 'Mời gọi gian hàng.');
    const events = await shop.database.query<{ id: string }>(
      `SELECT e.id FROM order_events e JOIN orders o ON o.id = e.order_id WHERE o.code = $1 AND e.axis = 'return' ORDER BY e.id`,
      [code],
    );
    const jobs = await shop.database.query<{ eventId: string }>(
      `SELECT data->>'eventId' AS "eventId" FROM pgboss.job WHERE name = 'order-event'`,
    );
    expect(jobs.map(({ eventId }) => eventId)).toEqual(expect.arrayContaining(events.map(({ id }) => id)));
    const tell = shop.app.get(TellOfOrders);
    for (const { id } of events) await tell.moved(id);
    const ids = events.map(({ id }) => id);
    const told = (await readMessages(shop.database)).filter(({ id }) =>
      ids.some((event) => id.includes(event)),
    );
    expect(told.map(({ subject }) => subject).sort()).toEqual([
      `Đơn ${code}: khách muốn trả hàng`,
      `Đơn ${code}: người bán không nhận trả hàng`,
    ]);
    expect(told.find(({ subject }) => subject.includes('không nhận'))?.text).toContain('quyền khiếu nại');
  });
});
