import type { ReportSubject } from './report-reasons.js';
import { LIVE_REPORTS } from './report-status.js';

export const LIVE = `r.status IN ('${LIVE_REPORTS.join(`', '`)}')`;

/** What may be reported by $1, its slug: whatever was ever shown. */
export const FIND_REPORTED: Readonly<Record<ReportSubject, string>> = {
  product: `SELECT seller_id AS "sellerId", id AS "productId" FROM shop_products WHERE slug = $1`,
  seller: `SELECT id AS "sellerId", NULL::uuid AS "productId" FROM shop_sellers WHERE slug = $1`,
};

/** The open report of shop $1 and product $2 (null: of the shop) by account $3 or whoever has one of the contacts $4. */
export const FIND_OPEN_REPORT = `
  SELECT r.id, r.words_sealed AS "wordsSealed" FROM reports r
  WHERE ${LIVE} AND r.seller_id = $1 AND r.product_id IS NOT DISTINCT FROM $2::uuid AND r.words_sealed IS NOT NULL
    AND (r.reporter_id = $3::uuid OR r.contact_hash = ANY ($4::varchar[]))
  FOR NO KEY UPDATE`;

export const WRITE_REPORT = `
  INSERT INTO reports (id, seller_id, product_id, reason, words_sealed, contact_sealed, contact_hash, reporter_id, status,
    status_changed_at, received_at, take_by, resolve_by, created_at, updated_at, language)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $11, $11, $9, $10, $11, $11, $12)`;

/** SQL: account `account` works or worked in the shop of report `r`, or made the report. */
const own = (account: string): string => `(r.reporter_id = ${account}
  OR EXISTS (SELECT FROM seller_members m WHERE m.seller_id = r.seller_id AND m.account_id = ${account})
  OR EXISTS (SELECT FROM mandates w WHERE w.seller_id = r.seller_id AND w.staff_account_id = ${account}))`;

/** A report that an officer's act is about. */
export interface HeldReport {
  id: string;
  no: number;
  status: string;
  reason: string;
  sellerId: string;
  productId: string | null;
  shopSlug: string;
  communeCode: string;
  officerId: string | null;
  takedownId: string | null;
  own: boolean;
}

const OF_SHOP = `JOIN sellers s ON s.id = r.seller_id JOIN producers pr ON pr.id = s.producer_id`;
const IN_TERRITORY = (communes: string): string =>
  `(${communes}::varchar[] IS NULL OR pr.commune_code = ANY (${communes}))`;

/** Holds report $1 of communes $2 until the transaction ends, for account $3. */
export const HOLD_REPORT = `
  SELECT r.id, r.no, r.status, r.reason, r.seller_id AS "sellerId", r.product_id AS "productId", s.slug AS "shopSlug",
    pr.commune_code AS "communeCode", r.officer_id AS "officerId", r.takedown_id AS "takedownId", ${own('$3')} AS own
  FROM reports r ${OF_SHOP} WHERE r.id = $1 AND ${IN_TERRITORY('$2')} FOR NO KEY UPDATE OF r`;

/** The next last day of report `r`: until somebody takes it that of taking, then that of its end. */
const NEXT_DAY = `CASE WHEN r.status = 'open' THEN r.take_by ELSE r.resolve_by END`;
/** SQL: whether a clock of report `r` has run out on day `today`. */
const late = (today: string): string => `(${LIVE} AND (${NEXT_DAY}) < ${today}::date)`;

export interface ReportRow {
  id: string;
  no: number;
  productSlug: string | null;
  productName: string | null;
  sellerSlug: string;
  sellerName: string;
  commune: string;
  communeCode: string;
  reason: string;
  status: string;
  statusChangedAt: Date;
  receivedAt: Date;
  takeBy: string;
  resolveBy: string;
  late: boolean;
  outcome: string | null;
  officerId: string | null;
  own: boolean;
  others: number;
  key: string;
}

