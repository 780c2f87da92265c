import type { EntityManager } from 'typeorm';
import { Problem } from '../../../platform/http/problem.js';

/** A shop as whoever helps it finds it. */
export interface ShopOfOfficer {
  id: string;
  name: string;
  communeCode: string;
}

/**
 * A shop by its address.
 *
 * @param communes where the officer may look; null: the whole province
 * @throws Problem not_found (no such shop there)
 */
export async function findShop(
  tx: EntityManager,
  communes: readonly string[] | null,
  slug: string,
): Promise<ShopOfOfficer> {
  const [shop] = await tx.query<ShopOfOfficer[]>(
    `SELECT s.id, s.name, p.commune_code AS "communeCode" FROM sellers s JOIN producers p ON p.id = s.producer_id
     WHERE s.slug = $1 AND ($2::varchar[] IS NULL OR p.commune_code = ANY ($2))`,
    [slug, communes],
  );
  if (shop === undefined) throw new Problem('not_found');
  return shop;
}
