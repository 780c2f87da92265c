import type { OfficerPermission } from '#kernel/permissions';

/**
 * A kind of work that waits for officers. `rows` is a query that gives each piece as: `subject_id`, `slug` (what its page
 * is found by, or null), `title`, `account_id` (whose name is the title where there is none), `commune_code`, `since` and
 * `due_at` (null: no clock runs). It takes $1 now, $2 the officer's communes (null: all), $3 the officer's account.
 */
export interface DeskQueue {
  readonly name: string;
  /** Who sees it and may take it up. */
  readonly permission: OfficerPermission;
  readonly subjectType: string;
  readonly rows: string;
  /** Taken up on its own page, as part of what happens there; `rows` then tells by whom as `taken_by` (null: nobody). */
  readonly takenOnItsPage?: true;
}

/** A day's deadline is the last moment of that day in Vietnam: the midnight after it would be shown as the next day. */
const endOf = (day: string): string =>
  `((${day} + 1)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh' - interval '1 millisecond')`;
/** A duty that ends by itself is shown this long before, so that somebody can be found for what comes after. */
const DUTY_ENDS_WITHIN_DAYS = 14;

/** SQL: what of an order's books disagrees, in words. */
const LEDGER_WORDS = Object.entries({
  unposted: 'việc chưa ghi sổ',
  unqueued: 'việc không vào hàng chờ ghi sổ',
  unbalanced: 'bút toán không cân',
  collected: 'tiền đã thu',
  refund_owed: 'tiền phải hoàn',
  sold: 'tiền bán',
  taxed: 'thuế',
})
  .map(([what, words]) => `WHEN '${what}' THEN '${words}'`)
  .join(' ');

