import { afterAll, beforeAll, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { Buyer } from '../../support/buyer.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { SmallFloor, type SmallProduct, type SmallSeller } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let buyer: Buyer;
let seller: SmallSeller;
let salt: SmallProduct;

beforeAll(async () => {
  database = await testDatabase();
  const floor = await SmallFloor.in(database);
  seller = await floor.seller('dam');
  salt = await floor.product({ slug: 'muoi', seller });
  app = await testApp({ database });
  buyer = new Buyer(app.url);
});

afterAll(async () => {
  await app.close();
  await database.drop();
});

/** Replaces the one definition of the gate, for this test's own database. */
const define = (answer: 'true' | 'false'): Promise<unknown> =>
  database.query(`CREATE OR REPLACE FUNCTION is_listed(publication_status varchar, seller_status varchar, stars smallint,
    listed_from date, listed_until date, day date) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN ${answer}`);

it('cart, quote and order ask the one gate and nothing else: falsified, it refuses everybody or lets anybody through', async () => {
  const cartId = await buyer.cart({ [salt.variantId]: 1 });
  const line = (): ReturnType<Buyer['call']> =>
    buyer.call('PUT', `/carts/${cartId}/lines/${salt.variantId}`, { quantity: 2 });
  const good = await buyer.quote(cartId);

  await define('false');
  expect((await line()).status).toBe(409);
  expect((await buyer.quote(cartId)).sellers[0]?.lines[0]?.problem).toBe('certificate_lapsed');
  expect((await buyer.place(cartId, good)).status).toBe(409);

  await database.query(`UPDATE sellers SET status = 'suspended' WHERE id = $1`, [seller.sellerId]);
  await define('true');
  expect((await line()).status).toBe(200);
  const open = await buyer.quote(cartId);
  expect(open.sellers[0]?.lines[0]?.problem).toBeUndefined();
  expect((await buyer.place(cartId, open)).status).toBe(201);
});
