import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import type { Statement } from '../../../platform/database/reader.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Problem } from '../../../platform/http/problem.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { recordOrderEvents, type OrderActor } from '../events/record-order-events.js';
import type { LockedOrder } from '../shop-orders/lock-order.js';
import { goAheadQueue } from './go-ahead-queues.js';
import { goAheadsBefore, type GoAheadMover, type GoAheadStatus } from './go-ahead-status.js';

export interface GoAheadMoved {
  to: GoAheadStatus;
  mover: GoAheadMover;
  actorKind: OrderActor;
  now: Date;
  /** By which way the buyer's word came. */
  by?: 'link' | 'page' | 'call';
  /** Why the shop does without it. */
  words?: string;
}

const moveGoAhead: Statement = {
  name: 'orders-move-go-ahead',
  text: `UPDATE go_aheads SET status = $3, status_changed_at = $2, updated_at = $2, given_by = $5
    WHERE order_id = $1 AND status = ANY ($4) RETURNING order_id`,
};

const waiveGoAhead: Statement = {
  name: 'orders-waive-go-ahead',
  text: `UPDATE go_aheads SET status = $3, status_changed_at = $2, updated_at = $2, waiver_words = $5
    WHERE order_id = $1 AND status = ANY ($4) RETURNING order_id`,
};

const waiting: Statement = {
  name: 'orders-go-ahead-waiting',
  text: `SELECT 1 FROM go_aheads WHERE order_id = $1 AND status = 'asked'`,
};

/**
 * Before anything of a locked order leaves the shop.
 *
 * @throws Problem state_conflict, with `reason` go_ahead_missing
 */
export async function demandGoAhead(tx: EntityManager, { id }: Pick<LockedOrder, 'id'>): Promise<void> {
  if ((await runStatement(tx, waiting, [id])).length > 0)
    throw new Problem('state_conflict', {
      extra: { reason: 'go_ahead_missing' },
      errors: [
        {
          path: 'goAhead',
          code: 'missing',
          vi: 'Khách chưa xác nhận đơn trả tiền khi nhận này. Gọi khách và ghi lại, hoặc nêu lý do vẫn gửi.',
          en: 'The buyer has not yet said that this order to be paid on delivery is to be sent. Call and write it down, or say why it is sent all the same.',
        },
      ],
    });
}

/** The one writer of the axis: a conditional UPDATE under the order's lock, its event and its line of history. */
@Injectable()
export class MoveGoAhead {
  constructor(private readonly jobs: Jobs) {}

  /** @throws Problem state_conflict (none is asked, or the order is over) */
  async run(
    tx: EntityManager,
    order: LockedOrder,
    { to, mover, actorKind, now, by, words }: GoAheadMoved,
  ): Promise<void> {
    if (order.status !== 'placed' && order.status !== 'confirmed') throw new Problem('state_conflict');
    const moved = await runStatement(tx, to === 'waived' ? waiveGoAhead : moveGoAhead, [
      order.id,
      now,
      to,
      goAheadsBefore(to, mover),
      (to === 'waived' ? words : by) ?? null,
    ]);
    if (moved.length !== 1) throw new Problem('state_conflict');
    await this.record(tx, order.id, { to, mover, actorKind, now }, by === undefined ? {} : { by });
    // What the buyer does, the shop is told; what the shop wrote down it knows.
    if (mover === 'buyer') await this.jobs.enqueue(tx, goAheadQueue, { orderId: order.id, what: 'given' });
  }

  /** What happened while it is still asked for: an unanswered call, the reminder, the shop told. */
  async record(
    tx: EntityManager,
    orderId: string,
    { to, mover, actorKind, now }: Pick<GoAheadMoved, 'to' | 'mover' | 'actorKind' | 'now'>,
    details: object,
  ): Promise<void> {
    await recordOrderEvents(tx, [
      { orderId, axis: 'go_ahead', subjectId: orderId, from: 'asked', to, actorKind, at: now, details },
    ]);
    await recordAudit(tx, [
      {
        at: now,
        actorKind: mover,
        action: `go_ahead.${'step' in details ? String(details.step) : to}`,
        subjectType: 'order',
        subjectId: orderId,
        after: details,
      },
    ]);
  }
}