export const deskQueues: readonly DeskQueue[] = [
  {
    name: 'seller_applications',
    permission: 'sellers.review',
    subjectType: 'seller',
    rows: `
      SELECT s.id AS subject_id, s.slug, s.name AS title, NULL::uuid AS account_id, p.commune_code,
        s.status_changed_at AS since, ${endOf('a.due_on')} AS due_at
      FROM sellers s JOIN producers p ON p.id = s.producer_id LEFT JOIN seller_applications a ON a.seller_id = s.id
      WHERE s.status = 'submitted' AND ($2::varchar[] IS NULL OR p.commune_code = ANY ($2))`,
  },
  ...(['submitted', 'checked'] as const).map((status): DeskQueue => ({
    name: status === 'submitted' ? 'listings_to_check' : 'listings_to_publish',
    permission: status === 'submitted' ? 'listings.check' : 'listings.approve',
    subjectType: 'product_change',
    rows: `
      SELECT c.id AS subject_id, c.id::varchar AS slug, c.content ->> 'name' AS title, NULL::uuid AS account_id,
        p.commune_code, coalesce(c.checked_at, c.submitted_at) AS since, ${endOf('c.due_on')} AS due_at
      FROM product_changes c JOIN products p ON p.id = c.product_id
      WHERE c.status = '${status}' AND ($2::varchar[] IS NULL OR p.commune_code = ANY ($2))`,
  })),
  {
    name: 'suspensions',
    permission: 'sellers.suspend',
    subjectType: 'suspension',
    // Noticed and not begun: until then the shop may be heard.
    rows: `
      SELECT n.id AS subject_id, s.slug, s.name AS title, NULL::uuid AS account_id, p.commune_code,
        n.noticed_at AS since, n.starts_at AS due_at
      FROM suspensions n JOIN sellers s ON s.id = n.seller_id JOIN producers p ON p.id = s.producer_id
      WHERE n.begun_at IS NULL AND n.ended_at IS NULL AND ($2::varchar[] IS NULL OR p.commune_code = ANY ($2))`,
  },
  {
    name: 'certificates_running_out',
    permission: 'certificates.edit',
    subjectType: 'certification',
    // Noticed and not over: until somebody enters what follows, its producer is to be asked for the dossier.
    rows: `
      SELECT c.id AS subject_id, c.id::varchar AS slug, c.product_name AS title, NULL::uuid AS account_id,
        c.commune_code, min(n.created_at) AS since, ${endOf('c.valid_until')} AS due_at
      FROM certifications c JOIN certificate_notices n ON n.certification_id = c.id AND n.recipient = 'officer'
      WHERE c.valid_until >= ($1::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AND n.ends_on = c.valid_until
        AND c.revoked_on IS NULL AND NOT EXISTS (SELECT FROM certifications f WHERE f.follows_id = c.id
          AND f.revoked_on IS NULL)
        AND NOT EXISTS (SELECT FROM certifications o WHERE o.product_id = c.product_id AND o.valid_until > c.valid_until
          AND o.revoked_on IS NULL)
        AND ($2::varchar[] IS NULL OR c.commune_code = ANY ($2))
      GROUP BY c.id`,
  },
  {
    name: 'mandates_asked_for',
    permission: 'mandates.request',
    subjectType: 'mandate',
    rows: `
      SELECT m.id AS subject_id, s.slug, s.name AS title, NULL::uuid AS account_id, p.commune_code,
        m.requested_at AS since, m.expires_at AS due_at
      FROM mandates m JOIN sellers s ON s.id = m.seller_id JOIN producers p ON p.id = s.producer_id
      WHERE m.status = 'requested' AND m.staff_account_id = $3::uuid AND m.expires_at > $1::timestamptz
        AND ($2::varchar[] IS NULL OR p.commune_code = ANY ($2))`,
  },
  {
    name: 'duties_ending',
    permission: 'duties.grant',
    subjectType: 'duty',
    rows: `
      SELECT d.id AS subject_id, NULL::varchar AS slug, NULL::varchar AS title, d.account_id, NULL::varchar AS commune_code,
        d.starts_at AS since, d.ends_at AS due_at
      FROM officer_duties d
      WHERE d.ended_at IS NULL AND d.delegated_from IS NULL AND d.ends_at > $1::timestamptz
        AND d.ends_at <= $1::timestamptz + interval '${DUTY_ENDS_WITHIN_DAYS} days' AND d.account_id <> $3::uuid
        AND ($2::varchar[] IS NULL OR d.communes <@ $2)`,
  },
  {
    name: 'disputes',
    permission: 'disputes.handle',
    subjectType: 'dispute',
    takenOnItsPage: true,
    // As long as both sides write to each other nothing waits for an officer.
    rows: `
      SELECT d.id AS subject_id, d.id::varchar AS slug, concat(o.code, ' · ', s.name)::varchar AS title,
        NULL::uuid AS account_id, p.commune_code, d.status_changed_at AS since,
        ${endOf('CASE WHEN d.first_replied_at IS NULL THEN d.first_reply_by ELSE d.resolve_by END')} AS due_at,
        d.officer_id AS taken_by
      FROM disputes d JOIN orders o ON o.id = d.order_id JOIN sellers s ON s.id = d.seller_id
      JOIN producers p ON p.id = s.producer_id
      WHERE d.status IN ('escalated', 'taken') AND ($2::varchar[] IS NULL OR p.commune_code = ANY ($2))`,
  },
  {
    name: 'reports',
    permission: 'reports.handle',
    subjectType: 'report',
    takenOnItsPage: true,
    rows: `
      SELECT r.id AS subject_id, r.id::varchar AS slug, concat(r.no, ' · ', coalesce(g.name, s.name))::varchar AS title,
        NULL::uuid AS account_id, p.commune_code, r.received_at AS since,
        ${endOf(`CASE WHEN r.status = 'open' THEN r.take_by ELSE r.resolve_by END`)} AS due_at, r.officer_id AS taken_by
      FROM reports r JOIN sellers s ON s.id = r.seller_id JOIN producers p ON p.id = s.producer_id
      LEFT JOIN products g ON g.id = r.product_id
      WHERE r.status IN ('open', 'taken') AND ($2::varchar[] IS NULL OR p.commune_code = ANY ($2))`,
  },
  {
    name: 'authority_requests',
    permission: 'authorities.handle',
    subjectType: 'authority_request',
    rows: `
      SELECT r.id AS subject_id, r.id::varchar AS slug, concat(r.no, ' · ', coalesce(p.name, s.name, o.code))::varchar AS title,
        NULL::uuid AS account_id, r.commune_code, r.received_at AS since, r.due_at
      FROM authority_requests r LEFT JOIN products p ON p.id = r.product_id LEFT JOIN sellers s ON s.id = r.seller_id
      LEFT JOIN orders o ON o.id = r.order_id
      WHERE r.status = 'open' AND ($2::varchar[] IS NULL OR r.commune_code = ANY ($2))`,
  },
  {
    name: 'data_requests',
    permission: 'privacy.handle',
    subjectType: 'data_request',
    // Who asks is sealed; the number is what their letter bears.
    rows: `
      SELECT r.id AS subject_id, r.id::varchar AS slug, r.no::varchar AS title, NULL::uuid AS account_id,
        NULL::varchar AS commune_code, r.created_at AS since,
        ${endOf('CASE WHEN r.acknowledged_at IS NULL THEN least(r.acknowledge_by, r.due_on) ELSE r.due_on END')} AS due_at
      FROM data_requests r WHERE r.status = 'open'`,
  },
  {
    name: 'breaches',
    permission: 'privacy.handle',
    subjectType: 'breach',
    rows: `
      SELECT b.id AS subject_id, b.id::varchar AS slug, b.title, NULL::uuid AS account_id, NULL::varchar AS commune_code,
        b.discovered_at AS since, CASE WHEN b.authority_notified_at IS NULL THEN b.notify_by END AS due_at
      FROM breaches b WHERE b.status = 'open'`,
  },
  {
    name: 'stock_differences',
    // Not to be had by anything a shop does: whoever looks into it reads the history.
    permission: 'audit.read',
    subjectType: 'stock_difference',
    rows: `
      SELECT d.id AS subject_id, NULL::varchar AS slug,
        concat(p.name, ' · ', v.name, ': ', d.on_hand, '/', d.movements, ', ', d.reserved, '/', d.live_reservations)::varchar AS title,
        NULL::uuid AS account_id, p.commune_code, d.found_at AS since, NULL::timestamptz AS due_at
      FROM stock_differences d JOIN variants v ON v.id = d.variant_id JOIN products p ON p.id = v.product_id
      WHERE d.settled_at IS NULL AND ($2::varchar[] IS NULL OR p.commune_code = ANY ($2))`,
  },
  {
    name: 'ledger_differences',
    permission: 'audit.read',
    subjectType: 'ledger_difference',
    rows: `
      SELECT d.id AS subject_id, NULL::varchar AS slug,
        concat(o.code, ' · ', s.name, ': ', CASE d.what ${LEDGER_WORDS} END, ' ', d.ledger_vnd, '/', d.expected_vnd)::varchar AS title,
        NULL::uuid AS account_id, p.commune_code, d.found_at AS since, NULL::timestamptz AS due_at
      FROM ledger_differences d JOIN orders o ON o.id = d.order_id JOIN sellers s ON s.id = o.seller_id
      JOIN producers p ON p.id = s.producer_id
      WHERE d.settled_at IS NULL AND ($2::varchar[] IS NULL OR p.commune_code = ANY ($2))`,
  },
];

