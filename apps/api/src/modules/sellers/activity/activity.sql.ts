/**
 * What was done in the bound shop and to it, newest first, before record `$2`: in its name (`seller_id`), and by officers
 * about it. Each half goes down an index of its own.
 */
export const ACTIVITY = `
  WITH records AS (
    (SELECT id, occurred_at, actor_kind, actor_id, action, before, after, mandate_id FROM audit_records
      WHERE seller_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3)
    UNION ALL
    (SELECT id, occurred_at, actor_kind, actor_id, action, before, after, mandate_id FROM audit_records
      WHERE subject_type = 'seller' AND subject_id = $1 AND seller_id IS DISTINCT FROM $1 AND id < $2
      ORDER BY id DESC LIMIT $3)
    ORDER BY id DESC LIMIT $3)
  SELECT r.id, r.occurred_at AS at, r.actor_kind AS "actorKind", r.actor_id AS "actorId", r.action, r.before, r.after,
    r.mandate_id IS NOT NULL AS "onBehalf", c.created_at AS "confirmedAt"
  FROM records r LEFT JOIN activity_confirmations c ON c.record_id = r.id
  ORDER BY r.id DESC`;

/**
 * Marks what staff did for the bound shop, up to record `$2`, as seen. Each act by itself, so that one written later
 * stays open whatever its number.
 */
export const CONFIRM = `
  INSERT INTO activity_confirmations (record_id, seller_id, confirmed_by, created_at, updated_at)
  SELECT id, seller_id, $3, $4, $4 FROM audit_records
  WHERE seller_id = $1 AND mandate_id IS NOT NULL AND id <= $2
  ON CONFLICT (record_id) DO NOTHING
  RETURNING record_id AS id`;

/** What waits for an owner of the bound shop at `$2`: acts of staff to look at, and requests for a mandate to answer. */
export const WAITING_FOR_OWNER = `
  SELECT (SELECT count(*) FROM audit_records r WHERE r.seller_id = $1 AND r.mandate_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM activity_confirmations c WHERE c.record_id = r.id))::integer AS "toConfirm",
    (SELECT count(*) FROM mandates WHERE seller_id = $1 AND status = 'requested' AND expires_at > $2)::integer AS asking`;
