import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { findGroupOf } from '../order-access.js';
import type { OrderBuyer } from '../order-buyer.js';
import { lockOrder } from '../shop-orders/lock-order.js';
import { ComplaintTimes } from './complaint-times.js';
import { tellOfMove, writeMessage, type DisputeWords } from './dispute-record.js';
import type { DisputeKind } from './dispute-status.js';

/** Of one order, over and open: more is no complaint any more. */
const MOST_DISPUTES = 10;

/** The buyer opens a dispute about an order; from now on its clocks run. */
@Injectable()
export class OpenDispute {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    private readonly dataKeys: DataKeys,
    private readonly times: ComplaintTimes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Gives its id.
   *
   * @throws Problem sign_in_required, not_found, state_conflict (one of that kind is open already, the order had too many,
   *   or the time for which orders are kept is over)
   */
  async run(
    orderCode: string,
    buyer: OrderBuyer,
    wish: DisputeWords & { kind: DisputeKind },
  ): Promise<string> {
    try {
      return await this.open(orderCode, buyer, wish);
    } catch (error) {
      throw brokenConstraint(error) === 'disputes_live' ? new Problem('state_conflict') : error;
    }
  }

  private open(
    orderCode: string,
    buyer: OrderBuyer,
    { kind, ...words }: DisputeWords & { kind: DisputeKind },
  ): Promise<string> {
    const now = this.clock.now();
    return this.transactions.run('buyer', async (tx) => {
      const group = await findGroupOf(tx, { orderCode }, buyer, now);
      if (group.contactErasedAt !== null) throw new Problem('state_conflict');
      const order = await lockOrder(tx, { orderCode });
      const id = uuidv7(now.getTime());
      const { firstReplyBy, resolveBy } = this.times.of(kind, now);
      const written = await tx.query<unknown[]>(
        `INSERT INTO disputes (id, order_id, seller_id, kind, status, status_changed_at, opened_at, first_reply_by, resolve_by,
           created_at, updated_at)
         SELECT $1, o.id, o.seller_id, $3, 'open', $4, $4, $5, $6, $4, $4 FROM orders o
         WHERE o.id = $2 AND (SELECT count(*) FROM disputes WHERE order_id = o.id) < ${MOST_DISPUTES} RETURNING id`,
        [id, order.id, kind, now, firstReplyBy, resolveBy],
      );
      if (written.length === 0) throw new Problem('state_conflict');
      // A purchase from before contacts were sealed has no key yet.
      const key =
        (await this.dataKeys.find(tx, group.id)) ?? (await this.dataKeys.create(tx, 'order_group', group.id));
      const actor = { mover: 'buyer', actorKind: 'buyer', accountId: null } as const;
      await writeMessage(tx, key, { id, groupId: group.id }, actor, words, now);
      await tellOfMove(
        { tx, jobs: this.jobs },
        { disputeId: id, orderId: order.id, kind, from: null, to: 'open', actor, now },
      );
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'buyer',
          action: 'dispute.opened',
          subjectType: 'order',
          subjectId: order.id,
          after: { disputeId: id, kind },
        },
      ]);
      return id;
    });
  }
}
