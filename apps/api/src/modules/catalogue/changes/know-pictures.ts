import type { EntityManager } from 'typeorm';
import { Problem } from '../../../platform/http/problem.js';
import type { ProductContent } from './product-content.js';

const UNKNOWN = {
  code: 'unknown',
  vi: 'Gian hàng chưa gửi ảnh này',
  en: 'The shop has not sent this picture',
};

/**
 * A shop shows its own pictures only: those it sent, and those its products show already. Whoever knows the number of
 * another shop's picture can do nothing with it.
 *
 * @throws Problem validation_failed (`content.images.<n>.sha`)
 */
export async function knowPictures(tx: EntityManager, { images }: ProductContent): Promise<void> {
  if (images.length === 0) return;
  const rows = await tx.query<{ sha: string }[]>(
    `SELECT sha FROM product_images WHERE sha = ANY ($1) AND product_id IN (SELECT id FROM products)`,
    [images.map(({ sha }) => sha)],
  );
  const known = new Set(rows.map(({ sha }) => sha));
  const errors = images.flatMap(({ sha }, index) =>
    known.has(sha) ? [] : [{ path: `content.images.${index}.sha`, ...UNKNOWN }],
  );
  if (errors.length > 0) throw new Problem('validation_failed', { errors });
}
