import type { Statement } from '../../../../platform/database/reader.js';
import { openingHoursSql } from '../../../places/index.js';

/** Guesses of the same parcel: after each five an hour's pause, after twenty only the shop's own word gives it out. */
const TRIES_A_LOCK = 5;
const TRIES = 20;

/** What a code is of: the purchase, where it is picked up; no row where parcel $1 is brought to its buyer. */
export const pickupOfParcel: Statement = {
  name: 'orders-pickup-of-parcel',
  text: `
    SELECT g.id AS "groupId" FROM fulfillments f JOIN orders o ON o.id = f.order_id JOIN order_groups g ON g.id = o.order_group_id
    WHERE f.id = $1 AND g.delivery_method = 'pickup'`,
};

/** $1 parcel, $2 purchase, $3 digest, $4 sealed, $5 the instant. */
export const writePickupCode: Statement = {
  name: 'orders-write-pickup-code',
  text: `INSERT INTO pickup_codes (fulfillment_id, order_group_id, code_hash, code_sealed, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $5)`,
};

/** Whether parcel $1 waits with a code. */
export const findPickupCode: Statement = {
  name: 'orders-find-pickup-code',
  text: `SELECT id FROM pickup_codes WHERE fulfillment_id = $1`,
};

/**
 * One statement takes a try away and judges, so that many guesses at the same moment are compared five times at most.
 * $1 parcel, $2 digests of what was typed, $3 the instant; no row where it is locked.
 */
export const tryPickupCode: Statement = {
  name: 'orders-try-pickup-code',
  text: `
    UPDATE pickup_codes SET tries = tries + 1, updated_at = $3,
      used_at = CASE WHEN code_hash = ANY ($2::varchar[]) THEN $3::timestamptz END,
      locked_until = CASE WHEN NOT code_hash = ANY ($2::varchar[]) AND (tries + 1) % ${TRIES_A_LOCK} = 0
        THEN $3::timestamptz + interval '1 hour' ELSE locked_until END
    WHERE fulfillment_id = $1 AND used_at IS NULL AND tries < ${TRIES} AND (locked_until IS NULL OR locked_until <= $3)
    RETURNING used_at IS NOT NULL AS right`,
};

/** $1 parcel, $2 why, $3 the instant. */
export const giveWithoutCode: Statement = {
  name: 'orders-give-without-code',
  text: `UPDATE pickup_codes SET without_code = $2, used_at = $3, updated_at = $3 WHERE fulfillment_id = $1`,
};

/** Codes of parcels that still wait, of orders $1. */
export const waitingCodes: Statement = {
  name: 'orders-waiting-pickup-codes',
  text: `
    SELECT f.id AS "parcelId", k.order_group_id AS "groupId", k.code_sealed AS "codeSealed", f.handed_over_at AS since
    FROM pickup_codes k JOIN fulfillments f ON f.id = k.fulfillment_id
    WHERE f.order_id = ANY ($1::uuid[]) AND f.status = 'handed_over'`,
};

/** Marks what has waited since $1 or longer and was not reminded of, at $2; which parcels that were. */
export const remindOfParcels: Statement = {
  name: 'orders-remind-of-parcels',
  text: `
    UPDATE pickup_codes k SET reminded_at = $2, updated_at = $2 FROM fulfillments f
    WHERE f.id = k.fulfillment_id AND f.status = 'handed_over' AND f.handed_over_at <= $1 AND k.reminded_at IS NULL
    RETURNING k.fulfillment_id AS "parcelId"`,
};

/** What is told of parcel $1 on day $2: its order, where it waits and since when; no row where it is at no point. */
export const pickupNoticeFacts: Statement = {
  name: 'orders-pickup-notice',
  text: `
    SELECT f.id AS "parcelId", f.order_id AS "orderId", f.status, f.handed_over_at AS since, k.without_code AS "withoutCode",
      t.name AS point, ${openingHoursSql('t.id', '$2::date')} AS hours
    FROM pickup_codes k JOIN fulfillments f ON f.id = k.fulfillment_id JOIN order_groups g ON g.id = k.order_group_id
    JOIN tourism_points t ON t.id = g.tourism_point_id WHERE f.id = $1`,
};
