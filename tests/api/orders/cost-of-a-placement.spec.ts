import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';
import { loggedStatements } from '../../support/statements.js';

let shop: SmallShop;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop({ env: { DATABASE_POOL_SIZE: '1' } });
});
afterAll(() => shop.close());

async function statementsOf(sellers: number, lines: number): Promise<string[]> {
  const cart: Record<string, number> = {};
  for (let s = 0; s < sellers; s += 1) {
    const seller = await shop.floor.seller(`gia-${(made += 1)}`);
    for (let l = 0; l < lines; l += 1) {
      const { variantId } = await shop.floor.product({ slug: `gia-${made}-${l}`, seller });
      cart[variantId] = 1;
    }
  }
  const cartId = await shop.buyer.cart(cart);
  const quote = await shop.buyer.quote(cartId);
  return loggedStatements(shop.app, async () => {
    const placed = await shop.buyer.place(cartId, quote);
    expect(placed.status).toBe(201);
  });
}

it('is fourteen statements, commit included, however many sellers and lines the cart has', async () => {
  // The first placement of a process may learn about its queue; that is not the price of an order.
  await statementsOf(1, 1);
  const small = await statementsOf(1, 1);
  const large = await statementsOf(5, 6);
  expect(large).toEqual(small);
  expect(small.map((text) => text.trim().split(/\s+/).slice(0, 2).join(' '))).toEqual([
    'START TRANSACTION',
    'SET LOCAL',
    'SELECT pg_try_advisory_xact_lock(hashtextextended($1,',
    'SELECT request_digest',
    'SELECT id,',
    'SELECT c.code',
    'SELECT cl.quantity,',
    'SELECT option_code',
    'WITH new_group',
    'INSERT INTO',
    'INSERT INTO',
    'SELECT variant_id',
    'WITH wanted',
    'COMMIT',
  ]);
});
