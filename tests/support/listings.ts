import type { TestDatabase } from './database.js';

/**
 * What `listings` must hold, computed from the facts alone and the long way round: for each day on which anything
 * changes, the certificate in force with the latest decision. Shares no expression with the triggers under test.
 */
const EXPECTED = `
  WITH days AS (
    SELECT product_id, issued_on AS day FROM certifications
    UNION SELECT product_id, coalesce(late_renewal_until, expires_on) + 1 FROM certifications
    UNION SELECT product_id, revoked_on FROM certifications WHERE revoked_on IS NOT NULL
  ), counted AS (
    SELECT d.product_id, d.day, lead(d.day) OVER (PARTITION BY d.product_id ORDER BY d.day) AS next_day,
      (SELECT c.id FROM certifications c
       WHERE c.product_id = d.product_id AND c.issued_on <= d.day AND coalesce(c.late_renewal_until, c.expires_on) >= d.day
         AND (c.revoked_on IS NULL OR c.revoked_on > d.day)
       ORDER BY c.decision_date DESC, c.id DESC LIMIT 1) AS certification_id
    FROM days d
  ), islands AS (
    SELECT *, count(*) FILTER (WHERE changed) OVER (PARTITION BY product_id ORDER BY day) AS island
    FROM (SELECT *, certification_id IS DISTINCT FROM lag(certification_id) OVER (PARTITION BY product_id ORDER BY day) AS changed
          FROM counted) marked
  ), spells AS (
    SELECT product_id, certification_id, min(day) AS listed_from, max(next_day) - 1 AS listed_until
    FROM islands WHERE certification_id IS NOT NULL GROUP BY product_id, certification_id, island
  )
  SELECT p.slug, c.decision_number, sp.listed_from::text, sp.listed_until::text,
    CASE WHEN p.paused_at IS NULL OR p.publication_status = 'withdrawn' THEN p.publication_status ELSE 'paused' END AS publication_status,
    CASE WHEN r.cooperative_status = 'ceased' THEN 'closed' ELSE s.status END AS seller_status, c.stars,
    (SELECT min(v.price_vnd) FROM variants v WHERE v.product_id = p.id AND v.position > 0) AS price_vnd, p.set_no, p.commune_code
  FROM spells sp
  JOIN certifications c ON c.id = sp.certification_id
  JOIN products p ON p.id = sp.product_id
  JOIN sellers s ON s.id = p.seller_id
  JOIN producers r ON r.id = s.producer_id
  WHERE p.published_at IS NOT NULL
  ORDER BY p.slug, sp.listed_from`;

const ACTUAL = `
  SELECT p.slug, c.decision_number, l.listed_from::text, l.listed_until::text, l.publication_status, l.seller_status, l.stars,
    l.price_vnd, l.set_no, l.commune_code
  FROM listings l JOIN products p ON p.id = l.product_id JOIN certifications c ON c.id = l.certification_id
  ORDER BY p.slug, l.listed_from`;

/** The read model as it should be and as it is, row by row. */
export async function listingsBothWays({
  query,
}: TestDatabase): Promise<{ expected: object[]; actual: object[] }> {
  return { expected: await query(EXPECTED), actual: await query(ACTUAL) };
}
