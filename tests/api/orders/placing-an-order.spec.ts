import { afterAll, beforeAll, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { Buyer, type PlacedBody } from '../../support/buyer.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { SmallFloor, type SmallProduct } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let buyer: Buyer;
let shrimp: SmallProduct;
let crab: SmallProduct;

beforeAll(async () => {
  database = await testDatabase();
  const floor = await SmallFloor.in(database);
  const [rach, dam] = [await floor.seller('rach'), await floor.seller('dam')];
  shrimp = await floor.product({ slug: 'tom-kho', seller: rach, priceVnd: 185_000 });
  crab = await floor.product({ slug: 'cua', seller: dam, priceVnd: 90_000, weightGrams: 1_500 });
  app = await testApp({ database });
  buyer = new Buyer(app.url);
});

afterAll(async () => {
  await app.close();
  await database.drop();
});

it('splits a cart of two sellers into two orders, each with its own fee and payment', async () => {
  const cartId = await buyer.cart({ [shrimp.variantId]: 2, [crab.variantId]: 2 });
  const quote = await buyer.quote(cartId);
  expect(quote).toMatchObject({ itemsVnd: 550_000, shippingFeeVnd: 44_000, totalVnd: 594_000 });
  const placed = await buyer.place(cartId, quote, {
    payment: 'cod',
    sellers: { dam: { payment: 'bank_transfer' } },
  });
  expect(placed.status).toBe(201);
  expect(placed.body.totalVnd).toBe(594_000);
  expect(
    placed.body.orders.map((order) => [order.seller.slug, order.totalVnd, order.payment.method]),
  ).toEqual([
    ['rach', 390_000, 'cod'],
    ['dam', 204_000, 'bank_transfer'],
  ]);
  const page = await buyer.call<PlacedBody>('GET', `/order-groups/${placed.body.code}`, undefined, {
    'order-token': placed.body.accessToken,
  });
  expect(page.status).toBe(200);
  expect(page.body.orders[1]?.payment.vietqr?.purpose).toBe(`${placed.body.orders[1]?.code} OCOP`);
});
