import { HOUR_MS, MINUTE_MS } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ResumePayments } from '../../../apps/api/src/modules/orders/gateways/resume-payments.js';
import { ExpireUnpaidOrders } from '../../../apps/api/src/modules/orders/expire-unpaid-orders.js';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.js';
import { oweRefund } from '../../../apps/api/src/modules/payments/index.js';
import { testEnvironment } from '../../support/app.js';
import { Buyer, type OrderPageBody, type PlacedBody } from '../../support/buyer.js';
import type { VnpayDouble } from '../../support/gateways/vnpay-double.js';
import { openWalletShop } from '../../support/gateways/wallet-shop.js';
import { scaled } from '../../support/scale.js';
import type { SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let vnpay: VnpayDouble;
let variantId: string;

beforeAll(async () => {
  ({ shop, vnpay, variantId } = await openWalletShop());
});
afterAll(async () => {
  await shop.close();
  await vnpay.stop();
});
beforeEach(async () => {
  await vnpay.next();
  await vnpay.tick(shop.clock.now());
});

interface Placed extends PlacedBody {
  url: string;
  reference: string;
}

/** An order whose page the buyer has opened: VNPAY took its address, signature and all. */
async function placed(): Promise<Placed> {
  const purchase = await shop.buyer.buy({ [variantId]: 1 }, { payment: 'wallet' });
  const url = purchase.orders[0]?.payment.checkoutUrl ?? '';
  expect(await vnpay.open(url)).toBe(200);
  return { ...purchase, url, reference: new URL(url).searchParams.get('vnp_TxnRef') ?? '' };
}

async function pageOf(purchase: PlacedBody): Promise<OrderPageBody | undefined> {
  return (await shop.buyer.page(purchase)).body.orders[0];
}

it('speaks English to whoever bought in English, on the page and on the way back', async () => {
  const purchase = await new Buyer(shop.app.url, 'en').buy({ [variantId]: 1 }, { payment: 'wallet' });
  const url = purchase.orders[0]?.payment.checkoutUrl ?? '';
  expect(await vnpay.open(url)).toBe(200);
  const query = new URL(url).searchParams;
  expect(query.get('vnp_Locale')).toBe('en');
  const { pathname } = new URL(query.get('vnp_ReturnUrl') ?? '');
  const back = await fetch(`${shop.app.url}${pathname}`, { redirect: 'manual' });
  expect(back.headers.get('location')).toMatch(new RegExp(`/en/don-hang/${purchase.code}$`));
});

/** What the floor answers to a notice. */
async function told(notice: string): Promise<string | undefined> {
  const response = await fetch(`${shop.app.url}/api/v1/webhooks/vnpay?${notice}`);
  expect(response.status).toBe(200);
  return ((await response.json()) as { RspCode?: string }).RspCode;
}

it('writes an address that VNPAY’s own reckoning of the signature agrees with: hundredths of a đồng, Vietnam’s time', async () => {
  const { url, orders } = await placed();
  expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
    vnp_Amount: '12000000',
    vnp_CurrCode: 'VND',
    vnp_OrderInfo: `Thanh toan don hang ${orders[0]?.code}`,
    vnp_CreateDate: '20261123100000',
    vnp_ExpireDate: '20261123103200',
  });
  expect(await vnpay.open(url.replace('vnp_Amount=12000000', 'vnp_Amount=1200000'))).toBe(400);
  expect((await pageOf(await placed()))?.nextStep).toBe('pay_online');
});

it('settles once, however often the notice comes, and says 02 to every repeat', async () => {
  const purchase = await placed();
  const notice = await vnpay.pay(purchase.reference, { quiet: true });
  const codes = await Promise.all(Array.from({ length: scaled(20, 200) }, () => told(notice)));
  expect(codes.filter((code) => code === '00')).toHaveLength(1);
  expect(codes.filter((code) => code === '02')).toHaveLength(codes.length - 1);
  expect(await pageOf(purchase)).toMatchObject({ nextStep: 'seller_confirms', payment: { status: 'paid' } });
  const receipts = await shop.database.query(
    `SELECT outcome, source FROM payment_receipts k JOIN payments p ON p.id = k.payment_id
     JOIN orders o ON o.id = p.payable_id WHERE o.code = $1`,
    [purchase.orders[0]?.code],
  );
  expect(receipts).toEqual([{ outcome: 'settled', source: 'vnpay' }]);
});

