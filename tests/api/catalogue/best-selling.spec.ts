import { afterAll, beforeAll, expect, it } from 'vitest';
import { CountSales } from '../../../apps/api/src/modules/catalogue/count-sales.js';
import { testApp, type TestApp } from '../../support/app.js';
import { Buyer } from '../../support/buyer.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { SmallFloor, type SmallProduct } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let buyer: Buyer;
let salt: SmallProduct;
let shrimp: SmallProduct;

beforeAll(async () => {
  database = await testDatabase();
  const floor = await SmallFloor.in(database);
  const seller = await floor.seller('dam');
  salt = await floor.product({ slug: 'muoi', seller });
  shrimp = await floor.product({ slug: 'tom', seller });
  app = await testApp({ database });
  buyer = new Buyer(app.url);
});

afterAll(async () => {
  await app.close();
  await database.drop();
});

async function bestSelling(): Promise<string[]> {
  const list = await buyer.call<{ items: { slug: string }[] }>('GET', '/products?sort=best-selling');
  return list.body.items.map((item) => item.slug);
}

async function buy(variantId: string, quantity: number): Promise<{ code: string; accessToken: string }> {
  const cartId = await buyer.cart({ [variantId]: quantity });
  const placed = await buyer.place(cartId, await buyer.quote(cartId));
  return { code: placed.body.orders[0]?.code ?? '', accessToken: placed.body.accessToken };
}

it('puts what was sold most first once sales are counted, without what was cancelled', async () => {
  const count = (): Promise<number> => app.get(CountSales).run();
  await buy(salt.variantId, 2);
  const large = await buy(shrimp.variantId, 5);
  expect(await count()).toBe(2);
  expect(await bestSelling()).toEqual(['tom', 'muoi']);

  const cancelled = await buyer.call(
    'POST',
    `/orders/${large.code}/cancellation`,
    {},
    { 'order-token': large.accessToken },
  );
  expect(cancelled.status).toBe(201);
  expect(await count()).toBe(1);
  expect(await bestSelling()).toEqual(['muoi', 'tom']);
  expect(await count()).toBe(0);
});
