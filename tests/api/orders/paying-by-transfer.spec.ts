import { DAY_MS } from '#kernel/time';
import { QRPay } from 'vietnam-qr-pay';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ExpireUnpaidOrders } from '../../../apps/api/src/modules/orders/expire-unpaid-orders.js';
import type { PlacedBody } from '../../support/buyer.js';
import { comesIn, moneyOf } from '../../support/incoming-money.js';
import { People } from '../../support/people.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';
import { VoucherCounter } from '../../support/voucher-counter.js';

let shop: SmallShop;
let placed: PlacedBody;

beforeAll(async () => {
  shop = await openSmallShop();
  const vcb = await shop.floor.seller('dat-mui');
  await shop.database.query(
    `UPDATE sellers SET bank_bin = '970436', bank_account_number = 'MAU0000000000000017', bank_account_name = 'HTX MAU DAT MUI'
     WHERE id = $1`,
    [vcb.sellerId],
  );
  const shrimp = await shop.floor.product({ slug: 'tom-tich', seller: shop.seller, priceVnd: 185_000 });
  const dear = await shop.floor.product({
    slug: 'yen-sao',
    seller: vcb,
    priceVnd: 1_000_000_000,
    onHand: 999,
  });
  placed = await shop.buyer.buy(
    { [shrimp.variantId]: 2, [dear.variantId]: 999 },
    { payment: 'bank_transfer' },
  );
});
afterAll(() => shop.close());

it('gives each seller’s order a code of its own that another decoder reads: amount, account, purpose', () => {
  const expected = [
    { bin: '970405', account: 'MAU0000017', name: 'TAI KHOAN MAU', bank: 'Agribank' },
    { bin: '970436', account: 'MAU0000000000000017', name: 'HTX MAU DAT MUI', bank: 'Vietcombank' },
  ];
  expect(placed.orders).toHaveLength(2);
  placed.orders.forEach((order, index) => {
    const { payload = '', ...shown } = order.payment.vietqr ?? {};
    const qr = new QRPay(payload);
    expect([qr.isValid, qr.initMethod, qr.currency, qr.nation]).toEqual([true, '12', '704', 'VN']);
    expect(qr.consumer).toEqual({ bankBin: expected[index]?.bin, bankNumber: expected[index]?.account });
    expect(qr.provider.service).toBe('QRIBFTTA');
    expect(qr.amount).toBe(String(order.totalVnd));
    expect(qr.additionalData.purpose).toBe(`${order.code} OCOP`);
    expect(shown).toEqual({
      bank: { bin: expected[index]?.bin, name: expected[index]?.bank },
      accountNumber: expected[index]?.account,
      accountName: expected[index]?.name,
      purpose: `${order.code} OCOP`,
    });
    expect(qr.additionalData.purpose).toMatch(/^[A-Z2-9]{8,12} OCOP$/);
    expect(qr.additionalData.purpose?.length).toBeLessThanOrEqual(25);
  });
  // 999 half kilos are 498 steps over the first two kilos: 2,012,000 đ of shipping.
  expect(placed.orders.map((order) => order.totalVnd)).toEqual([390_000, 999_002_012_000]);
});

it('spoils when a single character of the code is changed', () => {
  const payload = placed.orders[0]?.payment.vietqr?.payload ?? '';
  const spoiled = payload.replace('5406390000', '5406390001');
  expect(spoiled).not.toBe(payload);
  expect(new QRPay(spoiled).isValid).toBe(false);
});

it('shows the same code on the page', async () => {
  const page = await shop.buyer.page(placed);
  expect(page.body.orders.map((order) => order.payment)).toEqual(placed.orders.map((order) => order.payment));
});

it('pays to the account the seller had at the sale, also after the seller changed it', async () => {
  await shop.database.query(`UPDATE sellers SET bank_account_number = 'MAU0000099' WHERE slug = 'rach-goc'`);
  const page = await shop.buyer.page(placed);
  expect(page.body.orders[0]?.payment.vietqr?.accountNumber).toBe('MAU0000017');
});

it('late takes the voucher’s use again, unless others have used it up: then the money goes back', async () => {
  const counter = await VoucherCounter.open(
    shop,
    new People(shop.app, shop.database, shop.clock),
    shop.seller,
  );
  const { variantId } = await shop.floor.product({ slug: 'kho-ca', seller: shop.seller });
  await counter.ofFloor('LAITHUC', { totalLimit: 1 });
  const uses = () =>
    shop.database.query(
      `SELECT v.used_count AS used, u.status FROM vouchers v JOIN voucher_uses u ON u.voucher_id = v.id
       WHERE v.code = 'LAITHUC' ORDER BY u.created_at`,
    );
  const late = async (): Promise<string> => {
    const more = { payment: 'bank_transfer' };
    const bought = await counter.buy({ [variantId]: 1 }, 'LAITHUC', counter.phone(), more);
    shop.clock.advance(DAY_MS + 1);
    await shop.app.get(ExpireUnpaidOrders).run();
    expect((await uses()).at(-1)).toEqual({ used: 0, status: 'freed' });
    return bought.body.orders[0]?.code ?? '';
  };
  const pays = async (orderCode: string): Promise<string> =>
    (await comesIn(shop.app, { pays: { orderCode }, amountVnd: 110_000 })).outcome;
  const [first, second] = [await late(), await late()];
  expect(await pays(first)).toBe('late');
  expect(await uses()).toEqual([
    { used: 1, status: 'live' },
    { used: 1, status: 'freed' },
  ]);
  expect(await pays(second)).toBe('too_late');
  expect(await moneyOf(shop.database, second)).toMatchObject({ order: 'cancelled', refundsVnd: 110_000 });
  expect((await uses())[0]).toEqual({ used: 1, status: 'live' });
});
