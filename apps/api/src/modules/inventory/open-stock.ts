import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { StockLevel } from './stock-level.entity.js';
import { StockMovement } from './stock-movement.entity.js';

/** A new variant, and how many pieces lie on its shelf to begin with. */
export interface NewShelf {
  id: string;
  pieces?: number | undefined;
}

/** Gives new variants their shelf, so that whoever takes stock always finds a row to lock; what lies there is one movement. */
export async function openStock(tx: EntityManager, variants: readonly NewShelf[], now: Date): Promise<void> {
  const times = { createdAt: now, updatedAt: now };
  await tx.insert(
    StockLevel,
    variants.map(({ id, pieces = 0 }) => ({ variantId: id, onHand: pieces, reserved: 0, ...times })),
  );
  const received = variants.flatMap(({ id, pieces = 0 }) =>
    pieces === 0
      ? []
      : [
          {
            id: uuidv7(now.getTime()),
            variantId: id,
            quantity: pieces,
            reason: 'received' as const,
            occurredAt: now,
          },
        ],
  );
  if (received.length > 0) await tx.insert(StockMovement, received);
}
