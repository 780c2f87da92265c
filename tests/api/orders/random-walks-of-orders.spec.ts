import fc from 'fast-check';
import { HOUR_MS, vietnamDay } from '#kernel/time';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { UnconfirmedOrders } from '../../../apps/api/src/modules/orders/confirming/unconfirmed-orders.js';
import { ExpireUnpaidOrders } from '../../../apps/api/src/modules/orders/expire-unpaid-orders.js';
import { orderMoves } from '../../../apps/api/src/modules/orders/order-status.js';
import { CompleteDeliveredOrders } from '../../../apps/api/src/modules/orders/parcels/complete-delivered-orders.js';
import { parcelMoves } from '../../../apps/api/src/modules/orders/parcels/parcel-status.js';
import { EscalateReturns } from '../../../apps/api/src/modules/orders/returns/escalate-returns.js';
import { returnMoves } from '../../../apps/api/src/modules/orders/returns/return-status.js';
import { CheckLedger } from '../../../apps/api/src/modules/settlement/ledger/check-ledger.js';
import { PostLedger } from '../../../apps/api/src/modules/settlement/ledger/post-ledger.js';
import { paymentMoves } from '../../../apps/api/src/modules/payments/index.js';
import type { PlacedBody } from '../../support/buyer.js';
import { comesIn, moneyOf } from '../../support/incoming-money.js';
import { expectStockInOrder } from '../../support/ledger.js';
import { OrderDesk } from '../../support/order-desk.js';
import { People } from '../../support/people.js';
import { PATIENCE_MS, scaled } from '../../support/scale.js';
import { ReturnCounter } from '../../support/return-counter.js';
import type { SmallProduct } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

const ON_HAND = 40;

let shop: SmallShop;
let desk: OrderDesk;
let counter: ReturnCounter;
let goods: SmallProduct;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
  const people = new People(shop.app, shop.database, shop.clock);
  desk = await OrderDesk.of(shop, people, shop.seller);
  counter = new ReturnCounter(shop, desk);
});
afterAll(() => shop.close());

const ACTS = [
  'buy',
  'pay',
  'confirm',
  'confirm',
  'pack',
  'pack',
  'hand over',
  'hand over',
  'arrive',
  'arrive',
  'take back',
  'receive',
  'shop cancels',
  'buyer cancels',
  'time',
] as const;
/** What goes on once goods came. */
const RETURN_ACTS = [
  'ask back',
  'ask back',
  'ask back',
  'agree',
  'agree',
  'goods back',
  'goods back',
  'keep',
  'decline',
  'withdraw',
  'money back',
  'receive',
  'time',
] as const;

/** Something somebody does, or that time does; `which` chooses among the orders there are, `share` of its pieces in tenths. */
interface Step {
  act: (typeof ACTS)[number] | (typeof RETURN_ACTS)[number];
  which: number;
  share: number;
}
const stepOf = (acts: readonly Step['act'][]): fc.Arbitrary<Step> =>
  fc.record({ act: fc.constantFrom(...acts), which: fc.nat(2), share: fc.nat(10) });

/** The purchases of one walk, over one shelf. */
class Walk {
  private readonly placed: PlacedBody[] = [];

  /** Purchases of several pieces that came, paid at the door and before. */
  async begin(): Promise<void> {
    for (const payment of ['cod', 'bank_transfer'])
      this.placed.push(await counter.delivered({ [goods.variantId]: 7 }, payment));
  }

  /** The status of what the API answered; 0 where there was nothing to ask for. */
  async take({ act, which, share }: Step): Promise<number> {
    if (act === 'time') return this.pass((share + 1) * 18);
    if (act === 'buy' || this.placed.length === 0) return this.buy(share);
    const purchase = this.placed[which % this.placed.length];
    const code = purchase?.orders[0]?.code ?? '';
    const { body: order } = await desk.read(code);
    const parcel = order.parcels[which % Math.max(1, order.parcels.length)];
    const [line] = order.lines;
    if (purchase === undefined || line === undefined) return 0;
    const some = (most: number): { lineId: string; quantity: number }[] | undefined => {
      const quantity = Math.floor((most * share) / 10);
      return quantity === 0 ? undefined : [{ lineId: line.id, quantity }];
    };
    const inParcel = parcel?.lines[0];
    switch (act) {
      case 'pay':
        if (order.payment.method === 'cod') return 0;
        await comesIn(shop.app, {
          pays: { orderCode: code },
          amountVnd: share < 8 ? order.payment.amountVnd : 1_000 * (share + 1),
        });
        return 200;
      case 'confirm':
        return (await desk.confirm(code)).status;
      case 'pack':
        return (await desk.pack(code, some(line.quantity))).status;
      case 'shop cancels':
        return (await desk.cancel(code)).status;
      case 'buyer cancels':
        return (await shop.buyer.cancel(code, purchase.accessToken)).status;
      case 'receive': {
        const token = { 'order-token': purchase.accessToken };
        return (await shop.buyer.call('POST', `/orders/${code}/receipt`, {}, token)).status;
      }
      case 'ask back':
      case 'agree':
      case 'keep':
      case 'decline':
      case 'goods back':
      case 'withdraw':
        return this.giveBack(act, purchase, share);
      case 'money back':
        return counter.payBack(code);
      default:
        if (parcel === undefined || inParcel === undefined) return 0;
        if (act === 'hand over') return (await desk.handOver(code, parcel.id)).status;
        if (act === 'arrive') return (await desk.arrive(code, parcel.id, some(inParcel.quantity))).status;
        return (await desk.takeBack(code, parcel.id, some(inParcel.refused))).status;
    }
  }

