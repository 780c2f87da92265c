/** SQL: the month in Vietnam in which a purchase `g` was placed. */
const MONTH = `to_char(g.placed_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM')`;

/**
 * What the bound shop sold of what was ordered from $1 until before $2, in one statement, so that rows and months are of
 * one moment. An order counts in the month in which it was placed, unless it was cancelled; so does what of it came back:
 * pieces that were refused, never sent or returned, and in đồng what is not paid for them or is owed back for one of the
 * reasons $3. What was completed is told apart, less what came back. Names are those of today, units those of the sale.
 */
export const SALES_OF_SHOP = `
  WITH counted AS (
    SELECT o.id, ${MONTH} AS month, o.status, o.items_vnd, o.discount_vnd, o.shipping_fee_vnd, o.total_vnd,
      (SELECT sum(p.amount_vnd) FROM payments p WHERE p.payable_id = o.id)
        - coalesce((SELECT sum(f.amount_vnd) FROM payments p JOIN refunds f ON f.payment_id = p.id
          WHERE p.payable_id = o.id AND f.status <> 'failed' AND f.reason = ANY ($3)), 0) AS net_vnd
    FROM orders o JOIN order_groups g ON g.id = o.order_group_id
    WHERE o.status <> 'cancelled' AND g.placed_at >= $1::timestamptz AND g.placed_at < $2::timestamptz),
  pieces AS (
    SELECT c.month, c.status, l.product_id, l.unit, l.quantity, l.total_vnd,
      coalesce((SELECT sum(x.refused_quantity) FROM fulfillment_lines x WHERE x.order_line_id = l.id), 0)
        + coalesce((SELECT sum(x.quantity) FROM order_return_lines x JOIN order_returns r ON r.id = x.return_id
          WHERE x.order_line_id = l.id AND r.status = 'settled'), 0) AS returned
    FROM counted c JOIN order_lines l ON l.order_id = c.id),
  kept AS (SELECT *, total_vnd * (quantity - returned) / quantity AS kept_vnd FROM pieces),
  lines AS (
    SELECT month, product_id, unit, sum(quantity)::int AS quantity, sum(returned)::int AS returned,
      sum(total_vnd)::float8 AS items_vnd, sum(kept_vnd)::float8 AS kept_vnd,
      coalesce(sum(kept_vnd) FILTER (WHERE status = 'completed'), 0)::float8 AS completed_vnd
    FROM kept GROUP BY 1, 2, 3)
  SELECT json_build_object(
    'rows', (SELECT coalesce(json_agg(json_build_object('month', lines.month, 'product', p.name, 'slug', p.slug,
        'unit', lines.unit, 'quantity', lines.quantity, 'returnedQuantity', lines.returned,
        'itemsVnd', lines.items_vnd, 'returnedItemsVnd', lines.items_vnd - lines.kept_vnd,
        'netItemsVnd', lines.kept_vnd, 'completedVnd', lines.completed_vnd)
        ORDER BY lines.month, p.name, p.id, lines.unit), '[]')
      FROM lines JOIN products p ON p.id = lines.product_id),
    'months', (SELECT coalesce(json_agg(json_build_object('month', m.month, 'orders', m.orders,
        'completedOrders', m.completed_orders, 'itemsVnd', m.items_vnd, 'discountVnd', m.discount_vnd,
        'shippingFeeVnd', m.shipping_fee_vnd, 'totalVnd', m.total_vnd, 'returnedVnd', m.total_vnd - m.net_vnd,
        'netVnd', m.net_vnd) ORDER BY m.month), '[]')
      FROM (SELECT month, count(*)::int AS orders, (count(*) FILTER (WHERE status = 'completed'))::int AS completed_orders,
          sum(items_vnd)::float8 AS items_vnd, sum(discount_vnd)::float8 AS discount_vnd,
          sum(shipping_fee_vnd)::float8 AS shipping_fee_vnd, sum(total_vnd)::float8 AS total_vnd,
          sum(net_vnd)::float8 AS net_vnd
        FROM counted GROUP BY 1) m)) AS sales`;

/** Who the bound shop is, as a statement names it. */
export const SHOP_OF_STATEMENT = `
  SELECT s.slug, s.name AS "shopName", p.legal_name AS "legalName", p.tax_code AS "taxCode",
    concat_ws(', ', p.address_line, c.full_name) AS address
  FROM sellers s JOIN producers p ON p.id = s.producer_id JOIN communes c ON c.code = p.commune_code
  WHERE s.id = (SELECT bound_seller())`;
