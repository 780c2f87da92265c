import type { Statement } from '../../../platform/database/reader.js';
import { cursorSql } from '../../../platform/http/cursor.js';

export const COOPERATIVES_CURSOR = 'cooperatives';

/** Columns of a cooperative `c` in a list, with the latest count `n` and the shop `s` it has on the floor. */
const FIELDS = `
  'id', c.id, 'registerNumber', c.register_number, 'name', c.name, 'taxCode', c.tax_code, 'field', c.field,
  'fieldDetail', c.field_detail, 'commune', json_build_object('code', co.code, 'name', co.full_name),
  'foundedOn', c.founded_on, 'enteredOn', c.entered_on, 'status', c.status, 'statusFrom', c.status_from,
  'members', n.members, 'workers', n.workers, 'countedOn', n.counted_on, 'hasOffice', c.has_office,
  'hasComputer', c.has_computer, 'hasWebsite', c.has_website, 'illustrative', to_json(c.illustrative),
  'shop', CASE WHEN s.id IS NULL THEN NULL ELSE json_build_object('slug', s.slug, 'name', s.name, 'status', s.status) END`;

const BESIDE = `
  JOIN communes co ON co.code = c.commune_code
  LEFT JOIN LATERAL (SELECT members, workers, counted_on FROM cooperative_counts
    WHERE cooperative_id = c.id ORDER BY counted_on DESC LIMIT 1) n ON true
  LEFT JOIN producers p ON p.cooperative_id = c.id
  LEFT JOIN sellers s ON s.producer_id = p.id`;

/**
 * Which cooperatives: the officer's communes $1 (null: all), words $2 of name, register number or tax code, statuses $3,
 * field $4, communes $5; null leaves a filter out.
 */
const WHERE = `
  ($1::varchar[] IS NULL OR c.commune_code = ANY ($1))
  AND ($2::text IS NULL OR fold_vi(c.name) LIKE '%' || fold_vi($2) || '%' AND fold_vi($2) <> ''
    OR c.register_number = upper(replace($2, ' ', '')) OR c.tax_code = btrim($2))
  AND ($3::text[] IS NULL OR c.status = ANY ($3)) AND ($4::text IS NULL OR c.field = $4)
  AND ($5::text[] IS NULL OR c.commune_code = ANY ($5))`;

/** A page of the register in the order of names: filters as above, limit $6, folded name $7 and id $8 it begins after. */
export const cooperativeList: Statement = {
  name: 'cooperatives',
  text: `
  WITH named AS (SELECT c.id, fold_vi(c.name) AS key FROM cooperatives c WHERE ${WHERE}),
  cut AS (SELECT * FROM named WHERE $7::text IS NULL OR (key, id) > ($7::text, $8::uuid)
    ORDER BY key, id LIMIT $6::int + 1),
  page AS (SELECT cut.*, row_number() OVER (ORDER BY key, id) AS position FROM cut)
  SELECT json_build_object(
    'items', (SELECT coalesce(json_agg(json_build_object(${FIELDS}) ORDER BY page.position), '[]')
      FROM page JOIN cooperatives c USING (id) ${BESIDE} WHERE page.position <= $6::int),
    'nextCursor', (SELECT ${cursorSql(COOPERATIVES_CURSOR, 'page.key', 'page.id::text')} FROM page
      WHERE position = $6::int AND EXISTS (SELECT FROM page WHERE position > $6::int)))::text AS body`,
};

/** The whole register in the order of names, as rows for a spreadsheet: filters as above. */
export const cooperativeExport: Statement = {
  name: 'cooperative_export',
  text: `
  SELECT json_build_object(${FIELDS}) AS row FROM cooperatives c ${BESIDE} WHERE ${WHERE}
  ORDER BY fold_vi(c.name), c.id`,
};

/** One cooperative $2 with its histories, in the officer's communes $1. */
export const cooperativeDetail: Statement = {
  name: 'cooperative',
  text: `
  SELECT (jsonb_build_object(${FIELDS}) || jsonb_build_object('version', c.version,
    'statuses', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'status', h.status, 'fromOn', h.from_on)
      ORDER BY h.from_on), '[]') FROM cooperative_statuses h WHERE h.cooperative_id = c.id),
    'counts', (SELECT coalesce(jsonb_agg(jsonb_build_object('countedOn', h.counted_on, 'members', h.members,
      'workers', h.workers) ORDER BY h.counted_on), '[]') FROM cooperative_counts h WHERE h.cooperative_id = c.id)))::text
    AS body
  FROM cooperatives c ${BESIDE} WHERE c.id = $2::uuid AND ($1::varchar[] IS NULL OR c.commune_code = ANY ($1))`,
};

/**
 * What the register says of day $1, in the communes $2 and among them $3 (null: all): who had entered it by then, and
 * how they stood on it. The total is of those that were active or ceased; a dissolved one is in the register no more.
 * People and equipment are of the active ones alone: a report on regular workers cannot ask a cooperative that has
 * stopped, and the figures of 30 July 2022 are such a report. People are as counted last up to that day; what a
 * cooperative has is kept without a history, so of a past day it is what is known now.
 */
export const registerFigures: Statement = {
  name: 'register_figures',
  text: `
  WITH there AS (
    SELECT c.field, coalesce(h.status, 'active') AS stood, n.members, n.workers, c.has_office, c.has_computer, c.has_website
    FROM cooperatives c
    LEFT JOIN LATERAL (SELECT status FROM cooperative_statuses WHERE cooperative_id = c.id AND from_on <= $1::date
      ORDER BY from_on DESC LIMIT 1) h ON true
    LEFT JOIN LATERAL (SELECT members, workers FROM cooperative_counts WHERE cooperative_id = c.id
      AND counted_on <= $1::date ORDER BY counted_on DESC LIMIT 1) n ON true
    WHERE c.entered_on <= $1::date AND ($2::varchar[] IS NULL OR c.commune_code = ANY ($2))
      AND ($3::text[] IS NULL OR c.commune_code = ANY ($3))),
  active AS (SELECT * FROM there WHERE stood = 'active')
  SELECT json_build_object('asOf', $1::date,
    'total', (SELECT count(*) FROM there WHERE stood <> 'dissolved'),
    'active', (SELECT count(*) FROM active),
    'ceased', (SELECT count(*) FROM there WHERE stood = 'ceased'),
    'dissolved', (SELECT count(*) FROM there WHERE stood = 'dissolved'),
    'byField', (SELECT json_agg(json_build_object('field', f.field,
        'total', (SELECT count(*) FROM there WHERE there.field = f.field AND stood <> 'dissolved'),
        'active', (SELECT count(*) FROM active WHERE active.field = f.field),
        'ceased', (SELECT count(*) FROM there WHERE there.field = f.field AND stood = 'ceased')) ORDER BY f.no)
      FROM unnest('{agriculture,non_agriculture}'::text[]) WITH ORDINALITY AS f(field, no)),
    'members', (SELECT coalesce(sum(members), 0) FROM active),
    'workers', (SELECT coalesce(sum(workers), 0) FROM active),
    'counted', (SELECT count(members) FROM active),
    'haveOffice', (SELECT count(*) FROM active WHERE has_office),
    'haveComputer', (SELECT count(*) FROM active WHERE has_computer),
    'haveWebsite', (SELECT count(*) FROM active WHERE has_website))::text AS body`,
};
