import { onShopsSide } from './dispute-doors.js';
import { LIVE_DISPUTES } from './dispute-status.js';

const LIVE = `d.status IN ('${LIVE_DISPUTES.join(`', '`)}')`;

/** The next last day of dispute `d`: of the first reply while nobody replied, otherwise of its end. */
const NEXT_DAY = `CASE WHEN d.first_replied_at IS NULL THEN d.first_reply_by ELSE d.resolve_by END`;

/** SQL: whether a clock of dispute `d` has run out on day `today`. */
const late = (today: string): string => `(${LIVE} AND (${NEXT_DAY}) < ${today}::date)`;

export interface DisputeRow {
  id: string;
  orderId: string;
  orderCode: string;
  kind: string;
  status: string;
  statusChangedAt: Date;
  openedAt: Date;
  firstReplyBy: string;
  firstRepliedAt: Date | null;
  resolveBy: string;
  late: boolean;
  outcome: string | null;
  outcomeVnd: number | null;
  proposalId: string | null;
  paymentMethod: string;
  refundableVnd: number;
  key: string;
  officerId: string | null;
  /** For officers. */
  own?: boolean;
  slug?: string;
  name?: string;
  commune?: string;
}

/** $1 today. */
const COLUMNS = `d.id, o.id AS "orderId", o.code AS "orderCode", d.kind, d.status, d.status_changed_at AS "statusChangedAt",
  d.opened_at AS "openedAt", d.first_reply_by::text AS "firstReplyBy", d.first_replied_at AS "firstRepliedAt",
  d.resolve_by::text AS "resolveBy", ${late('$1')} AS late, d.outcome, d.outcome_vnd::float8 AS "outcomeVnd",
  d.proposal_id AS "proposalId", d.officer_id AS "officerId", p.method AS "paymentMethod",
  (CASE WHEN p.status = 'pending' AND p.deposit_vnd IS NOT NULL THEN 0 ELSE p.received_vnd - p.refunds_vnd END)::float8
    AS "refundableVnd"`;
const FROM = `disputes d JOIN orders o ON o.id = d.order_id JOIN payments p ON p.payable_id = o.id`;
const OF_OFFICERS = `${FROM} JOIN sellers s ON s.id = d.seller_id JOIN producers pr ON pr.id = s.producer_id
  JOIN communes c ON c.code = pr.commune_code`;

/** Those of one order: $1 today, $2 its code. */
export const DISPUTES_OF_ORDER = `SELECT ${COLUMNS}, '' AS key FROM ${FROM} WHERE o.code = $2 ORDER BY d.id DESC`;

/** One of a shop's own, by its policies: $1 today, $2 id. */
export const SHOPS_DISPUTE = `SELECT ${COLUMNS}, '' AS key FROM ${FROM} WHERE d.id = $2`;

/** $1 today, $2 id, $3 communes or null, $4 the officer. */
export const OFFICERS_DISPUTE = `SELECT ${COLUMNS}, '' AS key, ${onShopsSide('$4')} AS own, s.slug, s.name,
  c.full_name AS commune FROM ${OF_OFFICERS} WHERE d.id = $2 AND ($3::varchar[] IS NULL OR pr.commune_code = ANY ($3))`;

/** The sort key of a list: of live disputes the next last day, the nearest first; of others when they ended. */
const keyOf = (live: boolean): string =>
  live
    ? `to_char(${NEXT_DAY}, 'YYYY-MM-DD')`
    : `to_char(d.status_changed_at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS')`;

const WHICH: Readonly<Record<string, string>> = {
  open: LIVE,
  late: late('$1'),
  mine: `${LIVE} AND d.officer_id = $8`,
  closed: `NOT ${LIVE}`,
  all: 'true',
};

const isUrgentFirst = (show: string): boolean => show === 'open' || show === 'late' || show === 'mine';

function page(show: string, select: string, from: string, where: string): string {
  const urgent = isUrgentFirst(show);
  const [direction, sign] = urgent ? ['ASC', '>'] : ['DESC', '<'];
  return `SELECT * FROM (SELECT ${select}, ${keyOf(urgent)} AS key FROM ${from} WHERE ${WHICH[show] ?? 'true'} AND ${where}) AS found
    WHERE $2::text IS NULL OR (key, id) ${sign} ($2::text, $3::uuid)
    ORDER BY key ${direction}, id ${direction} LIMIT $4`;
}

/** A page of a shop's own: $1 today, $2 and $3 the place, $4 how many. */
export const shopsDisputes = (show: string): string => page(show, COLUMNS, FROM, 'true');

/** A page of an officer's: besides, $5 communes or null, $6 kind, $7 an order's code or words of a name, $8 the officer. */
export const officersDisputes = (show: string): string =>
  page(
    show,
    `${COLUMNS}, ${onShopsSide('$8')} AS own, s.slug, s.name, c.full_name AS commune`,
    OF_OFFICERS,
    `($5::varchar[] IS NULL OR pr.commune_code = ANY ($5)) AND ($6::varchar IS NULL OR d.kind = $6)
      AND ($7::text IS NULL OR o.code = upper($7) OR strpos(fold_vi(s.name), fold_vi($7)) > 0)`,
  );

/** $1 today, $2 communes or null, $3 the officer. */
export const DISPUTE_FIGURES = `
  SELECT count(*)::int AS open, count(*) FILTER (WHERE ${late('$1')})::int AS late,
    count(*) FILTER (WHERE d.status = 'escalated')::int AS waiting, count(*) FILTER (WHERE d.officer_id = $3)::int AS mine
  FROM disputes d JOIN sellers s ON s.id = d.seller_id JOIN producers pr ON pr.id = s.producer_id
  WHERE ${LIVE} AND ($2::varchar[] IS NULL OR pr.commune_code = ANY ($2))`;
