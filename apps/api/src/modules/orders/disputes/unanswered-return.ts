import { uuidv7 } from '#kernel/ids';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import type { DataKey } from '../../../platform/sealing/data-keys.js';
import { recordOrderEvents } from '../events/record-order-events.js';
import type { LockedOrder } from '../shop-orders/lock-order.js';
import type { ComplaintTimes } from './complaint-times.js';
import { findDispute, moveDispute, writeMessage } from './dispute-record.js';
import { LIVE_DISPUTES } from './dispute-status.js';

const KIND = 'return_unanswered' as const;

/** The return that nobody answered. */
interface Unanswered {
  returnId: string;
  number: number;
  /** Why the goods go back, in the buyer's words, as they were sealed with the purchase's key. */
  wordsSealed: string | null;
}

/**
 * A return that its shop left unanswered comes before the officers by itself, as a dispute with the buyer's own words: one
 * an order, however many of its returns wait. Both sides are told by the notice of the return. The caller holds the order's
 * lock. Gives the dispute's id, or null where there was one.
 */
export async function openForReturn(
  tx: EntityManager,
  { order, key, times, now }: { order: LockedOrder; key: DataKey | null; times: ComplaintTimes; now: Date },
  { returnId, number, wordsSealed }: Unanswered,
): Promise<string | null> {
  if ((await liveOf(tx, order)) !== null) return null;
  const id = uuidv7(now.getTime());
  const { firstReplyBy, resolveBy } = times.of(KIND, now);
  await tx.query(
    `INSERT INTO disputes (id, order_id, seller_id, kind, status, status_changed_at, opened_at, first_reply_by, resolve_by,
       escalated_at, created_at, updated_at)
     SELECT $1, o.id, o.seller_id, '${KIND}', 'escalated', $3, $3, $4, $5, $3, $3, $3 FROM orders o WHERE o.id = $2`,
    [id, order.id, now, firstReplyBy, resolveBy],
  );
  const words = wordsSealed === null ? null : (key?.open(wordsSealed, 'order_returns.words') ?? null);
  if (key !== null && words !== null && words !== '')
    await writeMessage(
      tx,
      key,
      { id, groupId: key.subjectId },
      { mover: 'buyer', actorKind: 'buyer', accountId: null },
      { words },
      now,
    );
  const event = { orderId: order.id, axis: 'dispute', subjectId: id, actorKind: 'worker', at: now } as const;
  const details = { kind: KIND, return: number };
  await recordOrderEvents(tx, [
    { ...event, from: null, to: 'open', details },
    { ...event, from: 'open', to: 'escalated', details },
  ]);
  await recordAudit(tx, [
    {
      at: now,
      actorKind: 'worker',
      action: 'dispute.opened',
      subjectType: 'order',
      subjectId: order.id,
      after: { disputeId: id, kind: KIND, returnId },
    },
  ]);
  return id;
}

/**
 * The shop took the goods back, or gave the money, after all, or the buyer keeps them: once no return of the order waits any
 * more there is nothing left to decide. What became of the return is told by its own notice.
 */
export async function endForReturn(
  tx: EntityManager,
  order: LockedOrder,
  how: 'back' | 'kept' | 'withdrawn',
  now: Date,
): Promise<void> {
  const id = await liveOf(tx, order);
  if (id === null) return;
  const waiting = await tx.query<unknown[]>(
    `SELECT FROM order_returns WHERE order_id = $1 AND status = 'escalated' LIMIT 1`,
    [order.id],
  );
  if (waiting.length > 0) return;
  const dispute = await findDispute(tx, order, id);
  const told = { tx, jobs: null };
  if (how === 'withdrawn')
    return moveDispute(told, dispute, {
      to: 'withdrawn',
      actor: { mover: 'buyer', actorKind: 'buyer' },
      now,
    });
  const outcome = how === 'back' ? ('return' as const) : ('settled' as const);
  await moveDispute(told, dispute, {
    to: 'settled',
    actor: { mover: 'seller', actorKind: 'seller' },
    now,
    end: { outcome, amountVnd: null, refundId: null },
  });
}

async function liveOf(tx: EntityManager, { id }: LockedOrder): Promise<string | null> {
  const [live] = await tx.query<{ id: string }[]>(
    `SELECT id FROM disputes WHERE order_id = $1 AND kind = '${KIND}' AND status = ANY ($2::varchar[])`,
    [id, LIVE_DISPUTES],
  );
  return live?.id ?? null;
}