it('says 97, 04 and 01 to what is not true, and changes nothing', async () => {
  const purchase = await placed();
  const notice = await vnpay.pay(purchase.reference, { quiet: true });
  const amount = notice.replace('vnp_Amount=12000000', 'vnp_Amount=1');
  expect(await told(amount)).toBe('97');
  expect(await told(`${notice}&vnp_Amount=12000000`)).toBe('97');
  expect(await told(notice.replace(/vnp_SecureHash=.{4}/, 'vnp_SecureHash=0000'))).toBe('97');
  expect(await told(notice.replace(/&vnp_SecureHash=.*/, ''))).toBe('97');
  const lying = await placed();
  expect(await told(await vnpay.pay(lying.reference, { quiet: true, lie: { vnp_Amount: '1200000' } }))).toBe(
    '04',
  );
  expect(await told(await vnpay.pay(lying.reference, { quiet: true, lie: { vnp_TxnRef: 'khongco' } }))).toBe(
    '01',
  );
  for (const one of [purchase, lying]) expect((await pageOf(one))?.payment.status).toBe('pending');
});

it('gives a buyer whom the bank refused another page', async () => {
  const purchase = await placed();
  await vnpay.pay(purchase.reference, { code: '24' });
  const again = (await pageOf(purchase))?.payment.checkoutUrl ?? '';
  expect(new URL(again).searchParams.get('vnp_TxnRef')).not.toBe(purchase.reference);
  expect(await vnpay.open(again)).toBe(200);
  await vnpay.pay(new URL(again).searchParams.get('vnp_TxnRef') ?? '');
  expect((await pageOf(purchase))?.payment.status).toBe('paid');
});

it('asks VNPAY when the notice was lost, and believes no answer that VNPAY did not sign', async () => {
  const purchase = await placed();
  await vnpay.pay(purchase.reference, { quiet: true });
  const back = (): Promise<Response> =>
    fetch(`${shop.app.url}${new URL(new URL(purchase.url).searchParams.get('vnp_ReturnUrl') ?? '').pathname}?vnp_ResponseCode=00`, { redirect: 'manual' }); // prettier-ignore
  await vnpay.next('unsigned');
  expect((await back()).status).toBe(303);
  expect((await pageOf(purchase))?.payment.status).toBe('pending');
  await back();
  expect((await pageOf(purchase))?.payment.status).toBe('paid');
});

it('finds at the end of the hold that it was paid, or gives the goods back once VNPAY has said that it was not', async () => {
  const [paid, unpaid] = [await placed(), await placed()];
  await vnpay.pay(paid.reference, { quiet: true });
  shop.clock.advance(36 * MINUTE_MS);
  await vnpay.tick(shop.clock.now());
  await shop.app.get(ExpireUnpaidOrders).run();
  expect(await pageOf(paid)).toMatchObject({ status: 'placed', payment: { status: 'paid' } });
  expect(await pageOf(unpaid)).toMatchObject({ status: 'cancelled', payment: { status: 'expired' } });
});

it('tells VNPAY from where its buyer came, and keeps that nowhere', async () => {
  const address = async (purchase: PlacedBody, from: string): Promise<string | null> => {
    const { body } = await shop.buyer.call<{ orders: OrderPageBody[] }>(
      'GET',
      `/order-groups/${purchase.code}`,
      undefined,
      {
        'order-token': purchase.accessToken,
        'x-floor-client': from,
        'x-floor-secret': testEnvironment({ database: shop.database }).storefrontSecret,
      },
    );
    const url = body.orders[0]?.payment.checkoutUrl ?? '';
    expect(await vnpay.open(url)).toBe(200);
    return new URL(url).searchParams.get('vnp_IpAddr');
  };
  const purchase = await placed();
  expect(await address(purchase, '203.0.113.7')).toBe('203.0.113.7');
  expect(await address(purchase, '::ffff:203.0.113.8')).toBe('203.0.113.8');
  expect(await address(purchase, '2001:DB8::7')).toBe('2001:db8::7');
  for (const none of ['::1', 'không có']) expect(await address(purchase, encodeURI(none))).toBe('127.0.0.1');
  expect(await shop.database.query(`SELECT DISTINCT checkout_url FROM payment_sessions`)).toEqual([
    { checkout_url: null },
  ]);
  // Whoever says it without the storefront's word for it is not believed.
  const direct = await shop.buyer.call<{ orders: OrderPageBody[] }>(
    'GET',
    `/order-groups/${purchase.code}`,
    undefined,
    { 'order-token': purchase.accessToken, 'x-floor-client': '203.0.113.9' },
  );
  expect(direct.body.orders[0]?.payment.checkoutUrl).toContain('vnp_IpAddr=127.0.0.1');
});

