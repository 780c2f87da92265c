import { Buyer } from '../support/buyer.js';
import { nextNumber } from '../support/numbering.js';
import type { World } from './world.js';

/** An open order of the shop with goods whose certificate was revoked. */
export async function makeFlaggedOrder({
  app,
  database,
  floor,
  shop,
}: World): Promise<Record<string, string>> {
  const goods = await floor.product({ slug: `bi-thu-hoi-${nextNumber('flagged product')}`, seller: shop });
  const placed = await new Buyer(app.url).buy({ [goods.variantId]: 1 });
  await database.query(
    `INSERT INTO order_line_flags (order_line_id, certification_id, flagged_at)
     SELECT id, certification_id, now() FROM order_lines WHERE product_id = $1`,
    [goods.productId],
  );
  return { orderCode: placed.orders[0]?.code ?? '' };
}
