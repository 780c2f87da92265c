import type { EntityManager } from 'typeorm';
import { Problem } from '../../../platform/http/problem.js';
import { isInTerritory, type Officer } from '../../identity/index.js';

export interface FoundPoint {
  id: string;
  name: string;
  communeCode: string;
  byRoad: string | null;
  byBoat: string | null;
}

/** The point an officer works on. @throws Problem not_found, also outside the officer's territory */
export async function findPointForOfficer(
  tx: EntityManager,
  officer: Officer,
  slug: string,
): Promise<FoundPoint> {
  const [point] = await tx.query<FoundPoint[]>(
    `SELECT id, name, commune_code AS "communeCode", by_road AS "byRoad", by_boat AS "byBoat"
     FROM tourism_points WHERE slug = $1 FOR NO KEY UPDATE`,
    [slug],
  );
  if (point === undefined || !isInTerritory(officer, point.communeCode)) throw new Problem('not_found');
  return point;
}

/** The id of the point this person keeps today. @throws Problem not_found: to everybody else the point has no shelf */
export async function findPointForKeeper(
  tx: EntityManager,
  accountId: string,
  slug: string,
): Promise<string> {
  const [point] = await tx.query<{ id: string }[]>(
    `SELECT t.id FROM tourism_points t JOIN point_keepers k ON k.tourism_point_id = t.id
     WHERE t.slug = $1 AND k.account_id = $2 AND k.ended_at IS NULL`,
    [slug, accountId],
  );
  if (point === undefined) throw new Problem('not_found');
  return point.id;
}
