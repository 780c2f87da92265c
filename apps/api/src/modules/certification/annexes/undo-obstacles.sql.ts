import type { EntityManager } from 'typeorm';

/** Why a certificate cannot be taken back: what somebody has done with it since. */
export const OBSTACLES = [
  'revoked',
  'followed',
  'kept',
  'inspected',
  'scanned',
  'ordered',
  'noticed',
  'linked',
  'changed',
] as const;
export type ObstacleReason = (typeof OBSTACLES)[number];

export interface Obstacle {
  reason: ObstacleReason;
  certificateId: string;
  productName: string;
}

/** So many are named; whoever undoes does not read hundreds. */
const MOST_NAMED = 20;

/** What stands on the certificates of an import, the first of them by row. */
export function undoObstacles(tx: EntityManager, importId: string): Promise<Obstacle[]> {
  return tx.query(
    `WITH mine AS MATERIALIZED (
       SELECT r.row_no, r.target ? 'holder' AS was_off_floor, c.* FROM annex_import_rows r JOIN certifications c ON c.id = r.certification_id
       WHERE r.import_id = $1)
     SELECT * FROM (
       SELECT CASE
           WHEN c.revoked_on IS NOT NULL THEN 'revoked'
           WHEN EXISTS (SELECT FROM certifications n WHERE n.follows_id = c.id OR n.first_id = c.id) THEN 'followed'
           WHEN c.late_renewal_until IS NOT NULL THEN 'kept'
           WHEN EXISTS (SELECT FROM certificate_inspections n WHERE n.certification_id = c.id) THEN 'inspected'
           WHEN EXISTS (SELECT FROM certificate_scans n WHERE n.certification_id = c.id) THEN 'scanned'
           WHEN c.id IN (SELECT ordered_under((SELECT array_agg(id) FROM mine))) THEN 'ordered'
           WHEN EXISTS (SELECT FROM certificate_notices n WHERE n.certification_id = c.id) THEN 'noticed'
           WHEN c.product_id IS NOT NULL AND c.was_off_floor THEN 'linked'
           -- Whatever else is written in its own row.
           WHEN c.updated_at <> c.created_at THEN 'changed' END AS reason,
         c.id AS "certificateId", c.product_name AS "productName"
       FROM mine c ORDER BY c.row_no) o
     WHERE reason IS NOT NULL LIMIT ${MOST_NAMED}`,
    [importId],
  );
}
