import { QRPay } from 'vietnam-qr-pay';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PlacedBody } from '../../support/buyer.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

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
