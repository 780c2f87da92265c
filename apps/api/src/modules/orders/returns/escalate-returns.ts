import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { ComplaintTimes } from '../disputes/complaint-times.js';
import { openForReturn } from '../disputes/unanswered-return.js';
import { OrderEvents } from '../events/order-events.js';
import { lockOrder } from '../shop-orders/lock-order.js';
import { moveReturn, readReturn } from './move-return.js';

/** One sweep handles so many at most; the next comes some minutes later. */
const BATCH = 500;

/** Returns no shop answered in time become disputes before the officers, and the shop may still answer. */
@Injectable()
export class EscalateReturns {
  private readonly logger = new Logger('orders');

  constructor(
    private readonly transactions: Transactions,
    private readonly events: OrderEvents,
    private readonly dataKeys: DataKeys,
    private readonly times: ComplaintTimes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How many were handed on. Safe to repeat and to run twice at once. */
  async run(): Promise<number> {
    const now = this.clock.now();
    const due = await this.transactions.run('worker', (tx) =>
      tx.query<{ id: string; orderId: string }[]>(
        `SELECT id, order_id AS "orderId" FROM order_returns WHERE status = 'requested' AND answer_by <= $1
         ORDER BY answer_by, id LIMIT ${BATCH}`,
        [now],
      ),
    );
    let escalated = 0;
    for (const one of due) {
      try {
        if (await this.escalate(one, now)) escalated += 1;
      } catch (error) {
        this.logger.error(`return ${one.id}, which nobody answers, could not be moved: ${String(error)}`);
      }
    }
    return escalated;
  }

  private escalate({ id, orderId }: { id: string; orderId: string }, now: Date): Promise<boolean> {
    return this.transactions.run('worker', async (tx) => {
      const order = await lockOrder(tx, { orderId });
      const found = await readReturn(tx, order, id);
      if (found.status !== 'requested') return false;
      await moveReturn(tx, this.events, order, found, {
        returnId: id,
        to: 'escalated',
        mover: 'worker',
        actorKind: 'worker',
        now,
      });
      const [{ groupId, wordsSealed } = { groupId: '', wordsSealed: null }] = await tx.query<
        { groupId: string; wordsSealed: string | null }[]
      >(
        `SELECT o.order_group_id AS "groupId", r.words_sealed AS "wordsSealed" FROM order_returns r
         JOIN orders o ON o.id = r.order_id WHERE r.id = $1`,
        [id],
      );
      const key = await this.dataKeys.find(tx, groupId);
      await openForReturn(
        tx,
        { order, key, times: this.times, now },
        { returnId: id, number: found.number, wordsSealed },
      );
      return true;
    });
  }
}