/** Owes so much of a payment, each for a cause of its own. */
async function owe(purchase: PlacedBody, ...amounts: number[]): Promise<string> {
  const [payment] = await shop.database.query<{ id: string }>(
    `SELECT p.id FROM payments p JOIN orders o ON o.id = p.payable_id WHERE o.code = $1`,
    [purchase.orders[0]?.code],
  );
  const { id: paymentId = '' } = payment ?? {};
  for (const amountVnd of amounts)
    await shop.app.get(Transactions).run('worker', (tx) =>
      oweRefund(tx, {
        paymentId,
        amountVnd,
        reason: 'returned',
        cause: `mau-${amountVnd}`,
        now: shop.clock.now(),
      }),
    );
  return paymentId;
}

/** How the refunds of a payment stand once VNPAY was asked an hour later. */
async function standing(paymentId: string): Promise<string[]> {
  shop.clock.advance(HOUR_MS + 1);
  await vnpay.tick(shop.clock.now());
  await shop.app.get(ResumePayments).run();
  const rows = await shop.database.query<{ status: string }>(
    `SELECT status FROM refunds WHERE payment_id = $1 ORDER BY id`,
    [paymentId],
  );
  return rows.map(({ status }) => status);
}

it('gives back through VNPAY once, also when its answer was lost', async () => {
  const purchase = await placed();
  await vnpay.pay(purchase.reference);
  const id = await owe(purchase, 50_000);
  await vnpay.next('lost');
  await shop.app.get(ResumePayments).run();
  await shop.app.get(ResumePayments).run();
  const back = (await vnpay.state()).payments.find(({ reference }) => reference === purchase.reference);
  expect(back?.given).toBe(5_000_000);
  expect(
    await shop.database.query(
      `SELECT status, external_id IS NOT NULL AS known FROM refunds WHERE payment_id = $1`,
      [id],
    ),
  ).toEqual([{ status: 'sent', known: true }]);
  // Asked about every hour until it says how the refund ended.
  await vnpay.bringRefunds('06');
  expect(await standing(id)).toEqual(['sent']);
  await vnpay.bringRefunds('00');
  expect(await standing(id)).toEqual(['done']);
  expect((await pageOf(purchase))?.payment.status).toBe('partly_refunded');
  expect((await vnpay.state()).faults.filter((fault) => fault !== 'vnp_SecureHash')).toEqual([]);
});

it('follows each of several refunds of a payment to its own end, and none by the end of another', async () => {
  const purchase = await placed();
  await vnpay.pay(purchase.reference);
  await vnpay.bringRefunds('05');
  const id = await owe(purchase, 20_000, 30_000, 40_000);
  await shop.app.get(ResumePayments).run();
  expect(await standing(id)).toEqual(['sent', 'sent', 'sent']);
  await vnpay.bringRefunds('06', { 20_000: '00' });
  expect(await standing(id)).toEqual(['done', 'sent', 'sent']);
  await vnpay.bringRefunds('06', { 20_000: '00', 30_000: '09' });
  // What VNPAY could not give back the shop owes again, by its own hand.
  expect(await standing(id)).toEqual(['done', 'failed', 'sent', 'owed']);
  await vnpay.bringRefunds('00', { 30_000: '09' });
  expect(await standing(id)).toEqual(['done', 'failed', 'done', 'owed']);

  // Where the answers do not number them, nobody can tell which of two has ended.
  const other = await placed();
  await vnpay.pay(other.reference);
  await vnpay.numberRefunds(false);
  await vnpay.bringRefunds('00');
  const otherId = await owe(other, 10_000, 15_000);
  await shop.app.get(ResumePayments).run();
  expect(await standing(otherId)).toEqual(['sent', 'sent']);
  await vnpay.numberRefunds(true);
});