/** Beside the card. */
export interface ReportDetailRow extends ReportRow {
  wordsSealed: string | null;
  contactSealed: string | null;
  answerSealed: string | null;
  reporterId: string | null;
  sellerStatus: string;
  onSale: boolean;
  takedown: { id: string; takenDownAt: string; liftedAt: string | null } | null;
  suspension: { id: string; startsAt: string; endedAt: string | null } | null;
}

/** `$1` today, `$2` the officer. */
const CARD = `r.id, r.no, p.slug AS "productSlug", p.name AS "productName", s.slug AS "sellerSlug", s.name AS "sellerName",
  co.full_name AS commune, pr.commune_code AS "communeCode", r.reason, r.status, r.status_changed_at AS "statusChangedAt",
  r.received_at AS "receivedAt", r.take_by::text AS "takeBy", r.resolve_by::text AS "resolveBy", ${late('$1')} AS late,
  r.outcome, r.officer_id AS "officerId", ${own('$2')} AS own,
  (SELECT count(*)::int FROM reports o WHERE o.seller_id = r.seller_id AND o.product_id IS NOT DISTINCT FROM r.product_id
    AND o.id <> r.id AND o.received_at > r.received_at - interval '1 year') AS others`;
const FROM = `reports r ${OF_SHOP} JOIN communes co ON co.code = pr.commune_code LEFT JOIN products p ON p.id = r.product_id`;

/** Report $3 of communes $4. */
export const ONE_REPORT = `SELECT ${CARD}, '' AS key, r.words_sealed AS "wordsSealed", r.contact_sealed AS "contactSealed",
    r.answer_sealed AS "answerSealed", r.reporter_id AS "reporterId", s.status AS "sellerStatus",
    coalesce(p.publication_status = 'published' AND p.taken_down_at IS NULL, false) AS "onSale",
    (SELECT json_build_object('id', t.id, 'takenDownAt', t.taken_down_at, 'liftedAt', t.lifted_at)
      FROM product_takedowns t WHERE t.id = r.takedown_id) AS takedown,
    (SELECT json_build_object('id', x.id, 'startsAt', x.starts_at, 'endedAt', x.ended_at)
      FROM suspensions x WHERE x.id = r.suspension_id) AS suspension
  FROM ${FROM} WHERE r.id = $3 AND ${IN_TERRITORY('$4')}`;

const WHICH: Readonly<Record<string, string>> = {
  open: LIVE,
  late: late('$1'),
  mine: `${LIVE} AND r.officer_id = $2`,
  closed: `NOT ${LIVE}`,
  all: 'true',
};

/** A page: $3 and $4 the place, $5 how many, $6 communes or null. Live ones the next last day first, others the newest. */
export function reportsPage(show: string): string {
  const urgent = show === 'open' || show === 'late' || show === 'mine';
  const key = urgent
    ? `to_char(${NEXT_DAY}, 'YYYY-MM-DD')`
    : `to_char(r.status_changed_at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS')`;
  const [direction, sign] = urgent ? ['ASC', '>'] : ['DESC', '<'];
  return `SELECT * FROM (SELECT ${CARD}, ${key} AS key FROM ${FROM} WHERE ${WHICH[show] ?? 'true'} AND ${IN_TERRITORY('$6')}) AS found
    WHERE $3::text IS NULL OR (key, id) ${sign} ($3::text, $4::uuid)
    ORDER BY key ${direction}, id ${direction} LIMIT $5`;
}

/** $1 today, $2 the officer, $3 communes or null. */
export const REPORT_FIGURES = `
  SELECT count(*)::int AS open, count(*) FILTER (WHERE ${late('$1')})::int AS late,
    count(*) FILTER (WHERE r.status = 'open')::int AS waiting, count(*) FILTER (WHERE r.officer_id = $2)::int AS mine
  FROM reports r ${OF_SHOP} WHERE ${LIVE} AND ${IN_TERRITORY('$3')}`;
