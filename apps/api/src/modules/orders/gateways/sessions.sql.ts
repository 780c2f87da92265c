import type { GatewayName } from '../../payments/index.js';
import type { Statement } from '../../../platform/database/reader.js';

/** `creating`: the gateway was or will be asked for the page, and nobody knows yet with what end. */
export type PaymentSessionStatus = 'creating' | 'open' | 'paid' | 'expired' | 'failed';

/** A page on which one order is paid, with what calls to its gateway need. */
export interface SessionFacts {
  id: string;
  paymentId: string;
  orderCode: string;
  groupCode: string;
  sellerId: string;
  gateway: GatewayName;
  externalAccount: string;
  secretSealed: string | null;
  attempt: number;
  status: PaymentSessionStatus;
  amountVnd: number;
  applicationFeeVnd: number;
  externalId: string | null;
  externalPaymentId: string | null;
  checkoutUrl: string | null;
  createdAt: Date;
  expiresAt: Date;
}

export const SESSION_FACTS = `s.id, s.payment_id AS "paymentId", o.code AS "orderCode", g.code AS "groupCode",
  o.seller_id AS "sellerId", a.gateway, a.external_account AS "externalAccount", a.secret_sealed AS "secretSealed",
  s.attempt, s.status, s.amount_vnd::float8 AS "amountVnd", s.application_fee_vnd::float8 AS "applicationFeeVnd",
  s.external_id AS "externalId", s.external_payment_id AS "externalPaymentId", s.checkout_url AS "checkoutUrl",
  s.created_at AS "createdAt", s.expires_at AS "expiresAt"`;

export const SESSION_TABLES = `payment_sessions s JOIN gateway_accounts a ON a.id = s.gateway_account_id
  JOIN payments p ON p.id = s.payment_id JOIN orders o ON o.id = p.payable_id
  JOIN order_groups g ON g.id = o.order_group_id`;

/** $1 a session's id. */
export const findSession: Statement = {
  name: 'orders-find-session',
  text: `SELECT ${SESSION_FACTS} FROM ${SESSION_TABLES} WHERE s.id = $1`,
};

/** The latest page of payment $1. */
export const latestSession: Statement = {
  name: 'orders-latest-session',
  text: `SELECT ${SESSION_FACTS} FROM ${SESSION_TABLES} WHERE s.payment_id = $1 ORDER BY s.attempt DESC LIMIT 1`,
};

/** Payment $1 where it may still be paid online at $2, with the account its seller has for it today. */
export const payableOnline: Statement = {
  name: 'orders-payable-online',
  text: `SELECT p.id AS "paymentId", p.amount_vnd::float8 AS "amountVnd", p.expires_at AS "expiresAt",
      a.id AS "accountId", a.gateway
    FROM payments p JOIN orders o ON o.id = p.payable_id
    LEFT JOIN gateway_accounts a ON a.seller_id = o.seller_id AND a.status = 'active'
      AND a.gateway = CASE p.method WHEN 'card' THEN 'stripe' WHEN 'wallet' THEN 'vnpay' END
    WHERE p.id = $1 AND p.method IN ('card', 'wallet') AND p.status = 'pending' AND p.expires_at > $2
      AND o.status = 'placed'`,
};

/** Whoever is second finds the attempt taken: no row comes back, and the first one's page is the page. */
export const writeSession: Statement = {
  name: 'orders-write-session',
  text: `INSERT INTO payment_sessions (id, payment_id, gateway_account_id, attempt, status, status_changed_at, amount_vnd,
      application_fee_vnd, expires_at, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $6, $6)
    ON CONFLICT DO NOTHING RETURNING id`,
};

/** The hold outlasts the page by what $3 says; never shortened. */
export const outlastSession: Statement = {
  name: 'orders-outlast-session',
  text: `UPDATE payments SET expires_at = $3, updated_at = $2
    WHERE id = $1 AND status = 'pending' AND expires_at < $3`,
};

/** $1 session, $2 the gateway's name of it, $3 its address, $4 the instant. */
export const recordOpened: Statement = {
  name: 'orders-record-opened-session',
  text: `UPDATE payment_sessions SET status = 'open', status_changed_at = $4, updated_at = $4, external_id = $2,
      checkout_url = $3
    WHERE id = $1 AND status = 'creating'`,
};

/** $1 session, $2 to expired or failed, $3 the instant; what was paid stays paid. */
export const endSession: Statement = {
  name: 'orders-end-session',
  text: `UPDATE payment_sessions SET status = $2, status_changed_at = $3, updated_at = $3
    WHERE id = $1 AND status IN ('creating', 'open') RETURNING id`,
};

/** Money that came in is written down wherever the page had got to. */
export const recordPaid: Statement = {
  name: 'orders-record-paid-session',
  text: `UPDATE payment_sessions SET status = 'paid', status_changed_at = $4, updated_at = $4, external_payment_id = $2,
      external_id = coalesce(external_id, $3)
    WHERE id = $1 AND status <> 'paid'`,
};

/** $1 id, $2 gateway, $3 event, $4 kind, $5 session or null, $6 the instant. Of one that was told before: no row. */
export const writeNotice: Statement = {
  name: 'orders-write-gateway-notice',
  text: `INSERT INTO gateway_notices (id, gateway, event_id, kind, session_id, outcome, received_at, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, 'noted', $6, $6, $6)
    ON CONFLICT ON CONSTRAINT gateway_notices_event_key DO NOTHING RETURNING id`,
};

export const concludeNotice: Statement = {
  name: 'orders-conclude-gateway-notice',
  text: `UPDATE gateway_notices SET outcome = $2 WHERE id = $1`,
};
