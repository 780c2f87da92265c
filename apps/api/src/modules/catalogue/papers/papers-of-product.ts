import { IsNull, type EntityManager } from 'typeorm';
import { ProductPaper } from './product-paper.entity.js';

/** The papers a product is sold with: its own, and those that hold for all its shop makes. */
export async function papersOfProduct(
  tx: EntityManager,
  { sellerId, productId }: { sellerId: string; productId: string },
): Promise<ProductPaper[]> {
  return tx.find(ProductPaper, {
    where: [
      { sellerId, productId, removedAt: IsNull() },
      { sellerId, productId: IsNull(), removedAt: IsNull() },
    ],
    order: { id: 'ASC' },
  });
}
