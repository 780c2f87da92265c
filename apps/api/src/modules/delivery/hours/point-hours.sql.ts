import type { Statement } from '../../../platform/database/reader.js';
import { openingHoursSql } from '../../places/index.js';
import type { PointHoursAnswer } from './point-hours.dto.js';

export interface PointHoursRow extends Pick<PointHoursAnswer, 'slug' | 'name' | 'commune'> {
  id: string;
  communeCode: string;
  hours: Pick<PointHoursAnswer, 'week' | 'exceptions'> | null;
}

/** Points by name with their hours on day $1; slug $2 or null for all, communes $3 or null for the whole province. */
export const pointHours: Statement = {
  name: 'delivery-point-hours',
  text: `
    SELECT t.id, t.slug, t.name, c.full_name AS commune, t.commune_code AS "communeCode",
      ${openingHoursSql('t.id', '$1::date')} AS hours
    FROM tourism_points t JOIN communes c ON c.code = t.commune_code
    WHERE ($2::text IS NULL OR t.slug = $2) AND ($3::text[] IS NULL OR t.commune_code = ANY ($3)) ORDER BY t.name, t.slug`,
};

/** Whoever changes hours of a point ($1) waits for whoever was first. */
export const lockPoint: Statement = {
  name: 'delivery-lock-point',
  text: `SELECT id FROM tourism_points WHERE slug = $1 FOR NO KEY UPDATE`,
};

/** Of point $1; of exceptions those from day $2 on, so that what was stays. */
export const forgetWeek: Statement = {
  name: 'delivery-forget-week',
  text: `DELETE FROM point_hours WHERE tourism_point_id = $1`,
};
export const forgetExceptions: Statement = {
  name: 'delivery-forget-exceptions',
  text: `DELETE FROM point_exceptions WHERE tourism_point_id = $1 AND day >= $2::date`,
};

/** $1 point, $2 the instant, $3 [{weekday, opensAt, closesAt}]. */
export const writeWeek: Statement = {
  name: 'delivery-write-week',
  text: `
    INSERT INTO point_hours (tourism_point_id, weekday, opens_at, closes_at, created_at, updated_at)
    SELECT $1, weekday, "opensAt", "closesAt", $2, $2
    FROM jsonb_to_recordset($3::jsonb) AS w(weekday smallint, "opensAt" time, "closesAt" time)`,
};

/** $1 point, $2 the instant, $3 [{day, opensAt, closesAt, words}]. */
export const writeExceptions: Statement = {
  name: 'delivery-write-exceptions',
  text: `
    INSERT INTO point_exceptions (tourism_point_id, day, opens_at, closes_at, words, created_at, updated_at)
    SELECT $1, day, "opensAt", "closesAt", words, $2, $2
    FROM jsonb_to_recordset($3::jsonb) AS e(day date, "opensAt" time, "closesAt" time, words text)`,
};
