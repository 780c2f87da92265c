import type { EntityManager } from 'typeorm';
import { fieldProblem } from '../../platform/http/validation.js';

/**
 * The ids of these tourism points by slug.
 *
 * @param path the field of the form that named them, for the refusal
 * @throws Problem validation_failed when one of them is unknown
 */
export async function tourismPointIds(
  tx: EntityManager,
  slugs: readonly string[],
  path: string,
): Promise<Map<string, string>> {
  const rows = await tx.query<{ slug: string; id: string }[]>(
    `SELECT slug, id FROM tourism_points WHERE slug = ANY ($1)`,
    [slugs],
  );
  const ids = new Map(rows.map(({ slug, id }) => [slug, id]));
  if (slugs.some((slug) => !ids.has(slug))) {
    throw fieldProblem(
      path,
      'unknown',
      'Có điểm du lịch không có trong danh sách',
      'An unknown tourism point',
    );
  }
  return ids;
}
