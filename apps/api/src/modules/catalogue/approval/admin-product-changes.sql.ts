import { cursorSql } from '../../../platform/http/cursor.js';

/** The list's name in its cursors. */
export const LIST = 'admin-product-changes';

/** What waits by its last day; what was decided with the latest on top, so by how long before the end of time it was. */
const KEY = `CASE WHEN c.status IN ('submitted', 'checked')
  THEN coalesce(to_char(c.due_on, 'YYYY-MM-DD'), '9999') || to_char(c.status_changed_at AT TIME ZONE 'UTC',
    'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  ELSE lpad((9999999999999999 - (extract(epoch FROM c.status_changed_at) * 1000000)::bigint)::text, 16, '0') END`;

/**
 * Changes as the officers' queues list them, as one JSON text. $1 communes of the officer (null: all), $2 status (null:
 * both queues), $3 today, $4 limit, $5 and $6 the place (key and id), $7 words, $8 a commune (null: no such filter).
 */
export const changesStatement = `
  WITH page AS MATERIALIZED (
    SELECT c.id, ${KEY} AS key, c.status, c.content ->> 'name' AS name, c.content -> 'images' -> 0 ->> 'id' AS picture_id,
      c.version, c.submitted_at, c.due_on, p.slug, p.published_at IS NULL AS is_new, p.commune_code, co.full_name,
      s.slug AS seller_slug, s.name AS seller_name, ps.no AS set_no, ps.name AS set_name
    FROM product_changes c JOIN products p ON p.id = c.product_id JOIN sellers s ON s.id = c.seller_id
    JOIN communes co ON co.code = p.commune_code
    LEFT JOIN product_sets ps ON ps.no = (c.content ->> 'setNo')::int
    WHERE ($1::varchar[] IS NULL OR p.commune_code = ANY ($1)) AND c.submitted_at IS NOT NULL
      AND CASE WHEN $2::text IS NULL THEN c.status IN ('submitted', 'checked') ELSE c.status = $2 END
      AND ($7::text IS NULL OR fold_vi($7) <> '' AND (
        fold_vi(c.content ->> 'name') LIKE '%' || fold_vi($7) || '%' OR fold_vi(s.name) LIKE '%' || fold_vi($7) || '%'))
      AND ($8::varchar IS NULL OR p.commune_code = $8)
      AND ($5::text IS NULL OR (${KEY}, c.id::text) > ($5, $6))
    ORDER BY key, c.id LIMIT $4::int + 1),
  shown AS (SELECT * FROM page ORDER BY key, id LIMIT $4::int)
  SELECT json_build_object(
    'items', coalesce((SELECT json_agg(json_build_object('id', id, 'status', status, 'version', version, 'name', name,
        'isNew', is_new, 'slug', CASE WHEN NOT is_new THEN slug END, 'pictureId', picture_id,
        'set', CASE WHEN set_no IS NOT NULL THEN json_build_object('no', set_no, 'name', set_name) END,
        'seller', json_build_object('slug', seller_slug, 'name', seller_name),
        'commune', json_build_object('code', commune_code, 'name', full_name),
        'submittedAt', submitted_at, 'dueOn', due_on, 'late', coalesce(due_on < $3::date, false)) ORDER BY key, id)
      FROM shown), '[]'),
    'nextCursor', CASE WHEN (SELECT count(*) FROM page) > $4::int THEN (SELECT ${cursorSql(LIST, 'key', 'id::text')}
      FROM shown ORDER BY key DESC, id DESC LIMIT 1) END)::text AS body`;

/** What stands beside a change on its page. $1 the change, $2 today. */
export const caseStatement = `
  SELECT p.slug, p.published_at AS "publishedAt", p.publication_status AS "publicationStatus",
    json_build_object('slug', s.slug, 'name', s.name, 'status', s.status) AS seller,
    json_build_object('code', co.code, 'name', co.full_name) AS commune,
    (SELECT coalesce(json_agg(json_build_object('id', k.id, 'productName', k.product_name, 'holderName', k.holder_name,
        'setNo', k.set_no, 'productCode', k.product_code, 'stars', k.stars, 'decisionNumber', k.decision_number,
        'decisionDate', k.decision_date, 'validUntil', k.valid_until, 'revokedOn', k.revoked_on,
        'inForce', k.issued_on <= $2::date AND k.valid_until >= $2::date AND (k.revoked_on IS NULL OR k.revoked_on > $2::date))
        ORDER BY k.decision_date DESC, k.id DESC), '[]')
      FROM certifications k WHERE k.product_id = p.id) AS certificates,
    (SELECT coalesce(json_agg(json_build_object('id', w.actor_id, 'onBehalf', w.on_behalf) ORDER BY w.first, w.actor_id), '[]')
      FROM (SELECT r.actor_id, bool_or(r.mandate_id IS NOT NULL) AS on_behalf, min(r.occurred_at) AS first
        FROM audit_records r WHERE r.subject_type = 'product' AND r.subject_id = p.id AND r.seller_id = s.id
          AND r.occurred_at >= c.created_at AND (c.decided_at IS NULL OR r.occurred_at <= c.decided_at)
          AND r.actor_id IS NOT NULL GROUP BY r.actor_id) w) AS writers
  FROM product_changes c JOIN products p ON p.id = c.product_id JOIN sellers s ON s.id = c.seller_id
  JOIN communes co ON co.code = p.commune_code WHERE c.id = $1`;