export interface QueueRow {
  count: number;
  late: number;
  mine: number;
  dueAt: Date | null;
  items: {
    subjectId: string;
    slug: string | null;
    title: string | null;
    accountId: string | null;
    commune: string | null;
    since: string;
    dueAt: string | null;
    takenBy: string | null;
  }[];
}

/** PostgreSQL wants to know the type of a parameter also where a queue has no use for it. */
const TYPES = `asked AS (SELECT $1::timestamptz, $2::varchar[], $3::uuid)`;

/** A queue's counts and its most urgent pieces: late ones first, then the oldest. $4 so many. */
export const queueStatement = ({ rows, subjectType, takenOnItsPage }: DeskQueue): string => `
  WITH ${TYPES}, work AS (
    SELECT w.*, ${takenOnItsPage ? '' : 'a.account_id AS taken_by, '}c.full_name AS commune FROM (${rows}) w
    ${
      takenOnItsPage
        ? ''
        : `LEFT JOIN work_assignments a ON a.subject_type = '${subjectType}' AND a.subject_id = w.subject_id AND a.released_at IS NULL`
    }
    LEFT JOIN communes c ON c.code = w.commune_code)
  SELECT count(*)::int AS count, count(*) FILTER (WHERE due_at < $1::timestamptz)::int AS late,
    count(*) FILTER (WHERE taken_by = $3::uuid)::int AS mine, min(due_at) AS "dueAt",
    (SELECT coalesce(json_agg(json_build_object('subjectId', subject_id, 'slug', slug, 'title', title,
      'accountId', account_id, 'commune', commune, 'since', since, 'dueAt', due_at, 'takenBy', taken_by)
      ORDER BY due_at, since, subject_id), '[]')
      FROM (SELECT * FROM work ORDER BY due_at, since, subject_id LIMIT $4::int) top) AS items
  FROM work`;

/** Where one piece of a queue lies; no row when it is not there, or not in the officer's communes. $4 its id. */
export const pieceStatement = ({ rows }: DeskQueue): string => `
  WITH ${TYPES} SELECT w.commune_code AS "communeCode" FROM (${rows}) w WHERE w.subject_id = $4::uuid`;
