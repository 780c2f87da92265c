import { publicCode } from '#kernel/ids';
import { HOME_COMMUNE } from '../support/small-floor.js';
import { nextNumber } from '../support/numbering.js';
import type { World } from './world.js';

/** An open order of the shop with goods whose certificate was revoked. */
export async function makeFlaggedOrder(world: World): Promise<Record<string, string>> {
  const { orderCode, lineId, certificationId } = await makeOrder(world);
  await world.database.query(
    `INSERT INTO order_line_flags (order_line_id, certification_id, flagged_at) VALUES ($1, $2, now())`,
    [lineId, certificationId],
  );
  return { orderCode };
}

/** An open order of the shop with goods sold by weight that nobody has weighed. */
export async function makeOrderToWeigh(world: World): Promise<Record<string, string>> {
  const { orderCode, lineId } = await makeOrder(world);
  await world.database.query(`UPDATE order_lines SET kg_price_vnd = 200000, max_grams = 500 WHERE id = $1`, [
    lineId,
  ]);
  return { code: orderCode };
}

/** An open order of the shop. */
export async function makeOrderOfShop(world: World): Promise<Record<string, string>> {
  return { code: (await makeOrder(world)).orderCode };
}

/** A parcel of an order that the shop took on. */
export async function makeParcel(world: World): Promise<Record<string, string>> {
  const { orderCode, lineId } = await makeOrder(world);
  const [parcel] = await world.database.query<{ id: string }>(
    `WITH o AS (UPDATE orders SET status = 'confirmed' WHERE code = $1 RETURNING id),
     f AS (INSERT INTO fulfillments (order_id, status, status_changed_at) SELECT id, 'packing', now() FROM o RETURNING id),
     l AS (INSERT INTO fulfillment_lines (fulfillment_id, order_line_id, quantity) SELECT id, $2, 1 FROM f)
     SELECT id FROM f`,
    [orderCode, lineId],
  );
  return { code: orderCode, parcelId: parcel?.id ?? '' };
}

/** An open order, to be paid at the door, as it was placed while the shop still sold. */
export async function makeOrder({ database, floor, shop }: World) {
  const number = nextNumber('product of an order');
  const goods = await floor.product({ slug: `hang-cua-don-${number}`, seller: shop });
  const orderCode = publicCode();
  const [line] = await database.query<{ id: string }>(
    `WITH c AS (INSERT INTO carts (secret_hash, status) VALUES ($1, 'placed') RETURNING id),
     g AS (INSERT INTO order_groups (code, cart_id, contact_clear, delivery_method, province_code, commune_code, items_vnd,
         shipping_fee_vnd, discount_vnd, total_vnd, ordered_total_vnd, placed_at)
       SELECT $2, c.id, '{"name": "Người Mua Mẫu", "phone": "+84900000000", "email": null}', 'ship', '96', '32191', 100000,
         0, 0, 100000, 100000, now() FROM c RETURNING id),
     o AS (INSERT INTO orders (code, order_group_id, seller_id, status, status_changed_at, shipping_option_code,
         shipping_label, items_vnd, shipping_fee_vnd, discount_vnd, total_vnd, ordered_total_vnd)
       SELECT $3, g.id, $4, 'placed', now(), 'tieu-chuan', 'Giao', 100000, 0, 0, 100000, 100000 FROM g RETURNING id),
     p AS (INSERT INTO payments (payable_id, method, status, status_changed_at, amount_vnd, ordered_amount_vnd)
       SELECT id, 'cod', 'pending', now(), 100000, 100000 FROM o)
     INSERT INTO order_lines (order_id, variant_id, product_id, certification_id, stars, product_name, variant_name,
         unit, quantity, unit_price_vnd, total_vnd)
       SELECT o.id, $5, $6, $7, 4, 'Mẫu', 'Gói', 'gói', 1, 100000, 100000 FROM o RETURNING id`,
    [
      `order-${String(number).padStart(6, '0')}`.padEnd(64, '0'),
      publicCode(),
      orderCode,
      shop.sellerId,
      goods.variantId,
      goods.productId,
      goods.certificationId,
    ],
  );
  return { orderCode, lineId: line?.id ?? '', certificationId: goods.certificationId };
}

/** A request that a product of the shop be taken down, still open. */
export async function makeAuthorityRequest({
  database,
  people,
  floor,
  shop,
}: World): Promise<Record<string, string>> {
  const number = nextNumber('authority request');
  const { accountId } = await people.person();
  const { productId } = await floor.product({ slug: `bi-yeu-cau-${number}`, seller: shop });
  const [row] = await database.query<{ id: string }>(
    `INSERT INTO authority_requests (authority, document_number, document_date, received_at, due_at, kind, product_id,
       commune_code, details, personal_data, status, status_changed_at, entered_by)
     VALUES ('Cơ quan mẫu', $1, '2026-11-20', '2026-11-20T01:00Z', '2026-11-21T01:00Z', 'take_down', $2, $3, 'Mẫu', false,
       'open', now(), $4) RETURNING id`,
    [`${number}/CV-MẪU`, productId, HOME_COMMUNE, accountId],
  );
  return { authorityRequestId: row?.id ?? '' };
}

/** A voucher, of that shop or with null of the floor. */
export async function makeVoucher(
  { database }: World,
  sellerId: string | null,
): Promise<Record<string, string>> {
  const [made] = await database.query<{ id: string }>(
    `INSERT INTO vouchers (seller_id, code, code_key, kind, amount_vnd, min_items_vnd, starts_on, ends_on, person_limit, created_by)
     SELECT $1, $2, $2, 'fixed', 1000, 0, '2026-11-01', '2026-12-01', 1, id FROM accounts LIMIT 1 RETURNING id`,
    [sellerId, publicCode(12)],
  );
  return { voucherId: made?.id ?? '' };
}
