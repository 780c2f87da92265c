import { DEPOSIT_DUE, missingSql } from '../../deposits/deposit.sql.js';

/** Which of the events $2 of account $1 a statement told of before. */
export const KNOWN_EVENTS = `SELECT external_id AS "externalId" FROM payment_receipts
  WHERE source = 'statement' AND account = $1 AND external_id = ANY ($2::varchar[])`;

/** Open orders of the bound shop that miss exactly one of the amounts $1, the latest first. */
export const ORDERS_MISSING = `
  SELECT o.code, (${missingSql})::float8 AS "missingVnd"
  FROM orders o JOIN payments p ON p.payable_id = o.id
  WHERE o.status IN ('placed', 'confirmed') AND p.status = 'pending' AND (p.method = 'bank_transfer' OR ${DEPOSIT_DUE})
    AND ${missingSql} = ANY ($1::bigint[])
  ORDER BY o.created_at DESC LIMIT 2000`;
