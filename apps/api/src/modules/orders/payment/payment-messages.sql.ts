import { DEPOSIT_DUE } from '../deposits/deposit.sql.js';
import type { OrderGroup } from '../order-group.entity.js';
import type { SettleOutcome } from './settle-payment.js';

/** The purchase, the order and its shop, as every message names them. */
interface OrderFacts extends Pick<OrderGroup, 'id' | 'contactSealed' | 'contactClear'> {
  groupCode: string;
  orderCode: string;
  shopName: string;
  shopPhone: string;
}

export interface ReceiptFacts extends OrderFacts {
  outcome: SettleOutcome | 'withdrawn';
  amountVnd: number;
  /** What there is to transfer (the order's price, or its deposit while that is waited for), and what came in by now. */
  owedVnd: number;
  netVnd: number;
  /** With a deposit that is there: what is left for the door; otherwise null. */
  doorVnd: number | null;
  expiresAt: Date | null;
  /** What goes back because of this money; 0 and null where nothing does. */
  refundVnd: number;
  dueOn: string | null;
}

export interface RefundFacts extends OrderFacts {
  amountVnd: number;
  dueOn: string;
  reference: string | null;
}

const ORDER = `g.id, g.code AS "groupCode", g.contact_sealed AS "contactSealed", g.contact_clear AS "contactClear",
  o.code AS "orderCode", s.name AS "shopName", s.phone AS "shopPhone"`;
const FROM = `FROM payments p JOIN orders o ON o.id = p.payable_id JOIN order_groups g ON g.id = o.order_group_id
  JOIN shop_sellers s ON s.id = o.seller_id`;

/** Of receipt $1; who bought is opened afterwards. */
export const receiptFacts = `
  SELECT ${ORDER}, r.outcome, r.amount_vnd::float8 AS "amountVnd", (CASE WHEN ${DEPOSIT_DUE} THEN p.deposit_vnd ELSE p.amount_vnd END)::float8 AS "owedVnd",
    (CASE WHEN p.deposit_paid_at IS NOT NULL AND p.status = 'pending'
      THEN p.amount_vnd - p.received_vnd + p.refunds_vnd END)::float8 AS "doorVnd",
    (p.received_vnd - p.refunds_vnd)::float8 AS "netVnd", p.expires_at AS "expiresAt",
    coalesce(f.amount_vnd, 0)::float8 AS "refundVnd", f.due_on::text AS "dueOn"
  ${FROM} JOIN payment_receipts r ON r.payment_id = p.id
  LEFT JOIN refunds f ON f.payment_id = p.id AND f.idempotency_key = r.id::text
  WHERE r.id = $1`;

/** Of refund $1. */
export const refundFacts = `
  SELECT ${ORDER}, r.amount_vnd::float8 AS "amountVnd", r.due_on::text AS "dueOn", r.external_id AS reference
  ${FROM} JOIN refunds r ON r.payment_id = p.id WHERE r.id = $1`;
