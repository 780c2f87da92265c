import type { EntityManager } from 'typeorm';
import { Product } from '../product.entity.js';
import { Variant } from '../variant.entity.js';
import type { Difference } from './needs-approval.js';
import type { ProductContent } from './product-content.js';

/**
 * Puts into effect what needs nobody's approval: how goods travel, and prices within the share. The shop's own database
 * role may write these columns and no others.
 *
 * @param found the differences; those that wait are left alone
 */
export async function applyAtOnce(
  tx: EntityManager,
  productId: string,
  content: ProductContent,
  found: readonly Difference[],
  now: Date,
): Promise<void> {
  const free = new Set(found.filter(({ waits }) => !waits).map(({ path }) => path));
  if (free.has('shipsTo') && content.shipsTo !== null)
    await tx.update(Product, { id: productId }, { shipsTo: content.shipsTo, updatedAt: now });
  for (const { id, priceVnd, weightGrams, catchWeight } of content.variants) {
    const price = free.has(`variants.${id}.priceVnd`) && priceVnd !== null;
    const weight = free.has(`variants.${id}.weightGrams`) && weightGrams !== null;
    if (!price && !weight) continue;
    await tx.update(
      Variant,
      { id, productId },
      {
        ...(price ? { priceVnd, kgPriceVnd: catchWeight?.kgPriceVnd ?? null } : {}),
        ...(weight ? { weightGrams } : {}),
        updatedAt: now,
      },
    );
  }
}
