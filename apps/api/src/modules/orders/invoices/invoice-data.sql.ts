import type { OrderGroup } from '../order-group.entity.js';
import type { OrderStatus } from '../order-status.js';
import type { SoldLine, SoldOrder } from './invoice-lines.js';
import type { InvoiceAnswer } from './invoice.dto.js';

/** SQL: the invoices of order `o`, the one that counts first. */
const INVOICES = `(SELECT coalesce(json_agg(json_build_object('version', i.version, 'series', i.series, 'number', i.number,
    'issuedOn', i.issued_on, 'lookupCode', i.lookup_code, 'lookupUrl', i.lookup_url, 'correction', i.correction,
    'writtenAt', i.written_at) ORDER BY i.version DESC), '[]') FROM order_invoices i WHERE i.order_id = o.id)`;

/** Of many orders ($1), by id. */
export const INVOICES_OF_ORDERS = `
  SELECT o.id AS "orderId", ${INVOICES} AS invoices FROM orders o WHERE o.id = ANY ($1::uuid[])`;

/** What invoicing an order reads of it. */
export interface InvoiceFacts extends SoldOrder {
  id: string;
  code: string;
  status: OrderStatus;
  placedAt: Date;
  method: string;
  groupId: string;
  invoiceSealed: OrderGroup['invoiceSealed'];
  invoiceClear: object | null;
  requestedAt: Date | null;
  deliveredAt: Date | null;
  completedAt: Date | null;
  returnedVnd: number;
  feeVnd: number;
  lines: SoldLine[];
  invoices: InvoiceAnswer[];
}

/** A shop sees uses of its own vouchers alone: what was taken off without one, the floor's voucher took off. */
const FACTS = `
  SELECT o.id, o.code, o.status, o.created_at AS "placedAt", p.method, g.id AS "groupId", g.invoice_sealed AS "invoiceSealed",
    nullif(g.contact_clear->'invoice', 'null') AS "invoiceClear", g.invoice_requested_at AS "requestedAt",
    o.items_vnd::float8 AS "itemsVnd", o.shipping_fee_vnd::float8 AS "shippingFeeVnd", o.discount_vnd::float8 AS "discountVnd",
    CASE WHEN o.discount_vnd = 0 THEN NULL WHEN EXISTS (SELECT FROM voucher_uses v WHERE v.order_group_id = g.id
      AND v.paid_by = 'seller') THEN 'seller' ELSE 'floor' END AS "discountBy",
    came.at AS "deliveredAt", CASE WHEN o.status = 'completed' THEN o.status_changed_at END AS "completedAt",
    (SELECT coalesce(sum(r.amount_vnd), 0)::float8 FROM refunds r WHERE r.payment_id = p.id
      AND r.reason IN ('returned', 'dispute') AND r.status <> 'failed') AS "returnedVnd",
    (SELECT coalesce(sum(e.amount_vnd), 0)::float8 FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
      WHERE t.order_id = o.id AND e.account = 'floor_fee') AS "feeVnd",
    (SELECT json_agg(json_build_object('id', l.id, 'name', concat_ws(', ', l.product_name, l.variant_name), 'unit', l.unit,
        'quantity', l.quantity, 'unitPriceVnd', l.unit_price_vnd, 'totalVnd', l.total_vnd, 'kgPriceVnd', l.kg_price_vnd,
        'weighedGrams', l.weighed_grams, 'refused', (SELECT coalesce(sum(x.refused_quantity), 0) FROM fulfillment_lines x
          WHERE x.order_line_id = l.id), 'unsent', (SELECT coalesce(sum(x.quantity), 0) FROM fulfillment_lines x
          JOIN fulfillments f ON f.id = x.fulfillment_id WHERE x.order_line_id = l.id AND f.status = 'unsent')) ORDER BY l.created_at, l.id) FROM order_lines l WHERE l.order_id = o.id) AS lines,
    ${INVOICES} AS invoices
  FROM orders o JOIN order_groups g ON g.id = o.order_group_id JOIN payments p ON p.payable_id = o.id
  CROSS JOIN LATERAL (SELECT CASE WHEN NOT EXISTS (SELECT FROM order_lines l WHERE l.order_id = o.id AND l.quantity > (
      SELECT coalesce(sum(x.quantity), 0) FROM fulfillment_lines x JOIN fulfillments f ON f.id = x.fulfillment_id
      WHERE x.order_line_id = l.id AND f.arrived_at IS NOT NULL))
    THEN (SELECT max(f.arrived_at) FROM fulfillments f WHERE f.order_id = o.id) END AS at) came`;

/** Of the bound shop's order with code $1. */
export const INVOICE_FACTS = `${FACTS} WHERE o.code = $1`;

/** Of the bound shop's orders whose goods came in month $1: what passed to the buyer then is invoiced then. */
export const INVOICE_FACTS_OF_MONTH = `${FACTS}
  WHERE o.status IN ('confirmed', 'completed') AND to_char(came.at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM') = $1
  ORDER BY came.at, o.code`;

/** $1 order, $2 shop, $3 series, $4 number, $5 day, $6 code, $7 address, $8 correction, $9 the instant. */
export const WRITE_INVOICE = `
  WITH before AS (
    UPDATE order_invoices SET superseded_at = $9, updated_at = $9 WHERE order_id = $1 AND superseded_at IS NULL
    RETURNING version
  )
  INSERT INTO order_invoices (order_id, seller_id, version, series, number, issued_on, lookup_code, lookup_url, correction,
    written_at, created_at, updated_at)
  SELECT $1, $2, 1 + coalesce((SELECT version FROM before), 0), $3, $4, $5, $6, $7, $8, $9, $9, $9
  RETURNING id`;

/** What a buyer is told of invoice $1; who bought is opened afterwards. */
export const TOLD_INVOICE = `
  SELECT g.id, g.code AS "groupCode", g.contact_sealed AS "contactSealed", g.contact_clear AS "contactClear",
    o.code AS "orderCode", s.name AS "shopName", s.phone AS "shopPhone", i.series, i.number, i.issued_on::text AS "issuedOn",
    i.lookup_code AS "lookupCode", i.lookup_url AS "lookupUrl", i.correction, i.superseded_at IS NOT NULL AS superseded
  FROM order_invoices i JOIN orders o ON o.id = i.order_id JOIN order_groups g ON g.id = o.order_group_id
  JOIN shop_sellers s ON s.id = o.seller_id WHERE i.id = $1`;

/** The shops that sold something of purchase $1, each with its order; and whether it had written an invoice before. */
export const ASKED_SHOPS = `
  SELECT o.code AS "orderCode", s.slug AS "shopSlug", s.phone AS "shopPhone",
    EXISTS (SELECT FROM order_invoices i WHERE i.order_id = o.id) AS written
  FROM orders o JOIN shop_sellers s ON s.id = o.seller_id
  WHERE o.order_group_id = $1 AND o.status <> 'cancelled' ORDER BY o.id`;
