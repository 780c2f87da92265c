import type { OfficerRole } from '#kernel/permissions';

export const ACCOUNTS_CURSOR = 'admin-accounts';

export interface AccountRow {
  id: string;
  status: 'active' | 'blocked' | 'erased';
  statusChangedAt: Date;
  createdAt: Date;
  name: string | null;
  phone: string | null;
  email: string | null;
  duties: {
    id: string;
    role: OfficerRole;
    communes: { code: string; name: string }[] | null;
    startsAt: string;
    endsAt: string | null;
  }[];
  shops: { slug: string; name: string; capacity: 'owner' | 'staff' | 'mandate' }[];
  devices: number;
  programs: number;
  lastSeenAt: Date | null;
}

const OPEN_DUTY = `d.account_id = a.id AND d.ended_at IS NULL AND (d.ends_at IS NULL OR d.ends_at > $1)`;
const MEMBER = `seller_members m JOIN sellers s ON s.id = m.seller_id JOIN producers p ON p.id = s.producer_id
  WHERE m.account_id = a.id AND m.ended_at IS NULL`;

/** $2: the reader's communes. An account belongs to those its duties and its shops are in; without either, to the province. */
const IN_TERRITORY = `($2::varchar[] IS NULL OR EXISTS (SELECT FROM officer_duties d WHERE ${OPEN_DUTY} AND d.communes && $2)
  OR EXISTS (SELECT FROM ${MEMBER} AND p.commune_code = ANY ($2)))`;

const ROWS = `
  SELECT a.id, a.status, a.status_changed_at AS "statusChangedAt", a.created_at AS "createdAt", a.name_sealed AS name,
    a.phone_sealed AS phone, a.email_sealed AS email,
    (SELECT coalesce(json_agg(json_build_object('id', d.id, 'role', d.role, 'startsAt', d.starts_at, 'endsAt', d.ends_at,
      'communes', (SELECT json_agg(json_build_object('code', c.code, 'name', c.full_name) ORDER BY fold_vi(c.name), c.code)
        FROM communes c WHERE c.code = ANY (d.communes))) ORDER BY d.id), '[]')
      FROM officer_duties d WHERE ${OPEN_DUTY}) AS duties,
    (SELECT coalesce(json_agg(json_build_object('slug', shop.slug, 'name', shop.name, 'capacity', shop.capacity)
      ORDER BY shop.slug), '[]') FROM (
        SELECT s.slug, s.name, m.role AS capacity FROM ${MEMBER}
        UNION ALL SELECT s.slug, s.name, 'mandate' FROM mandates n JOIN sellers s ON s.id = n.seller_id
          WHERE n.staff_account_id = a.id AND n.status = 'active' AND n.expires_at > $1) shop) AS shops,
    open_sessions.devices, open_sessions.programs, open_sessions.last_seen_at AS "lastSeenAt"
  FROM accounts a
  CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE kind = 'session')::int AS devices,
      count(*) FILTER (WHERE kind = 'bearer')::int AS programs, max(last_seen_at) AS last_seen_at
    FROM sessions WHERE account_id = a.id AND ended_at IS NULL AND expires_at > $1) open_sessions
  WHERE ${IN_TERRITORY}`;

/** One account. $1 now, $2 communes, $3 id. */
export const ONE_ACCOUNT = `${ROWS} AND a.id = $3`;

/** The account with one of these digests. $1 now, $2 communes, $3 of phones, $4 of e-mail addresses. */
export const ACCOUNT_BY_CONTACT = `${ROWS} AND (a.phone_hash = ANY ($3) OR a.email_hash = ANY ($4))`;

/** Those of these accounts. $1 now, $2 communes, $3 ids. */
export const ACCOUNTS_BY_ID = `${ROWS} AND a.id = ANY ($3) ORDER BY a.id DESC`;

/** Officers, the newest account first. $1 now, $2 communes, $3 ids before this one, $4 so many. */
export const OFFICERS = `${ROWS} AND EXISTS (SELECT FROM officer_duties d WHERE ${OPEN_DUTY})
  AND ($3::uuid IS NULL OR a.id < $3) ORDER BY a.id DESC LIMIT $4`;

/** Whose names a search opens: officers, $3 of them at most. $1 now, $2 communes. */
export const OFFICER_IDS = `
  SELECT a.id FROM accounts a WHERE ${IN_TERRITORY} AND EXISTS (SELECT FROM officer_duties d WHERE ${OPEN_DUTY})
  ORDER BY a.id DESC LIMIT $3`;
