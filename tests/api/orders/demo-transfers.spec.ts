import { QRPay } from 'vietnam-qr-pay';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { Buyer, type OrderBody } from '../../support/buyer.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { expectStockInOrder } from '../../support/ledger.js';

let database: TestDatabase;
let app: TestApp;

// The first file of a run that wants the demo seeds it for all of them.
beforeAll(async () => {
  database = await testDatabase({ seeded: true });
  app = await testApp({ database });
}, 180_000);
afterAll(async () => {
  await app.close();
  await database.drop();
});

it('of every seller of the demo read as codes to an account that cannot exist', async () => {
  const goods = await database.query<{ variantId: string; seller: string }>(`
    SELECT DISTINCT ON (s.slug) v.id AS "variantId", s.slug AS seller
    FROM listings l JOIN sellers s ON s.id = l.seller_id JOIN variants v ON v.product_id = l.product_id
    JOIN stock_levels k ON k.variant_id = v.id
    WHERE is_listed(l.publication_status, l.seller_status, l.stars, l.listed_from, l.listed_until, '2026-11-23')
      AND k.on_hand - k.reserved > 0 AND v.kg_price_vnd IS NULL
    ORDER BY s.slug, v.id`);
  expect(goods.length).toBeGreaterThanOrEqual(50);
  const buyer = new Buyer(app.url);
  const orders: OrderBody[] = [];
  for (let start = 0; start < goods.length; start += 50) {
    const lines = Object.fromEntries(goods.slice(start, start + 50).map(({ variantId }) => [variantId, 1]));
    const placed = await buyer.buy(lines, { payment: 'bank_transfer', adultConfirmed: true });
    orders.push(...placed.orders);
  }
  expect(orders.map((order) => order.seller.slug).sort()).toEqual(goods.map(({ seller }) => seller).sort());
  for (const order of orders) {
    const { payload = '', accountNumber = '' } = order.payment.vietqr ?? {};
    const qr = new QRPay(payload);
    expect([qr.isValid, qr.initMethod, qr.amount], order.seller.slug).toEqual([
      true,
      '12',
      String(order.totalVnd),
    ]);
    expect(qr.consumer.bankNumber).toBe(accountNumber);
    // Banks number their accounts in digits; letters in front make one that no bank has.
    expect(accountNumber).toMatch(/^MAU/);
    expect(qr.additionalData.purpose).toBe(`${order.code} OCOP`);
  }
  await expectStockInOrder(database, app);
});

it('ships every listed good of the demo to every commune of the province', async () => {
  const communes = await database.query<{ code: string }>(`SELECT code FROM communes ORDER BY code`);
  expect(communes).toHaveLength(64);
  const goods = await database.query<{ id: string }>(`
    SELECT DISTINCT ON (l.seller_id) v.id FROM listings l JOIN variants v ON v.product_id = l.product_id
    JOIN stock_levels k ON k.variant_id = v.id
    WHERE is_listed(l.publication_status, l.seller_status, l.stars, l.listed_from, l.listed_until, '2026-11-23')
      AND k.on_hand - k.reserved > 0 ORDER BY l.seller_id, v.weight_grams DESC LIMIT 50`);
  const buyer = new Buyer(app.url);
  const cartId = await buyer.cart(Object.fromEntries(goods.map(({ id }) => [id, 1])));
  for (const { code } of communes) {
    const quote = await buyer.quote(cartId, { method: 'ship', communeCode: code, line: 'Ấp 1' });
    expect(quote.sellers.filter((seller) => seller.lines.some((line) => line.problem !== undefined))).toEqual(
      [],
    );
    expect(quote.sellers.every((seller) => seller.shippingFeeVnd > 0)).toBe(true);
  }
});
