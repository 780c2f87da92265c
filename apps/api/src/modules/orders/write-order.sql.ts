import type { Statement } from '../../platform/database/reader.js';
import { STANDING } from './cod/check-cod.js';
import { FREEZE_CONTRACTS } from './contracts/freeze-contract.sql.js';

/**
 * Everything an order is, in one statement: the group, an order per seller, the frozen lines, the payments, the
 * orders' first events, their contracts, the words that are waited for, the buyer's token, the key of the contact, the cart's end and the stored answer. Foreign keys are checked at the statement's end, so the order
 * of the parts does not matter; a second placement of the same cart fails on order_groups_cart_key, a second use of
 * the key on idempotency_keys_pkey.
 */
export const writeOrder: Statement = {
  name: 'orders-write-order',
  text: `
    WITH new_group AS (
      INSERT INTO order_groups SELECT * FROM jsonb_populate_record(NULL::order_groups, $1::jsonb) RETURNING id, cart_id
    ), new_orders AS (
      INSERT INTO orders SELECT * FROM jsonb_populate_recordset(NULL::orders, $2::jsonb)
    ), new_lines AS (
      INSERT INTO order_lines SELECT * FROM jsonb_populate_recordset(NULL::order_lines, $3::jsonb)
    ), new_events AS (
      INSERT INTO order_events SELECT * FROM jsonb_populate_recordset(NULL::order_events, $12::jsonb)
    ), new_go_aheads AS (
      INSERT INTO go_aheads SELECT * FROM jsonb_populate_recordset(NULL::go_aheads, $15::jsonb)
    ), new_payments AS (
      INSERT INTO payments SELECT * FROM jsonb_populate_recordset(NULL::payments, $4::jsonb)
    ), ${FREEZE_CONTRACTS}, new_token AS (
      INSERT INTO order_access_tokens (token_hash, order_group_id, expires_at, created_at)
      SELECT $5, id, $6::timestamptz, $7::timestamptz FROM new_group
    ), new_data_key AS (
      INSERT INTO data_keys (subject_id, kind, sealed) SELECT id, 'order_group', $11 FROM new_group
    ), new_key AS (
      INSERT INTO idempotency_keys (key, request_digest, subject_id, response, created_at)
      SELECT $8, $9, id, $10::json, $7::timestamptz FROM new_group
    )
    UPDATE carts SET status = 'placed', updated_at = $7::timestamptz FROM new_group WHERE carts.id = new_group.cart_id`,
};

/** Won by one request at a time; gone with its connection, so a killed process never leaves a key locked. */
export const tryLockKey: Statement = {
  name: 'orders-try-lock-key',
  text: `SELECT pg_try_advisory_xact_lock(hashtextextended($1, 1)) AS got`,
};

/** What was answered under the key ($1), if anything; and along the way how the phone ($2 its digests) stands at $3. */
export const findKey: Statement = {
  name: 'orders-find-key',
  text: `SELECT request_digest AS digest, subject_id AS "subjectId", response, ${STANDING}
    FROM cod_standing($2::varchar[], $3::timestamptz) LEFT JOIN idempotency_keys ON key = $1`,
};

/** What was placed under key $1 out of cart $2, as it was answered. */
export const placedUnderKey: Statement = {
  name: 'orders-placed-under-key',
  text: `SELECT k.subject_id AS "groupId", k.response FROM idempotency_keys k JOIN order_groups g ON g.id = k.subject_id
    WHERE k.key = $1 AND g.cart_id = $2`,
};

/** What a placed cart became. */
export const groupCodeOfCart: Statement = {
  name: 'orders-group-code-of-cart',
  text: `SELECT code FROM order_groups WHERE cart_id = $1`,
};