  private async giveBack(act: Step['act'], purchase: PlacedBody, share: number): Promise<number> {
    const code = purchase.orders[0]?.code ?? '';
    if (act === 'ask back') {
      // Refused requests leave their pictures.
      await shop.database.query(`DELETE FROM order_return_photos WHERE return_id IS NULL`);
      const reason = share % 3 === 0 ? 'changed_mind' : share % 3 === 1 ? 'damaged' : 'missing';
      return (await counter.ask(purchase, { [goods.variantId]: 1 + (share % 4) }, { reason })).status;
    }
    const { returns } = await counter.page(purchase);
    const back = returns[share % Math.max(1, returns.length)];
    if (back === undefined) return 0;
    if (act === 'withdraw') return (await counter.withdraw(purchase, back.id)).status;
    if (act === 'agree') return (await counter.agree(code, back.id)).status;
    if (act === 'keep') return (await counter.agree(code, back.id, 'kept')).status;
    if (act === 'decline')
      return (await counter.decline(code, back.id, share < 5 ? 'used' : 'goods_differ')).status;
    const [line] = back.lines;
    const quantity = Math.min(line?.quantity ?? 0, share % 3);
    const lost = quantity === 0 || line === undefined ? undefined : [{ lineId: line.lineId, quantity }];
    return (await counter.goodsBack(code, back.id, lost)).status;
  }

  private async buy(share: number): Promise<number> {
    if (this.placed.length >= 3) return 0;
    const payment = share % 2 === 0 ? 'cod' : 'bank_transfer';
    this.placed.push(await shop.buyer.buy({ [goods.variantId]: 1 + share }, { payment }));
    return 201;
  }

  private async pass(hours: number): Promise<number> {
    shop.clock.advance(hours * HOUR_MS);
    await shop.app.get(ExpireUnpaidOrders).run();
    await shop.app.get(UnconfirmedOrders).run();
    await shop.app.get(CompleteDeliveredOrders).run();
    await shop.app.get(EscalateReturns).run();
    return 200;
  }
}

const LEGAL: Readonly<Record<string, readonly string[]>> = {
  order: ['→ placed', ...orderMoves.map(({ from, to }) => `${from} → ${to}`)],
  fulfillment: ['→ packing', ...parcelMoves.map(({ from, to }) => `${from} → ${to}`)],
  return: ['→ requested', ...returnMoves.map(({ from, to }) => `${from} → ${to}`)],
  payment: Object.entries(paymentMoves).flatMap(([from, targets]) => targets.map((to) => `${from} → ${to}`)),
};

