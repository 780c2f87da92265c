import fc from 'fast-check';
import { HOUR_MS, vietnamDay } from '#kernel/time';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ExpireUnpaidOrders } from '../../../apps/api/src/modules/orders/expire-unpaid-orders.js';
import { comesIn, moneyOf } from '../../support/incoming-money.js';
import { expectStockInOrder } from '../../support/ledger.js';
import { PATIENCE_MS } from '../../support/patience.js';
import { scaled } from '../../support/scale.js';
import { disputeActs } from '../../support/walks/dispute-side.js';
import { expectLegal } from '../../support/walks/legal-floor.js';
import { orderActs, OrderWalk, type Act, type Step } from '../../support/walks/order-walk.js';
import { returnActs } from '../../support/walks/return-side.js';
import { openWalkedFloor, type WalkedFloor } from '../../support/walks/walked-floor.js';

const ON_HAND = 40;
/** What lies about from walks before is counted again by every one: a floor is left after so many. */
const WALKS_A_FLOOR = 12;

let floor: WalkedFloor;
let made = 0;

beforeAll(async () => {
  floor = await openWalkedFloor();
});
afterAll(() => floor.shop.close());

/** An act as often as it is named is tried so much oftener. */
const stepOf = (acts: readonly Act[]): fc.Arbitrary<Step> =>
  fc.record({ act: fc.constantFrom(...acts), which: fc.nat(2), share: fc.nat(10) });

it('all that came in goes back when an order that lived again ends again', async () => {
  const { shop, desk } = floor;
  const goods = await shop.floor.product({ slug: `di-${(made += 1)}`, seller: shop.seller, onHand: ON_HAND });
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
  acts: readonly Act[],
  runs: number,
  begin: (one: OrderWalk) => Promise<void>,
): Promise<void> {
  let walked = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(stepOf(acts), { minLength: 15, maxLength: 30 }), async (steps) => {
      if ((walked += 1) % WALKS_A_FLOOR === 0) {
        await floor.shop.close();
        floor = await openWalkedFloor();
      }
      const goods = await floor.shop.floor.product({
        slug: `di-${(made += 1)}`,
        seller: floor.shop.seller,
        onHand: ON_HAND,
        // Walks take weeks: certified today, it outlives this one.
        issuedOn: vietnamDay(floor.shop.clock.now()),
      });
      const one = new OrderWalk(floor, goods);
      await begin(one);
      for (const step of steps) expect([0, 200, 201, 204, 409], step.act).toContain(await one.take(step));
      await expectLegal(floor.shop, goods, ON_HAND);
    }),
    { numRuns: runs, endOnFailure: true },
  );
}

const SENDING: readonly Act[] = ['buy', 'pay', 'confirm', 'pack', 'hand over', 'arrive'];

it(
  'whatever buyer, shop, money and time do in any order, no order is ever where it must not be, and no piece is invented',
  { timeout: PATIENCE_MS },
  () =>
    walk(
      [...orderActs, 'confirm', 'pack', 'hand over', 'hand over', 'arrive', 'give word'],
      scaled(4, 120),
      async () => undefined,
    ),
);

it(
  'whatever goes back, or does not, no more goes back than came, nobody is owed more than was paid, and the ledger agrees',
  { timeout: PATIENCE_MS },
  () =>
    walk(
      [...returnActs, 'ask back', 'ask back', 'agree', 'goods back', 'receive', 'time', ...SENDING],
      scaled(1, 40),
      (one) => one.begin(),
    ),
);

it(
  'whatever is complained of, each side and the officer may do exactly what the moment lets them, and what it ends with is owed once',
  { timeout: PATIENCE_MS },
  () =>
    walk(
      [...disputeActs, 'complain', 'complain', 'shop writes', 'ask back', 'decline', 'money back', 'time'],
      scaled(2, 60),
      (one) => one.begin(),
    ),
);
