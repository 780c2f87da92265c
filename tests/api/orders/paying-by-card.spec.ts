import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CardShop, OTHERS_ACCOUNT, SELLERS_ACCOUNT } from '../../support/gateways/card-shop.js';
import { Buyer, type PlacedBody } from '../../support/buyer.js';
import { testApp, type TestApp } from '../../support/app.js';
import { scaled } from '../../support/scale.js';

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

/** As often as the floor asks before it leaves it to the next: a line that was cut is asked over once by the way. */
const ASKED = { lost: 6, fail: 3 };

describe('a page to pay on', () => {
  it('is opened on the seller’s own account, for that amount, with half an hour to pay and 35 minutes held', async () => {
    const before = await card.reserved();
    const placed = await card.buy();
    const [order] = placed.orders;
    const session = await card.sessionOf(placed);
    expect(order?.payment).toEqual({
      method: 'card',
      status: 'pending',
      expiresAt: new Date(card.shop.clock.now().getTime() + 35 * 60_000).toISOString(),
      checkoutUrl: session.url,
    });
    expect(session).toMatchObject({
      account: SELLERS_ACCOUNT,
      amount: order?.totalVnd,
      // 1.5 % of 120,000 đ.
      fee: 1_800,
      status: 'open',
      metadata: { order: order?.code },
    });
    expect(session.params['cancel_url']).toMatch(new RegExp(`/don-hang/${placed.code}$`));
    const now = Math.floor(card.shop.clock.now().getTime() / 1000);
    expect(Number(session.params['expires_at'])).toBe(now + 31 * 60);
    expect(await card.page(placed)).toMatchObject({
      nextStep: 'pay_online',
      canCancel: true,
      payment: { checkoutUrl: session.url },
    });
    expect(await card.reserved()).toBe(before + 1);
    expect((await card.stripe.state()).faults).toEqual([]);
  });

  it('is the same page in an answer that is repeated, also by twenty repeats at once over two processes', async () => {
    const { buyer } = card.shop;
    const { variantId } = await card.shop.floor.product({
      slug: `the-${randomUUID().slice(0, 8)}`,
      seller: card.shop.seller,
    });
    const cartId = await buyer.cart({ [variantId]: 1 });
    const quote = await buyer.quote(cartId);
    const key = randomUUID();
    const elsewhere = new Buyer(second.url);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        (at % 2 === 0 ? buyer : elsewhere).place(cartId, quote, { payment: 'card' }, key),
      ),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const placed = answers[0]?.body as PlacedBody;
    expect(placed.orders[0]?.payment.checkoutUrl).toBe((await card.sessionOf(placed)).url);
  });

  it.each(['lost', 'fail'] as const)(
    'is there on the order’s page when Stripe’s answers were %s',
    async (behaviour) => {
      const path = '/v1/checkout/sessions';
      await card.stripe.next(...Array.from({ length: ASKED[behaviour] }, () => ({ path, behaviour })));
      const placed = await card.buy();
      expect(placed.orders[0]?.payment.checkoutUrl).toBeUndefined();
      const shown = await card.page(placed);
      expect(shown.payment.checkoutUrl).toBe((await card.sessionOf(placed)).url);
    },
  );

  it('is opened by the sweep for a buyer who never looks again, and by another key where Stripe itself broke', async () => {
    const path = '/v1/checkout/sessions';
    await card.stripe.next(
      { path, behaviour: 'fail' },
      { path, behaviour: 'fail' },
      { path, behaviour: 'stored' },
    );
    const placed = await card.buy();
    expect(placed.orders[0]?.payment.checkoutUrl).toBeUndefined();
    await card.sweep();
    const session = await card.sessionOf(placed);
    expect((await card.page(placed)).payment.checkoutUrl).toBe(session.url);
  });
});

