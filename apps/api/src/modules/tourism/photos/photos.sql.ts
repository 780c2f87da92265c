import type { EntityManager } from 'typeorm';
import { imageSql } from '../../catalogue/index.js';
import { MOST_PHOTOS, type PointPhotosAnswer } from './photo.dto.js';

/** Whoever keeps a point hears of each; the page reminds of the last ones. */
const TAKEN_DOWN_LISTED = 5;

const PHOTOS_OF_POINT = `
  SELECT t.name,
    (SELECT coalesce(json_agg(${imageSql('f')}::jsonb || jsonb_build_object('id', f.id, 'altEn', f.alt_en)
        ORDER BY f.position), '[]')
      FROM point_photos f WHERE f.tourism_point_id = t.id AND f.taken_down_at IS NULL) AS items,
    (SELECT coalesce(json_agg(json_build_object('id', d.id, 'alt', d.alt, 'reason', d.taken_down_reason,
        'takenDownAt', d.taken_down_at) ORDER BY d.taken_down_at DESC, d.id), '[]')
      FROM (SELECT f.* FROM point_photos f WHERE f.tourism_point_id = t.id AND f.taken_down_at IS NOT NULL
        ORDER BY f.taken_down_at DESC, f.id LIMIT ${TAKEN_DOWN_LISTED}) d) AS "takenDown"
  FROM tourism_points t WHERE t.id = $1`;

/** The photographs of a point that was found to be whoever's asks. */
export async function photosOfPoint(tx: EntityManager, pointId: string): Promise<PointPhotosAnswer> {
  const [found] = await tx.query<Pick<PointPhotosAnswer, 'name' | 'items' | 'takenDown'>[]>(PHOTOS_OF_POINT, [
    pointId,
  ]);
  if (found === undefined) throw new Error(`No point ${pointId}`);
  return { ...found, most: MOST_PHOTOS, nextCursor: null };
}

/** Those behind a place that became free move up by one. */
export async function closeGap(tx: EntityManager, pointId: string, place: number, now: Date): Promise<void> {
  await tx.query(
    `UPDATE point_photos SET position = position - 1, updated_at = $3
     WHERE tourism_point_id = $1 AND position > $2`,
    [pointId, place, now],
  );
}
