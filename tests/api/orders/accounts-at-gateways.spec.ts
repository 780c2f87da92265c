import { afterAll, beforeAll, expect, it } from 'vitest';
import { CardShop, OTHERS_ACCOUNT, SELLERS_ACCOUNT } from '../../support/gateways/card-shop.js';
import { VNPAY_SECRET, VNPAY_TERMINAL, VnpayDouble } from '../../support/gateways/vnpay-double.js';
import { sellersKey } from '../../support/gateways/wallet-shop.js';
import { SEEDED_AT } from '../../support/clock.js';
import { People, type Person } from '../../support/people.js';
import type { Answer } from '../../support/buyer.js';

let card: CardShop;
let vnpay: VnpayDouble;
let people: People;
let owner: Person;
let variantId: string;

interface Gateways {
  items: { gateway: string; offered: boolean; account: string | null }[];
  errors?: { path: string; code: string }[];
  code?: string;
}

beforeAll(async () => {
  vnpay = await VnpayDouble.start(SEEDED_AT);
  card = await CardShop.open(vnpay.env);
  const { app, database, clock, seller, floor } = card.shop;
  people = new People(app, database, clock);
  owner = await people.person();
  await people.member(owner, seller);
  await database.query(`DELETE FROM gateway_accounts`);
  await sellersKey(card.shop);
  ({ variantId } = await floor.product({ slug: 'hang-qua-cong', seller }));
});
afterAll(async () => {
  await card.close();
  await vnpay.stop();
});

const call = (method: string, gateway: string, body?: object, who = owner): Promise<Answer<Gateways>> =>
  card.shop.buyer.call(method, `/seller/rach-goc/gateway-accounts${gateway}`, body, who.headers);

/** How a buyer may pay for goods of the shop. */
async function offered(): Promise<string[]> {
  const { sellers } = await card.shop.buyer.quote(await card.shop.buyer.cart({ [variantId]: 1 }));
  return sellers[0]?.paymentMethods.filter(({ available }) => available).map(({ method }) => method) ?? [];
}

it('is off until the owner enters an account that takes money, and off again when he leaves it', async () => {
  expect(await offered()).toEqual(['cod', 'bank_transfer']);
  expect((await call('GET', '')).body.items).toEqual([
    { gateway: 'stripe', offered: true, account: null, since: null },
    { gateway: 'vnpay', offered: true, account: null, since: null },
  ]);
  expect((await call('PUT', '/stripe', { account: SELLERS_ACCOUNT })).status).toBe(200);
  expect(
    (await call('PUT', '/vnpay', { account: VNPAY_TERMINAL, secret: VNPAY_SECRET })).body.items.map(
      ({ account }) => account,
    ),
  ).toEqual([SELLERS_ACCOUNT, VNPAY_TERMINAL]);
  expect(await offered()).toEqual(['cod', 'bank_transfer', 'card', 'wallet']);
  expect((await call('DELETE', '/stripe')).status).toBe(204);
  expect((await call('DELETE', '/stripe')).status).toBe(204);
  expect(await offered()).toEqual(['cod', 'bank_transfer', 'wallet']);
});

it('asks the gateway first: an account that is not connected or takes nothing, a wrong secret, a silent gateway', async () => {
  await card.stripe.set({ accounts: { [SELLERS_ACCOUNT]: { charges: false } } });
  for (const account of [SELLERS_ACCOUNT, 'acct_1Fremd000000'])
    expect((await call('PUT', '/stripe', { account })).body.errors).toMatchObject([
      { path: 'account', code: 'refused' },
    ]);
  const wrong = await call('PUT', '/vnpay', { account: VNPAY_TERMINAL, secret: `${VNPAY_SECRET}X` });
  expect(wrong.body.errors).toMatchObject([{ path: 'account', code: 'refused' }]);
  await card.stripe.next({ path: '/v1/accounts', behaviour: 'fail' });
  expect((await call('PUT', '/stripe', { account: SELLERS_ACCOUNT })).body.code).toBe(
    'payment_gateway_unavailable',
  );
  expect((await call('PUT', '/stripe', { account: VNPAY_TERMINAL })).status).toBe(400);
  expect((await call('PUT', '/vnpay', { account: VNPAY_TERMINAL })).status).toBe(400);
  expect((await call('PUT', '/momo', { account: VNPAY_TERMINAL })).status).toBe(404);
  await card.stripe.set({
    accounts: { [SELLERS_ACCOUNT]: { charges: true }, [OTHERS_ACCOUNT]: { charges: true } },
  });
});

it('is the owner’s affair, freshly proven, and an account is one shop’s', async () => {
  const [staff, tired, rival] = [
    await people.person(),
    await people.person({ fresh: false }),
    await people.person(),
  ];
  const other = await card.shop.floor.seller('ben-kia');
  await people.member(staff, card.shop.seller, ['money']);
  await people.member(tired, card.shop.seller);
  await people.member(rival, other);
  const enter = { account: OTHERS_ACCOUNT };
  expect((await call('GET', '', undefined, staff)).status).toBe(200);
  expect((await call('PUT', '/stripe', enter, staff)).body.code).toBe('not_allowed');
  expect((await call('PUT', '/stripe', enter, tired)).body.code).toBe('fresh_check_required');
  expect((await call('PUT', '/stripe', enter, rival)).status).toBe(404);
  expect((await call('PUT', '/stripe', enter)).status).toBe(200);
  const taken = await card.shop.buyer.call(
    'PUT',
    '/seller/ben-kia/gateway-accounts/stripe',
    enter,
    rival.headers,
  );
  expect(taken.body).toMatchObject({ code: 'state_conflict' });
});

it('keeps the secret sealed, out of every answer and out of the history', async () => {
  await call('PUT', '/vnpay', { account: VNPAY_TERMINAL, secret: VNPAY_SECRET });
  const [kept] = await card.shop.database.query<{ text: string }>(
    `SELECT (SELECT string_agg(a::text, ' ') FROM gateway_accounts a) || (SELECT string_agg(r::text, ' ') FROM audit_records r) AS text`,
  );
  expect(kept?.text).toContain(VNPAY_TERMINAL);
  expect(kept?.text).not.toContain(VNPAY_SECRET);
  expect((await call('GET', '')).text).not.toContain(VNPAY_SECRET);
});

it('is paid where its page was opened, also after the shop has entered another', async () => {
  await call('PUT', '/stripe', { account: SELLERS_ACCOUNT });
  const placed = await card.buy();
  await call('PUT', '/stripe', { account: OTHERS_ACCOUNT });
  const session = await card.sessionOf(placed);
  expect(session.account).toBe(SELLERS_ACCOUNT);
  expect(await card.tell(await card.stripe.pay(session.id, { quiet: true }))).toBe(200);
  expect((await card.page(placed)).payment.status).toBe('paid');
});