describe('money', () => {
  it('settles the order once, however often it is told and whoever tells it: twenty events and browsers, two processes', async () => {
    const placed = await card.buy();
    const session = await card.sessionOf(placed);
    const event = await card.stripe.pay(session.id, { quiet: true });
    const times = scaled(20, 200);
    const urls = [card.shop.app.url, second.url];
    const told = await Promise.all(
      Array.from({ length: times }, (_, at) => {
        const url = urls[at % 2];
        return at % 5 === 4 ? card.comeBack(session, url) : card.tell(event, url);
      }),
    );
    expect(told.filter((status) => status === 200)).toHaveLength(times - times / 5);
    const [receipt, ...more] = await card.receipts(placed);
    expect(more).toEqual([]);
    expect(receipt).toEqual({
      outcome: 'settled',
      amount: 120_000,
      externalId: expect.stringMatching(/^pi_/),
    });
    expect(await card.page(placed)).toMatchObject({
      status: 'placed',
      nextStep: 'seller_confirms',
      canCancel: false,
      payment: { method: 'card', status: 'paid' },
    });
    const [jobs] = await card.shop.database.query<{ count: number }>(
      `SELECT count(*)::integer FROM pgboss.job WHERE name = 'payment-receipt-notice'
         AND data ->> 'receiptId' = (SELECT k.id::text FROM payment_receipts k WHERE k.external_id = $1)`,
      [receipt?.externalId],
    );
    expect(jobs?.count).toBe(1);
  });

  it('brings the browser back to its order, and settles when only the browser comes', async () => {
    const placed = await card.buy();
    const session = await card.sessionOf(placed);
    expect(await card.comeBack(session)).toMatch(new RegExp(`/don-hang/${placed.code}$`));
    expect((await card.page(placed)).payment.status).toBe('pending');
    await card.stripe.pay(session.id, { quiet: true });
    await card.comeBack(session);
    expect((await card.page(placed)).payment.status).toBe('paid');
  });

  it('speaks English to whoever bought in English, before the page, on it, and on the way back', async () => {
    const placed = await card.buy(1, new Buyer(card.shop.app.url, 'en'));
    const session = await card.sessionOf(placed);
    expect(session.params).toMatchObject({
      locale: 'en',
      cancel_url: expect.stringMatching(new RegExp(`/en/don-hang/${placed.code}$`)),
    });
    expect(JSON.stringify(session.params)).toContain(`Order ${placed.orders[0]?.code}`);
    await card.stripe.pay(session.id, { quiet: true });
    expect(await card.comeBack(session)).toMatch(new RegExp(`/en/don-hang/${placed.code}$`));
    expect((await card.page(placed)).payment.status).toBe('paid');
    expect((await card.stripe.state()).faults).toEqual([]);
  });

  it('is found by the sweep when nobody tells of it', async () => {
    const placed = await card.buy();
    await card.stripe.pay((await card.sessionOf(placed)).id, { quiet: true });
    await card.pass(6);
    await card.sweep();
    expect((await card.page(placed)).payment.status).toBe('paid');
  });

  it('settles an order whose page nobody wrote down', async () => {
    const path = '/v1/checkout/sessions';
    await card.stripe.next(
      ...Array.from({ length: ASKED.lost }, () => ({ path, behaviour: 'lost' as const })),
    );
    const placed = await card.buy();
    const event = await card.stripe.pay((await card.sessionOf(placed)).id, { quiet: true });
    expect(await card.tell(event)).toBe(200);
    expect((await card.page(placed)).payment.status).toBe('paid');
  });
});

