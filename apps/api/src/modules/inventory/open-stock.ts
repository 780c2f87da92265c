import type { EntityManager } from 'typeorm';
import { StockLevel } from './stock-level.entity.js';

/** Gives new variants their empty shelf, so that whoever takes stock always finds a row to lock. */
export async function openStock(tx: EntityManager, variantIds: readonly string[], now: Date): Promise<void> {
  await tx.insert(
    StockLevel,
    variantIds.map((variantId) => ({ variantId, onHand: 0, reserved: 0, createdAt: now, updatedAt: now })),
  );
}
