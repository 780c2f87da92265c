import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ResumePayments } from '../../../apps/api/src/modules/orders/gateways/resume-payments.js';
import { oweRefund } from '../../../apps/api/src/modules/payments/index.js';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.js';
import { testApp, type TestApp } from '../../support/app.js';
import type { PlacedBody } from '../../support/buyer.js';
import { callAs } from '../../support/caller.js';
import { CardShop } from '../../support/gateways/card-shop.js';
import { People } from '../../support/people.js';

let card: CardShop;
let second: TestApp;

beforeAll(async () => {
  card = await CardShop.open({ STRIPE_APPLICATION_FEE_BASIS_POINTS: '150' });
  const { database, clock } = card.shop;
  second = await testApp({ database, clock, env: { ...card.stripe.env, GATEWAY_TIMEOUT_SECONDS: '5' } });
});
afterAll(async () => {
  await second.close();
  await card.close();
});
beforeEach(async () => {
  await card.stripe.next();
  await card.stripe.tick(card.shop.clock.now());
});

const statuses = (paymentId: string): Promise<{ status: string }[]> =>
  card.shop.database.query(`SELECT status FROM refunds WHERE payment_id = $1 ORDER BY id`, [paymentId]);

async function owed(amountVnd: number): Promise<{ placed: PlacedBody; paymentId: string; intent: string }> {
  const placed = await card.buy();
  await card.tell(await card.stripe.pay((await card.sessionOf(placed)).id, { quiet: true }));
  const [payment] = await card.shop.database.query<{ id: string }>(
    `SELECT p.id FROM payments p JOIN orders o ON o.id = p.payable_id WHERE o.code = $1`,
    [placed.orders[0]?.code],
  );
  const { id: paymentId = '' } = payment ?? {};
  const now = card.shop.clock.now();
  await card.shop.app
    .get(Transactions)
    .run('worker', (tx) => oweRefund(tx, { paymentId, amountVnd, reason: 'returned', cause: 'mau', now }));
  return { placed, paymentId, intent: (await card.sessionOf(placed)).payment_intent ?? '' };
}

const refundsAt = async (intent: string) =>
  (await card.stripe.state()).refunds.filter(({ paymentIntent }) => paymentIntent === intent);

it('what goes back is done at Stripe once, fee and all, also when its answer was lost and two sweeps run at once', async () => {
  const { placed, paymentId, intent } = await owed(120_000);
  await card.stripe.next(
    { path: '/v1/refunds', behaviour: 'lost' },
    { path: '/v1/refunds', behaviour: 'lost' },
  );
  await card.sweep();
  await Promise.all([card.sweep(), second.get(ResumePayments).run()]);
  expect(await refundsAt(intent)).toMatchObject([{ amount: 120_000, feeRefunded: true }]);
  expect(await statuses(paymentId)).toEqual([{ status: 'done' }]);
  expect((await card.page(placed)).payment.status).toBe('refunded');
});

it('what the gateway gives back is nothing for the shop to send as well', async () => {
  const { paymentId } = await owed(10_000);
  const people = new People(card.shop.app, card.shop.database, card.shop.clock);
  const owner = await people.person();
  await people.member(owner, card.shop.seller);
  const refunds = `/seller/${card.shop.seller.slug}/refunds`;
  const { body } = await callAs<{ items: { id: string; byGateway: boolean }[] }>(
    card.shop.app,
    owner,
    'GET',
    `${refunds}?which=owed`,
  );
  expect(body.items.map(({ byGateway }) => byGateway)).toContain(true);
  const [refund] = await card.shop.database.query<{ id: string }>(
    `SELECT id FROM refunds WHERE payment_id = $1`,
    [paymentId],
  );
  const sent = await callAs(card.shop.app, owner, 'POST', `${refunds}/${refund?.id}/sending`, {
    reference: 'FT-MAU-1',
  });
  expect(sent.status).toBe(409);
  await card.sweep();
  expect(await statuses(paymentId)).toEqual([{ status: 'done' }]);
});

it('a refund waits for Stripe’s word where it takes days; one that failed is owed again, to be given back by hand', async () => {
  await card.stripe.set({ refundStatus: 'pending' });
  const part = await owed(20_000);
  await card.sweep();
  expect(await statuses(part.paymentId)).toEqual([{ status: 'sent' }]);
  const event = await card.stripe.bringRefunds('succeeded');
  expect([await card.tell(event), await card.tell(event)]).toEqual([200, 200]);
  expect(await statuses(part.paymentId)).toEqual([{ status: 'done' }]);
  expect((await card.page(part.placed)).payment.status).toBe('partly_refunded');

  const failing = await owed(20_000);
  await card.sweep();
  await card.tell(await card.stripe.bringRefunds('failed'));
  await card.sweep();
  expect(await statuses(failing.paymentId)).toEqual([{ status: 'failed' }, { status: 'owed' }]);
  expect(await refundsAt(failing.intent)).toHaveLength(1);
  await card.stripe.set({ refundStatus: 'succeeded' });
});