describe('a lie changes nothing', () => {
  const outcomes = (): Promise<{ outcome: string }[]> =>
    card.shop.database.query(`SELECT outcome FROM gateway_notices ORDER BY id DESC LIMIT 1`);

  it('refuses what Stripe did not sign: another secret, other bytes, no signature, a recording of ten minutes ago', async () => {
    const placed = await card.buy();
    const session = await card.sessionOf(placed);
    const paid = { ...session, object: 'checkout.session', payment_status: 'paid', payment_intent: 'pi_x', amount_total: 120_000, currency: 'vnd' }; // prettier-ignore
    const event = await card.stripe.event('checkout.session.completed', SELLERS_ACCOUNT, paid);
    const old = await card.stripe.event('checkout.session.completed', SELLERS_ACCOUNT, paid, 600);
    const forged = { ...event, signature: event.signature.replace(/v1=.{4}/, 'v1=0000') };
    for (const lie of [forged, { ...event, body: `${event.body} ` }, { ...event, signature: '' }, old])
      expect(await card.tell(lie)).toBe(400);
    expect(await card.tell({ ...event, body: '{', signature: event.signature })).toBe(400);
    expect((await card.page(placed)).payment.status).toBe('pending');
    expect(await card.receipts(placed)).toEqual([]);
  });

  it.each([
    ['another seller’s account', { account: OTHERS_ACCOUNT, lie: {} }],
    ['too little', { account: SELLERS_ACCOUNT, lie: { amount_total: 12_000 } }],
    ['another currency', { account: SELLERS_ACCOUNT, lie: { currency: 'usd' } }],
    ['another session', { account: SELLERS_ACCOUNT, lie: { id: 'cs_test_other' } }],
  ])('writes down and believes nothing of a signed event about %s', async (_, { account, lie }) => {
    const placed = await card.buy();
    const session = await card.sessionOf(placed);
    const object = { ...session, payment_status: 'paid', payment_intent: 'pi_lie', amount_total: 120_000, currency: 'vnd', ...lie }; // prettier-ignore
    const event = await card.stripe.event('checkout.session.completed', account, object);
    expect(await card.tell(event)).toBe(200);
    expect(await outcomes()).toEqual([{ outcome: 'refused' }]);
    expect((await card.page(placed)).payment.status).toBe('pending');
    expect(await card.receipts(placed)).toEqual([]);
  });
});

describe('the end of a page', () => {
  it('comes at Stripe before the goods are back: not while Stripe is silent, and then both', async () => {
    await card.pass(40);
    await card.sweep();
    const before = await card.reserved();
    const placed = await card.buy();
    const session = await card.sessionOf(placed);
    await card.pass(36);
    // Nobody else gets them meanwhile, whatever the clock says.
    const path = `/v1/checkout/sessions/${session.id}`;
    await card.stripe.next({ path, behaviour: 'fail' });
    await card.sweep();
    expect(await card.reserved()).toBe(before + 1);
    expect(await card.page(placed)).toMatchObject({ status: 'placed', nextStep: 'payment_expired' });
    await card.sweep();
    expect((await card.sessionOf(placed)).status).toBe('expired');
    expect(await card.page(placed)).toMatchObject({ status: 'cancelled', nextStep: 'cancelled_unpaid' });
    expect(await card.reserved()).toBe(before);
  });

  it('finds at the last moment that it was paid, and the order stands', async () => {
    const placed = await card.buy();
    await card.stripe.pay((await card.sessionOf(placed)).id, { quiet: true });
    await card.pass(36);
    await card.sweep();
    expect(await card.page(placed)).toMatchObject({ status: 'placed', payment: { status: 'paid' } });
  });

  it('comes with the buyer’s cancellation; of one that was paid first there is none', async () => {
    const [given, paid] = [await card.buy(), await card.buy()];
    const cancel = (placed: PlacedBody) =>
      card.shop.buyer.cancel(placed.orders[0]?.code ?? '', placed.accessToken);
    expect((await cancel(given)).status).toBe(201);
    expect((await card.sessionOf(given)).status).toBe('expired');
    await card.stripe.pay((await card.sessionOf(paid)).id, { quiet: true });
    expect((await cancel(paid)).body).toMatchObject({ code: 'state_conflict' });
    expect(await card.page(paid)).toMatchObject({ status: 'placed', payment: { status: 'paid' } });
  });

  it('leaves the order as it is when nobody can end it', async () => {
    const placed = await card.buy();
    await card.stripe.next({ path: '/v1/checkout/sessions/', behaviour: 'hang' });
    // Nobody answers, so there is nothing to wait for: an API of its own gives up at once.
    const env = { ...card.stripe.env, GATEWAY_TIMEOUT_SECONDS: '1' };
    const { database, clock } = card.shop;
    const impatient = await testApp({ database, clock, env });
    const refused = await new Buyer(impatient.url).cancel(placed.orders[0]?.code ?? '', placed.accessToken);
    await impatient.close();
    expect(refused.body).toMatchObject({ code: 'payment_gateway_unavailable', status: 503 });
    expect((await card.page(placed)).status).toBe('placed');
  });
});
