import type { EntityManager } from 'typeorm';
import type { Day } from '#kernel/time';
import { Problem } from '../../../platform/http/problem.js';
import type { Officer } from '../../identity/index.js';
import type { CooperativeState, CountRow } from './write-cooperatives.sql.js';

/** A cooperative as a change of it begins from. */
export type KnownCooperative = CooperativeState & {
  /** What was counted last. */
  lastCount: CountRow | null;
  /** The first day on which it was not active any more. */
  firstChangeOn: Day | null;
};

const STATE = `c.id, c.register_number AS "registerNumber", c.name, c.tax_code AS "taxCode", c.field,
  c.field_detail AS "fieldDetail", c.commune_code AS "communeCode", c.founded_on::text AS "foundedOn",
  c.entered_on::text AS "enteredOn", c.has_office AS "hasOffice", c.has_computer AS "hasComputer",
  c.has_website AS "hasWebsite", c.status, c.status_from::text AS "statusFrom", c.version, c.illustrative,
  (SELECT min(s.from_on)::text FROM cooperative_statuses s WHERE s.cooperative_id = c.id) AS "firstChangeOn",
  (SELECT json_build_object('countedOn', n.counted_on, 'members', n.members, 'workers', n.workers)
    FROM cooperative_counts n WHERE n.cooperative_id = c.id ORDER BY n.counted_on DESC LIMIT 1) AS "lastCount"`;

/**
 * The officer's cooperative, held until the transaction ends: of two officers the second sees what the first one made.
 *
 * @throws Problem not_found: there is none, or it lies in a commune that is not theirs
 */
export async function holdCooperative(
  tx: EntityManager,
  { communes }: Pick<Officer, 'communes'>,
  id: string,
): Promise<KnownCooperative> {
  const [row] = await tx.query<KnownCooperative[]>(
    `SELECT ${STATE} FROM cooperatives c WHERE c.id = $1 AND ($2::varchar[] IS NULL OR c.commune_code = ANY ($2))
     FOR NO KEY UPDATE OF c`,
    [id, communes],
  );
  if (row === undefined) throw new Problem('not_found');
  return row;
}

/**
 * The cooperatives with these register numbers, wherever they are, with what was counted on the day named beside each;
 * none is held.
 */
export function cooperativesByNumber(
  tx: EntityManager,
  wanted: readonly { registerNumber: string; countedOn: Day }[],
): Promise<(KnownCooperative & { countThatDay: CountRow | null })[]> {
  return tx.query(
    `SELECT ${STATE},
       (SELECT json_build_object('countedOn', n.counted_on, 'members', n.members, 'workers', n.workers)
         FROM cooperative_counts n WHERE n.cooperative_id = c.id AND n.counted_on = w."countedOn") AS "countThatDay"
     FROM jsonb_to_recordset($1::jsonb) AS w("registerNumber" text, "countedOn" date)
     JOIN cooperatives c ON c.register_number = w."registerNumber"`,
    [JSON.stringify(wanted)],
  );
}
