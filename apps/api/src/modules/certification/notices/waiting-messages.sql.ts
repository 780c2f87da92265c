import { dutiesOfDigest, noticesOfDigest, stillToTell } from './due-notices.sql.js';

/** A message before it goes out. */
export interface WaitingMessage {
  id: string;
  sellerId: string | null;
  accountId: string | null;
  createdAt: Date;
  attempts: number;
  phoneSent: boolean;
  emailSent: boolean;
}

/**
 * Takes the oldest message that waits at $1, for $2 seconds: whoever takes it and dies leaves it to be tried again then.
 * Another worker takes another one.
 */
export const TAKE_MESSAGE = `
  UPDATE certificate_messages SET attempts = attempts + 1, updated_at = $1::timestamptz,
    try_after = $1::timestamptz + $2::int * interval '1 second' * power(2, least(attempts, 6))
  WHERE id = (SELECT id FROM certificate_messages WHERE status = 'waiting' AND try_after <= $1::timestamptz
    ORDER BY try_after, id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING id, seller_id AS "sellerId", account_id AS "accountId", created_at AS "createdAt", attempts,
    phone_sent_at IS NOT NULL AS "phoneSent", email_sent_at IS NOT NULL AS "emailSent"`;

const CERTIFICATE = `c.product_name AS "productName", c.holder_name AS "holderName", co.full_name AS "communeName",
  c.expires_on::text AS "expiresOn", c.valid_until::text AS "validUntil"`;

/** Of what message $1 to a shop speaks on day $2: whatever was renewed or revoked meanwhile is left out. */
export const CERTIFICATES_OF_SHOP_MESSAGE = `
  SELECT ${CERTIFICATE} FROM certificate_notices n JOIN certifications c ON c.id = n.certification_id
    JOIN communes co ON co.code = c.commune_code
  WHERE n.message_id = $1 AND ${stillToTell('$2::date')}`;

/** Of what the digest of account $1, begun at $3, speaks on day $2. */
export const CERTIFICATES_OF_DIGEST = `
  SELECT DISTINCT ON (c.id) ${CERTIFICATE} FROM certifications c JOIN communes co ON co.code = c.commune_code
  WHERE ${stillToTell('$2::date')} AND c.id IN (SELECT t.id FROM ${dutiesOfDigest('$1::uuid', '$3::timestamptz')}
    CROSS JOIN LATERAL (SELECT c.id ${noticesOfDigest('$1::uuid', '$3::timestamptz')}) t)`;

/** Where shop $1 is reached: its telephone, and the accounts of its owners. */
export const ADDRESS_OF_SHOP = `
  SELECT slug, name, phone, array(SELECT account_id FROM seller_members m
    WHERE m.seller_id = s.id AND m.role = 'owner' AND m.ended_at IS NULL ORDER BY m.id) AS owners
  FROM sellers s WHERE s.id = $1`;
