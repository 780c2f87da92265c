import type { EntityManager } from 'typeorm';
import type { OrderTimers } from '../../../platform/data/floor-profile.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import type { Order } from '../order.entity.js';
import { cameSince, returnableUntil } from './return-clocks.js';
import { returnableLines, type ReturnableLine } from './returns.sql.js';

/** What of an order may still go back. */
export interface Returnable {
  /** The first instant that is too late for the last of it; null where nothing may go back. */
  until: Date | null;
  /** Pieces by line. */
  pieces: ReadonlyMap<string, number>;
}

/** Of orders that are going on or completed; nothing of others goes back. */
export async function readReturnable(
  tx: EntityManager,
  orders: readonly Order[],
  timers: OrderTimers,
  now: Date,
): Promise<Map<string, Returnable>> {
  const found = new Map<string, Returnable>();
  for (const { id, status } of orders) {
    if (status !== 'confirmed' && status !== 'completed') continue;
    const lines = await runStatement<ReturnableLine>(tx, returnableLines, [id, cameSince(now, timers)]);
    const may = lines.filter(({ returnable }) => returnable > 0);
    const last = may.reduce<Date | null>(
      (latest, { arrivedAt }) =>
        arrivedAt !== null && (latest === null || arrivedAt > latest) ? arrivedAt : latest,
      null,
    );
    found.set(id, {
      until: last === null ? null : returnableUntil(last, timers),
      pieces: new Map(lines.map((line) => [line.id, line.returnable])),
    });
  }
  return found;
}