/** Nothing that must never be: on every axis only allowed moves, each from where the last one led, and sums that agree. */
async function expectLegal(): Promise<void> {
  const moves = await shop.database.query<{ axis: string; move: string }>(
    `SELECT DISTINCT axis, concat_ws(' ', from_status, '→', to_status) AS move FROM order_events`,
  );
  for (const { axis, move } of moves) expect(LEGAL[axis], `${axis}: ${move}`).toContain(move);
  expect(
    await shop.database.query(`
      WITH moved AS (SELECT e.*, lag(to_status) OVER w AS before, lead(to_status) OVER w AS after FROM order_events e
        WINDOW w AS (PARTITION BY axis, subject_id ORDER BY occurred_at, id)),
      now AS (SELECT 'order' AS axis, id, status FROM orders UNION ALL SELECT 'fulfillment', id, status FROM fulfillments
        UNION ALL SELECT 'payment', id, status FROM payments UNION ALL SELECT 'return', id, status FROM order_returns)
      SELECT m.axis, m.from_status, m.to_status, n.status FROM moved m JOIN now n ON n.axis = m.axis AND n.id = m.subject_id
      WHERE m.after IS NULL AND m.to_status <> n.status`),
    'a status is not what the last event says',
  ).toEqual([]);
  expect(
    await shop.database.query(`
      SELECT o.code, o.status, p.method, p.status AS payment FROM orders o JOIN payments p ON p.payable_id = o.id
      WHERE o.status = 'completed' AND p.status IN ('pending', 'expired', 'failed')
        OR o.status = 'confirmed' AND p.status IN ('expired', 'failed')
        OR o.status = 'cancelled' AND (p.status = 'pending' OR p.received_vnd <> p.refunds_vnd)
        OR o.status = 'completed' AND EXISTS (SELECT FROM order_lines l WHERE l.order_id = o.id AND l.quantity <> (
          SELECT coalesce(sum(x.quantity), 0) FROM fulfillment_lines x JOIN fulfillments f ON f.id = x.fulfillment_id
          WHERE x.order_line_id = l.id AND f.arrived_at IS NOT NULL))`),
    'an order is where its payment or parcels do not let it be',
  ).toEqual([]);
  const [shelf] = await shop.database.query<{ onHand: number; expected: number }>(
    `SELECT s.on_hand AS "onHand", ($2::int - coalesce(sum(x.quantity) FILTER (WHERE f.status <> 'packing'), 0)
       + coalesce(sum(x.returned_quantity), 0) + (SELECT coalesce(sum(b.restocked_quantity), 0) FROM order_return_lines b
         JOIN order_lines o ON o.id = b.order_line_id WHERE o.variant_id = s.variant_id))::int AS expected
     FROM stock_levels s LEFT JOIN order_lines l ON l.variant_id = s.variant_id
     LEFT JOIN fulfillment_lines x ON x.order_line_id = l.id LEFT JOIN fulfillments f ON f.id = x.fulfillment_id
     WHERE s.variant_id = $1 GROUP BY s.variant_id, s.on_hand`,
    [goods.variantId, ON_HAND],
  );
  expect(shelf?.onHand, 'the shelf is not what left it and came back').toBe(shelf?.expected);
  await expectStockInOrder(shop.database, shop.app);
  expect(
    await shop.database.query(`
      SELECT r.id FROM order_returns r JOIN payments p ON p.payable_id = r.order_id WHERE r.status = 'settled'
        AND r.refund_vnd <> (SELECT coalesce(sum(f.amount_vnd), 0) FROM refunds f
          WHERE f.payment_id = p.id AND f.idempotency_key = 'return-' || r.id)`),
    'what a return is worth is not what is owed for it',
  ).toEqual([]);
  await shop.app.get(PostLedger).run();
  expect(await shop.app.get(CheckLedger).run(), 'the ledger disagrees').toEqual([]);
}

it('all that came in goes back when an order that lived again ends again', async () => {
  goods = await shop.floor.product({ slug: `di-${(made += 1)}`, seller: shop.seller, onHand: ON_HAND });
  const placed = await shop.buyer.buy({ [goods.variantId]: 1 }, { payment: 'bank_transfer' });
  const code = placed.orders[0]?.code ?? '';
  const pay = (amountVnd: number) => comesIn(shop.app, { pays: { orderCode: code }, amountVnd });
  await pay(5_000);
  shop.clock.advance(25 * HOUR_MS);
  await shop.app.get(ExpireUnpaidOrders).run();
  await pay(placed.totalVnd);
  expect((await desk.read(code)).body.status).toBe('placed');
  expect((await desk.cancel(code)).status).toBe(200);
  const receivedVnd = placed.totalVnd + 5_000;
  expect(await moneyOf(shop.database, code)).toMatchObject({ receivedVnd, refundsVnd: receivedVnd });
  await expectStockInOrder(shop.database, shop.app);
});

/** Walks of these acts, each on a shelf of its own, `runs` of them. */
async function walk(
  acts: readonly Step['act'][],
  runs: number,
  begin: (one: Walk) => Promise<void>,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(stepOf(acts), { minLength: 15, maxLength: 30 }), async (steps) => {
      goods = await shop.floor.product({
        slug: `di-${(made += 1)}`,
        seller: shop.seller,
        onHand: ON_HAND,
        // The walks before took years: certified today, it outlives this one.
        issuedOn: vietnamDay(shop.clock.now()),
      });
      const one = new Walk();
      await begin(one);
      for (const step of steps) expect([0, 200, 201, 204, 409], step.act).toContain(await one.take(step));
      await expectLegal();
    }),
    { numRuns: runs, endOnFailure: true },
  );
}

it(
  'whatever buyer, shop, money and time do in any order, no order is ever where it must not be, and no piece is invented',
  { timeout: PATIENCE_MS },
  () => walk(ACTS, scaled(5, 200), async () => undefined),
);

it(
  'whatever goes back, or does not, no more goes back than came, nobody is owed more than was paid, and the ledger agrees',
  { timeout: PATIENCE_MS },
  () =>
    walk([...RETURN_ACTS, 'confirm', 'pack', 'hand over', 'arrive', 'buy', 'pay'], scaled(2, 120), (one) =>
      one.begin(),
    ),
);
