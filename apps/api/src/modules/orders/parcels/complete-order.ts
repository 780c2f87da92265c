import type { EntityManager } from 'typeorm';
import type { Statement } from '../../../platform/database/reader.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Problem } from '../../../platform/http/problem.js';
import type { OrderEvents } from '../events/order-events.js';
import { statusesBefore } from '../order-status.js';

const complete: Statement = {
  name: 'orders-complete',
  text: `UPDATE orders SET status = 'completed', status_changed_at = $2, updated_at = $2
    WHERE id = $1 AND status = ANY ($3) RETURNING id`,
};

/** An order whose goods came and were paid is over for good. @throws Problem state_conflict */
export async function completeOrder(
  tx: EntityManager,
  events: OrderEvents,
  order: { id: string },
  { mover, now }: { mover: 'buyer' | 'worker'; now: Date },
): Promise<void> {
  const moved = await runStatement(tx, complete, [order.id, now, statusesBefore('completed', mover)]);
  if (moved.length !== 1) throw new Problem('state_conflict');
  await events.record(tx, [
    {
      orderId: order.id,
      axis: 'order',
      subjectId: order.id,
      from: 'confirmed',
      to: 'completed',
      actorKind: mover,
      at: now,
    },
  ]);
}
