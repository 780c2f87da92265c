import { replacedSql } from '../certificates/certificates.sql.js';

/**
 * SQL: another certificate of the same product counts on that day in place of `c`, or goes on after it. The rule of
 * kernel/certificate-history, said of one certificate.
 */
export const coveredSql = (day: string): string => `EXISTS (SELECT FROM certifications o
  WHERE o.product_id = c.product_id AND o.id <> c.id AND o.issued_on <= ${day} AND (o.revoked_on IS NULL OR o.revoked_on > ${day})
    AND (o.valid_until > c.valid_until
      OR (o.decision_date, o.id) > (c.decision_date, c.id) AND (o.valid_until >= ${day} OR o.valid_until = c.valid_until)))`;

/** SQL: certificate `c` is the one of its product that producer and officers think of on that day. */
export const stillToTell = (day: string): string => `c.issued_on <= ${day}
  AND (c.revoked_on IS NULL OR c.revoked_on > ${day}) AND NOT ${replacedSql(day)} AND NOT ${coveredSql(day)}`;

/** SQL: the shop of product `p`, where it still has somebody to tell. */
const SHOP_TO_TELL = `LEFT JOIN products p ON p.id = c.product_id
  LEFT JOIN LATERAL (SELECT s.id FROM sellers s JOIN producers pr ON pr.id = s.producer_id
    WHERE s.id = p.seller_id AND s.status IN ('approved', 'suspended')
      AND pr.cooperative_status IS DISTINCT FROM 'ceased') shop ON true`;

/**
 * Writes what is to be told on day $1 at $2 and was not yet: for each certificate the one step that is true today. $3–$5
 * are the steps with the days before the last one at which they begin and whether they are about filing, $6 for how many
 * days a lapse is told. One statement, however many certificates: a run that dies leaves nothing, and of two at once the
 * second finds the rows of the first.
 *
 * A shop that got its message of the day hears of the rest tomorrow, of what is true then.
 */
export const RAISE_NOTICES = `
  WITH starts AS (SELECT * FROM unnest($3::text[], $4::int[], $5::boolean[]) AS s(step, days_before, of_window)),
  due AS (
    SELECT c.id, c.valid_until AS ends_on, s.step, shop.id AS seller_id
    FROM certifications c ${SHOP_TO_TELL}
    CROSS JOIN LATERAL (SELECT step FROM starts
      WHERE days_before >= c.valid_until - $1::date AND NOT (of_window AND c.valid_until > c.expires_on)
      ORDER BY days_before LIMIT 1) s
    WHERE c.valid_until BETWEEN $1::date - $6::int AND $1::date + (SELECT max(days_before) FROM starts)
      AND ${stillToTell('$1::date')}),
  to_shops AS (
    SELECT due.* FROM due WHERE seller_id IS NOT NULL AND NOT EXISTS (SELECT FROM certificate_notices n
      WHERE n.certification_id = due.id AND n.step = due.step AND n.ends_on = due.ends_on AND n.recipient = 'seller')),
  messages AS (
    INSERT INTO certificate_messages (seller_id, day, status_changed_at, try_after, created_at, updated_at)
    SELECT DISTINCT seller_id, $1::date, $2::timestamptz, $2::timestamptz, $2::timestamptz, $2::timestamptz FROM to_shops
    ON CONFLICT DO NOTHING RETURNING id, seller_id),
  for_shops AS (
    INSERT INTO certificate_notices (certification_id, recipient, step, ends_on, noticed_on, seller_id, message_id,
      created_at, updated_at)
    SELECT d.id, 'seller', d.step, d.ends_on, $1::date, d.seller_id, m.id, $2::timestamptz, $2::timestamptz
    FROM to_shops d JOIN messages m USING (seller_id) ON CONFLICT DO NOTHING RETURNING 1),
  for_officers AS (
    INSERT INTO certificate_notices (certification_id, recipient, step, ends_on, noticed_on, created_at, updated_at)
    SELECT id, 'officer', step, ends_on, $1::date, $2::timestamptz, $2::timestamptz FROM due
    ON CONFLICT DO NOTHING RETURNING 1)
  SELECT (SELECT count(*) FROM for_shops)::int AS shops, (SELECT count(*) FROM for_officers)::int AS officers`;

/** Duties whose holders take in, check and enter renewals. */
const DIGEST_ROLES = `('commune_checker', 'certification_officer')`;

/** A digest reaches back no further: whoever is appointed today is not sent the last years. */
const DIGEST_LOOKS_BACK_DAYS = 7;

/**
 * SQL: the notices `n` about certificates `c` of which a digest speaks, as FROM and WHERE: those that came between the
 * officer's last digest and `at`, in the communes of one of their duties `duty`.
 */
export const noticesOfDigest = (account: string, at: string): string => `
  FROM certificate_notices n JOIN certifications c ON c.id = n.certification_id
  WHERE n.recipient = 'officer' AND n.noticed_on >= (${at} AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - ${DIGEST_LOOKS_BACK_DAYS}
    AND n.created_at <= ${at} AND n.created_at > coalesce((SELECT max(earlier.created_at) FROM certificate_messages earlier
      WHERE earlier.account_id = ${account} AND earlier.created_at < ${at}), '-infinity')
    AND (duty.communes IS NULL OR c.commune_code = ANY (duty.communes))`;

/** SQL: the duties \`duty\` of an account for which a digest is sent. */
export const dutiesOfDigest = (account: string, at: string): string =>
  `(SELECT * FROM duties_in_force(${account}, ${at}) WHERE role IN ${DIGEST_ROLES}) duty`;

/** On day $1 at $2: one digest for every officer in whose communes something was noticed since their last one. */
export const RAISE_DIGESTS = `
  INSERT INTO certificate_messages (account_id, day, status_changed_at, try_after, created_at, updated_at)
  SELECT a.account_id, $1::date, $2::timestamptz, $2::timestamptz, $2::timestamptz, $2::timestamptz
  FROM (SELECT DISTINCT d.account_id FROM officer_duties d JOIN accounts o ON o.id = d.account_id
    WHERE d.ended_at IS NULL AND d.role IN ${DIGEST_ROLES} AND o.status = 'active') a
  WHERE EXISTS (SELECT FROM ${dutiesOfDigest('a.account_id', '$2::timestamptz')}
    WHERE EXISTS (SELECT ${noticesOfDigest('a.account_id', '$2::timestamptz')}))
  ON CONFLICT DO NOTHING RETURNING 1`;
