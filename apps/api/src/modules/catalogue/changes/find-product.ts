import type { EntityManager } from 'typeorm';
import { In } from 'typeorm';
import { Problem } from '../../../platform/http/problem.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import type { PublicationStatus } from '../publication-status.js';
import { OPEN } from './change-status.js';
import { ProductChange } from './product-change.entity.js';

/** A product whose row is held until the transaction ends. */
export interface HeldProduct {
  id: string;
  sellerId: string;
  publicationStatus: PublicationStatus;
  publishedAt: Date | null;
}

/**
 * Holds a product of the bound shop. Everything that writes in a product or its change begins here, so that of two at
 * once the second sees what the first one did.
 *
 * @throws Problem not_found, state_conflict (withdrawn for good)
 */
export async function holdProduct(tx: EntityManager, productId: string): Promise<HeldProduct> {
  const [product] = await tx.query<HeldProduct[]>(
    `SELECT id, seller_id AS "sellerId", publication_status AS "publicationStatus", published_at AS "publishedAt"
     FROM products WHERE id = $1 FOR NO KEY UPDATE`,
    [productId],
  );
  if (product === undefined) throw new Problem('not_found');
  if (product.publicationStatus === 'withdrawn') throw new Problem('state_conflict');
  return product;
}

/** The one open change of a product, or null. */
export async function openChange(tx: EntityManager, productId: string): Promise<ProductChange | null> {
  return tx.findOneBy(ProductChange, { productId, status: In([...OPEN]) });
}

/** Whether the statement failed because an id of a variant was taken. */
export const isTakenVariant = (error: unknown): boolean => brokenConstraint(error) === 'variants_pkey';
