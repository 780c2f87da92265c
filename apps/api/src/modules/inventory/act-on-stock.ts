import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { Problem } from '../../platform/http/problem.js';
import { availableOfStockSql } from './available.sql.js';
import { StockLevel } from './stock-level.entity.js';
import { StockMovement, type MovementReason } from './stock-movement.entity.js';

/**
 * What a shop says of its shelf: `sold_out` leaves what is promised and nothing more; `recount` is a count of everything
 * there, the promised included; `sold_off_floor` and `received` are so many pieces.
 */
export interface StockAct {
  /** Of the device's making: the same act again changes nothing. */
  key: string;
  act: 'sold_out' | 'recount' | 'sold_off_floor' | 'received';
  variantId: string;
  /** Pieces; of `sold_out` 0. */
  quantity: number;
  batchId?: string;
}

/** The shelf after an act. */
export interface Shelf {
  onHand: number;
  /** Promised to orders. */
  reserved: number;
  /** What buyers can take now. */
  available: number;
}

const REASONS: Readonly<Record<StockAct['act'], MovementReason>> = {
  sold_out: 'counted',
  recount: 'counted',
  sold_off_floor: 'sold_elsewhere',
  received: 'received',
};

/**
 * Changes what is on the shelf by one movement. Placements take their turn on the same row, so that a count is of one
 * moment; holds whose hour has passed are freed first, or they would come back as goods that are not there.
 *
 * @throws Problem not_found (no such variant of this audience), idempotency_conflict (the key said something else),
 *   out_of_stock (fewer are free, with how many) and state_conflict (a count below what is promised, with that number)
 */
export async function actOnStock(tx: EntityManager, act: StockAct, now: Date): Promise<Shelf> {
  const { variantId, key } = act;
  const locked = await tx.query<unknown[]>(
    `SELECT 1 FROM stock_levels WHERE variant_id = $1 FOR NO KEY UPDATE`,
    [variantId],
  );
  if (locked.length === 0) throw new Problem('not_found');
  const [known] = await tx.query<{ act: string; quantity: number }[]>(
    `SELECT act, quantity FROM stock_acts WHERE variant_id = $1 AND key = $2`,
    [variantId, key],
  );
  if (known !== undefined) {
    if (known.act !== act.act || known.quantity !== act.quantity) throw new Problem('idempotency_conflict');
    return shelfOf(tx, variantId, now);
  }
  await tx.query(`SELECT free_lapsed_holds($1::uuid, $2::timestamptz)`, [variantId, now]);
  const { onHand, reserved } = await tx.findOneByOrFail(StockLevel, { variantId });
  const moved = movementOf(act, onHand, reserved);
  await tx.query(
    `INSERT INTO stock_acts (id, variant_id, key, act, quantity, batch_id, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`,
    [uuidv7(now.getTime()), variantId, key, act.act, act.quantity, act.batchId ?? null, now],
  );
  if (moved !== 0) {
    await tx.update(StockLevel, { variantId }, { onHand: onHand + moved, updatedAt: now });
    await tx.insert(StockMovement, {
      id: uuidv7(now.getTime()),
      variantId,
      quantity: moved,
      reason: REASONS[act.act],
      occurredAt: now,
    });
  }
  return shelfOf(tx, variantId, now);
}

/** By how much `onHand` changes. */
function movementOf({ act, quantity }: StockAct, onHand: number, reserved: number): number {
  switch (act) {
    case 'received':
      return quantity;
    case 'sold_out':
      return reserved - onHand;
    case 'recount':
      if (quantity < reserved) throw new Problem('state_conflict', { extra: { reserved } });
      return quantity - onHand;
    case 'sold_off_floor':
      if (quantity > onHand - reserved)
        throw new Problem('out_of_stock', { extra: { available: onHand - reserved } });
      return -quantity;
  }
}

/** The shelf as it stands. */
export async function shelfOf(tx: EntityManager, variantId: string, now: Date): Promise<Shelf> {
  const [shelf] = await tx.query<Shelf[]>(
    `SELECT st.on_hand AS "onHand", st.reserved, ${availableOfStockSql('st', '$2::timestamptz', HOLDS)} AS available
     FROM stock_levels st WHERE st.variant_id = $1`,
    [variantId, now],
  );
  if (shelf === undefined) throw new Problem('not_found');
  return shelf;
}

/** Buyers read holds through a view that a shop's own side was not given. */
const HOLDS = `(SELECT variant_id, quantity, expires_at FROM stock_reservations
  WHERE status = 'live' AND expires_at IS NOT NULL)`;
