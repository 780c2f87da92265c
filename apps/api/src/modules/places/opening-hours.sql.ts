/** Exceptions are told so many days ahead, which is as far as they can be said. */
export const EXCEPTION_DAYS = 365;

const spanSql = (row: string): string =>
  `json_build_object('opensAt', to_char(${row}.opens_at, 'HH24:MI'), 'closesAt', to_char(${row}.closes_at, 'HH24:MI'))`;

const weekSql = (point: string, weekday: string): string => `(
  SELECT coalesce(json_agg(${spanSql('h')} ORDER BY h.opens_at), '[]') FROM point_hours h
  WHERE h.tourism_point_id = ${point} AND h.weekday = ${weekday})`;

const exceptionSql = (row: string): string =>
  `CASE WHEN ${row}.opens_at IS NULL THEN '[]'::json ELSE json_build_array(${spanSql(row)}) END`;

/**
 * SQL: when a point is open, as OpeningHoursAnswer; null where nobody has said it. Both arguments are SQL of our own: the
 * point's id, and the day that is today.
 */
export const openingHoursSql = (point: string, today: string): string => `(
  SELECT CASE WHEN EXISTS (SELECT FROM point_hours WHERE tourism_point_id = ${point}) THEN json_build_object(
    'today', coalesce(
      (SELECT json_build_object('day', e.day, 'spans', ${exceptionSql('e')}, 'words', e.words) FROM point_exceptions e
        WHERE e.tourism_point_id = ${point} AND e.day = ${today}),
      json_build_object('day', ${today}, 'spans', ${weekSql(point, `extract(isodow FROM ${today})`)}, 'words', NULL)),
    'week', (SELECT json_agg(json_build_object('weekday', d.n, 'spans', ${weekSql(point, 'd.n')}) ORDER BY d.n)
      FROM generate_series(1, 7) AS d(n)),
    'exceptions', (SELECT coalesce(json_agg(json_build_object('day', e.day, 'spans', ${exceptionSql('e')}, 'words', e.words)
        ORDER BY e.day), '[]')
      FROM point_exceptions e WHERE e.tourism_point_id = ${point} AND e.day BETWEEN ${today} AND ${today} + ${EXCEPTION_DAYS})) END)`;
