import type { OrderGroup } from '../order-group.entity.js';
import { aheadSql, DEPOSIT_DUE } from '../deposits/deposit.sql.js';
import type { OrderActor, OrderAxis } from './record-order-events.js';

/** What a notice speaks of: the order as it is now. */
export interface NoticedOrder extends Pick<OrderGroup, 'id' | 'contactSealed' | 'contactClear'> {
  groupCode: string;
  orderId: string;
  orderCode: string;
  sellerId: string;
  status: string;
  reason: string | null;
  words: string | null;
  totalVnd: number;
  /** What its payment comes to: less than the total where some of it was refused or not sent. */
  amountVnd: number;
  method: string;
  /** What is paid before it is sent and has not come; null where nothing is waited for. */
  depositDueVnd: number | null;
  /** What is paid at the door, all parcels together. */
  doorVnd: number;
  paid: boolean;
  shopName: string;
  shopSlug: string;
  shopPhone: string;
  lines: { name: string; quantity: number }[];
}

export const NOTICED_ORDER = `
  SELECT g.id, g.code AS "groupCode", g.contact_sealed AS "contactSealed", g.contact_clear AS "contactClear",
    o.id AS "orderId", o.code AS "orderCode", o.seller_id AS "sellerId", o.status,
    o.cancellation_reason AS reason, o.cancellation_words AS words,
    o.total_vnd::float8 AS "totalVnd", p.amount_vnd::float8 AS "amountVnd", p.method, p.status = 'paid' AS paid,
    CASE WHEN ${DEPOSIT_DUE} THEN p.deposit_vnd END::float8 AS "depositDueVnd",
    greatest(0, p.amount_vnd - ${aheadSql})::float8 AS "doorVnd",
    s.name AS "shopName", s.slug AS "shopSlug", s.phone AS "shopPhone",
    (SELECT json_agg(json_build_object('name', concat_ws(', ', l.product_name, l.variant_name), 'quantity', l.quantity)
      ORDER BY l.created_at, l.id) FROM order_lines l WHERE l.order_id = o.id) AS lines
  FROM orders o JOIN order_groups g ON g.id = o.order_group_id JOIN payments p ON p.payable_id = o.id
  JOIN shop_sellers s ON s.id = o.seller_id WHERE o.id = $1`;

export interface NoticedEvent {
  id: string;
  orderId: string;
  axis: OrderAxis;
  subjectId: string;
  to: string;
  actorKind: OrderActor;
  carrier: string | null;
  trackingCode: string | null;
  /** What of the buyer's money goes back because of it; null where nothing does. */
  refundVnd: number | null;
  /** Of a parcel that cannot be sent: why, in whose words besides, and what of the order is in none that was. */
  unsentReason: string | null;
  unsentWords: string | null;
  unsent: { name: string; quantity: number }[] | null;
}

export const NOTICED_EVENT = `
  SELECT e.id, e.order_id AS "orderId", e.axis, e.subject_id AS "subjectId", e.to_status AS to, e.actor_kind AS "actorKind",
    f.carrier, f.tracking_code AS "trackingCode", nullif((e.details->>'refundVnd')::float8, 0) AS "refundVnd",
    f.unsent_reason AS "unsentReason", f.unsent_words AS "unsentWords",
    CASE WHEN f.status = 'unsent' THEN (SELECT json_agg(json_build_object('name', concat_ws(', ', l.product_name, l.variant_name),
        'quantity', x.quantity) ORDER BY l.created_at, l.id)
      FROM fulfillments u JOIN fulfillment_lines x ON x.fulfillment_id = u.id JOIN order_lines l ON l.id = x.order_line_id
      WHERE u.order_id = e.order_id AND u.status = 'unsent') END AS unsent
  FROM order_events e LEFT JOIN fulfillments f ON f.id = e.subject_id AND e.axis = 'fulfillment' WHERE e.id = $1`;

/** Who assists the shop of order $1 at $2: staff whose mandate covers orders, or else those of its commune. */
export const ASSISTING_STAFF = `
  WITH shop AS (SELECT s.id, pr.commune_code FROM orders o JOIN sellers s ON s.id = o.seller_id
      JOIN producers pr ON pr.id = s.producer_id WHERE o.id = $1),
  mandated AS (SELECT DISTINCT m.staff_account_id AS id FROM mandates m JOIN shop ON shop.id = m.seller_id
      WHERE m.status = 'active' AND m.expires_at > $2 AND 'orders' = ANY (m.permissions))
  SELECT id FROM mandated UNION
  SELECT d.account_id FROM officer_duties d JOIN shop ON d.communes IS NULL OR shop.commune_code = ANY (d.communes)
  WHERE d.role = 'assisting_staff' AND d.starts_at <= $2 AND d.ended_at IS NULL AND (d.ends_at IS NULL OR d.ends_at > $2)
    AND NOT EXISTS (SELECT FROM mandated)`;
