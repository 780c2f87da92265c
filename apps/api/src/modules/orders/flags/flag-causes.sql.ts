import type { Statement } from '../../../platform/database/reader.js';

/** Why goods in an open order are flagged. */
export const flagReasons = ['certificate_revoked', 'taken_down', 'shop_suspended'] as const;
export type FlagReason = (typeof flagReasons)[number];

/** One reason with what brought it about: a certificate, a taking-down, a suspension. */
export interface FlagCause {
  reason: FlagReason;
  id: string;
}

/** Which column of a flag names the cause. */
export const causeColumn: Readonly<Record<FlagReason, string>> = {
  certificate_revoked: 'certification_id',
  taken_down: 'takedown_id',
  shop_suspended: 'suspension_id',
};

/** SQL: the reason of flag `f`. */
export const reasonSql = `CASE WHEN f.certification_id IS NOT NULL THEN 'certificate_revoked'
  WHEN f.takedown_id IS NOT NULL THEN 'taken_down' ELSE 'shop_suspended' END`;

/** Orders that somebody still waits for. */
const OPEN = `o.status IN ('placed', 'confirmed')`;

/**
 * Lines of open orders a cause concerns while it lasts: $1 the cause, $3 the day. Of a revoked certificate those sold
 * under it, and where nothing else keeps the product certified on that day, all of the product.
 */
const concerned: Readonly<Record<FlagReason, string>> = {
  certificate_revoked: `
    SELECT l.id FROM shop_certifications c JOIN order_lines l ON l.product_id = c.product_id
    JOIN orders o ON o.id = l.order_id
    WHERE c.id = $1 AND c.revoked_on <= $3 AND ${OPEN} AND (l.certification_id = c.id OR NOT EXISTS (
      SELECT FROM certification_spells s
      WHERE s.product_id = c.product_id AND $3 BETWEEN s.listed_from AND s.listed_until))`,
  taken_down: `
    SELECT l.id FROM product_takedowns t JOIN order_lines l ON l.product_id = t.product_id
    JOIN orders o ON o.id = l.order_id WHERE t.id = $1 AND t.lifted_at IS NULL AND ${OPEN}`,
  shop_suspended: `
    SELECT l.id FROM suspensions x JOIN orders o ON o.seller_id = x.seller_id JOIN order_lines l ON l.order_id = o.id
    WHERE x.id = $1 AND x.begun_at IS NOT NULL AND x.ended_at IS NULL AND ${OPEN}`,
};

/**
 * Flags at an instant ($2) what the cause ($1) concerns; a revocation asks for the day ($3) too. The orders in which a
 * line was flagged anew.
 */
export const flagLines = (reason: FlagReason): Statement => ({
  name: `orders-flag-${reason}`,
  text: `
    WITH concerned AS (${concerned[reason].replaceAll('$1', '$1::uuid').replaceAll('$3', '$3::date')}),
    flagged AS (
      INSERT INTO order_line_flags (order_line_id, ${causeColumn[reason]}, flagged_at, created_at, updated_at)
      SELECT id, $1::uuid, $2::timestamptz, $2::timestamptz, $2::timestamptz FROM concerned
      -- A revocation that was taken back and decided again is the same cause.
      ON CONFLICT ON CONSTRAINT order_line_flags_once_key DO UPDATE
        SET lifted_at = NULL, updated_at = excluded.updated_at
        WHERE order_line_flags.lifted_at IS NOT NULL
      RETURNING order_line_id)
    SELECT DISTINCT o.id, o.order_group_id AS "orderGroupId" FROM flagged
    JOIN order_lines l ON l.id = flagged.order_line_id JOIN orders o ON o.id = l.order_id`,
});

/** When the cause ($1) of flags is over; a revocation ends only where it was entered by mistake. */
const over: Readonly<Record<FlagReason, string>> = {
  certificate_revoked: 'shop_certifications c WHERE c.id = $1::uuid AND c.revoked_on IS NULL',
  taken_down: 'product_takedowns t WHERE t.id = $1::uuid AND t.lifted_at IS NOT NULL',
  shop_suspended: 'suspensions x WHERE x.id = $1::uuid AND x.ended_at IS NOT NULL',
};

/** Where the cause ($1) is over, its flags are lifted at $2; the orders in which one was. */
export const liftFlags = (reason: FlagReason): Statement => ({
  name: `orders-lift-${reason}`,
  text: `
    WITH lifted AS (
      UPDATE order_line_flags f SET lifted_at = greatest($2::timestamptz, f.flagged_at), updated_at = $2::timestamptz
      WHERE f.${causeColumn[reason]} = $1::uuid AND f.lifted_at IS NULL
        AND EXISTS (SELECT FROM ${over[reason]})
      RETURNING f.order_line_id)
    SELECT DISTINCT l.order_id AS id FROM lifted JOIN order_lines l ON l.id = lifted.order_line_id`,
});
