import type { OfficerRole } from '#kernel/permissions';

export const DUTIES_CURSOR = 'duties';

export interface DutyRow {
  id: string;
  accountId: string;
  role: OfficerRole;
  communes: { code: string; name: string }[] | null;
  startsAt: Date;
  endsAt: Date | null;
  endedAt: Date | null;
  grantedBy: string | null;
  covered: CoverRow | null;
  cover: CoverRow | null;
}

/** From json: times are texts. */
export interface CoverRow {
  dutyId: string;
  accountId: string;
  startsAt: string;
  endsAt: string | null;
}

const cover = (
  alias: string,
): string => `json_build_object('dutyId', ${alias}.id, 'accountId', ${alias}.account_id,
  'startsAt', ${alias}.starts_at, 'endsAt', ${alias}.ends_at)`;

/**
 * Duties, the newest first, with their communes' names and who covers whom. $1 now, $2 the reader's communes (null: all;
 * a duty of the whole province answers for them too), $3 account, $4 commune, $5 role, $6 ended ones too, $7 id, $8 ids
 * before this one, $9 so many.
 */
export const DUTY_LIST = `
  SELECT d.id, d.account_id AS "accountId", d.role, d.starts_at AS "startsAt", d.ends_at AS "endsAt",
    d.ended_at AS "endedAt", d.granted_by AS "grantedBy",
    (SELECT json_agg(json_build_object('code', c.code, 'name', c.full_name) ORDER BY fold_vi(c.name), c.code)
      FROM communes c WHERE c.code = ANY (d.communes)) AS communes,
    CASE WHEN covered.id IS NOT NULL THEN ${cover('covered')} END AS covered,
    CASE WHEN covering.id IS NOT NULL THEN ${cover('covering')} END AS cover
  FROM officer_duties d
  LEFT JOIN officer_duties covered ON covered.id = d.delegated_from
  LEFT JOIN officer_duties covering ON covering.delegated_from = d.id AND covering.ended_at IS NULL AND covering.ends_at > $1
  WHERE ($2::varchar[] IS NULL OR d.communes IS NULL OR d.communes && $2)
    AND ($3::uuid IS NULL OR d.account_id = $3)
    AND ($4::varchar IS NULL OR d.communes IS NULL OR $4 = ANY (d.communes))
    AND ($5::varchar IS NULL OR d.role = $5)
    AND ($6::boolean OR d.ended_at IS NULL AND (d.ends_at IS NULL OR d.ends_at > $1)
      AND (covered.id IS NULL OR covered.ended_at IS NULL))
    AND ($7::uuid IS NULL OR d.id = $7)
    AND ($8::uuid IS NULL OR d.id < $8)
  ORDER BY d.id DESC LIMIT $9`;
