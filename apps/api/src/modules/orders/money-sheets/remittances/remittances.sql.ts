import type { Day } from '#kernel/time';
import type { Statement } from '../../../../platform/database/reader.js';

/** Parcels with what their carrier was to collect, in đồng; `of` narrows them, over fulfillments `f` and orders `o`. */
const parcels = (of: string): string => `
  WITH cash AS (
    SELECT o.id, o.code, coalesce(
      (SELECT sum(k.amount_vnd) FROM payment_receipts k WHERE k.payment_id = p.id AND k.source = 'cash' AND k.counted),
      CASE WHEN p.status = 'pending' THEN greatest(p.amount_vnd - p.received_vnd + p.refunds_vnd, 0) ELSE 0 END) AS vnd
    FROM orders o JOIN payments p ON p.payable_id = o.id
    WHERE p.method = 'cod' AND o.id IN (SELECT f.order_id FROM fulfillments f WHERE ${of})),
  taken AS (
    SELECT f.id, f.order_id, f.number, f.status, f.carrier, f.tracking_code, f.arrived_at,
      coalesce(sum(floor(l.total_vnd::numeric * (x.quantity - x.refused_quantity) / l.quantity)), 0) AS vnd
    FROM fulfillments f LEFT JOIN fulfillment_lines x ON x.fulfillment_id = f.id LEFT JOIN order_lines l ON l.id = x.order_line_id
    WHERE f.status <> 'unsent' AND f.order_id IN (SELECT id FROM cash) GROUP BY f.id),
  shared AS (
    SELECT t.*, c.code, c.vnd AS cash_vnd, sum(t.vnd) OVER (PARTITION BY t.order_id) AS whole,
      sum(t.vnd) OVER (PARTITION BY t.order_id ORDER BY t.number) AS upto
    FROM taken t JOIN cash c ON c.id = t.order_id),
  parcels AS (
    SELECT s.id, s.order_id, s.code, s.carrier, s.tracking_code, s.arrived_at,
      upper(regexp_replace(s.tracking_code, '[^A-Za-z0-9]', '', 'g')) AS tracking,
      -- As on the labels: each parcel up to one has its share rounded down, so that all come to the whole.
      CASE WHEN s.whole = 0 THEN 0 ELSE floor(s.cash_vnd * s.upto / s.whole) - floor(s.cash_vnd * (s.upto - s.vnd) / s.whole)
        END AS expected_vnd,
      EXISTS (SELECT FROM cod_remittances r WHERE r.fulfillment_id = s.id) AS remitted
    FROM shared s)`;

/** Parcels of the bound shop under the tracking codes $1, which are capitals and digits only. */
export const PARCELS_OF_CODES = `
  ${parcels(`upper(regexp_replace(f.tracking_code, '[^A-Za-z0-9]', '', 'g')) = ANY ($1::varchar[])`)}
  SELECT id, order_id AS "orderId", code AS "orderCode", tracking, arrived_at IS NOT NULL AS arrived,
    expected_vnd::float8 AS "expectedVnd", remitted
  FROM parcels WHERE tracking = ANY ($1::varchar[])`;

/** What carriers have of the bound shop's: $1 arrived before this it is late, $2 so many of the parcels, the oldest first. */
export const CARRIERS_HOLD = `
  ${parcels(`f.tracking_code IS NOT NULL AND f.arrived_at IS NOT NULL
    AND NOT EXISTS (SELECT FROM cod_remittances r WHERE r.fulfillment_id = f.id)`)},
  held AS (SELECT * FROM parcels WHERE tracking IS NOT NULL AND arrived_at IS NOT NULL AND NOT remitted AND expected_vnd > 0)
  SELECT count(*)::int AS count, coalesce(sum(expected_vnd), 0)::float8 AS vnd,
    (count(*) FILTER (WHERE arrived_at < $1))::int AS late,
    (SELECT coalesce(json_agg(json_build_object('orderCode', code, 'carrier', carrier, 'trackingCode', tracking_code,
        'arrivedAt', arrived_at, 'expectedVnd', expected_vnd, 'late', arrived_at < $1) ORDER BY arrived_at, id), '[]')
      FROM (SELECT * FROM held ORDER BY arrived_at, id LIMIT $2) first) AS items
  FROM held`;

/** Cash of a parcel that its carrier took at the door. */
export interface ParcelCash {
  parcelId: string;
  expectedVnd: number;
  /** As the carrier's statement says; null until it does. */
  handedOn: { collectedVnd: number; feeVnd: number; paidOn: Day } | null;
}

/** What carriers took at the door for parcels of order $1, and whether they handed it on. */
export const cashOfParcels: Statement = {
  name: 'orders-cash-of-parcels',
  text: `
    ${parcels('f.order_id = $1')}
    SELECT p.id AS "parcelId", p.expected_vnd::float8 AS "expectedVnd", CASE WHEN r.id IS NOT NULL THEN json_build_object(
        'collectedVnd', r.collected_vnd, 'feeVnd', r.fee_vnd, 'paidOn', r.paid_on) END AS "handedOn"
    FROM parcels p LEFT JOIN cod_remittances r ON r.fulfillment_id = p.id
    WHERE p.tracking IS NOT NULL AND p.arrived_at IS NOT NULL AND (p.expected_vnd > 0 OR r.id IS NOT NULL)`,
};

/** $1 shop, $2 the instant, $3 [{fulfillmentId, orderId, expectedVnd, collectedVnd, feeVnd, paidOn}]; those written. */
export const RECORD_REMITTANCES = `
  INSERT INTO cod_remittances (seller_id, order_id, fulfillment_id, expected_vnd, collected_vnd, fee_vnd, paid_on, created_at,
    updated_at)
  SELECT $1, w."orderId", w."fulfillmentId", w."expectedVnd", w."collectedVnd", w."feeVnd", w."paidOn", $2, $2
  FROM jsonb_to_recordset($3::jsonb) AS w("orderId" uuid, "fulfillmentId" uuid, "expectedVnd" bigint, "collectedVnd" bigint,
    "feeVnd" bigint, "paidOn" date)
  ON CONFLICT ON CONSTRAINT cod_remittances_parcel_key DO NOTHING RETURNING fulfillment_id AS "fulfillmentId"`;
