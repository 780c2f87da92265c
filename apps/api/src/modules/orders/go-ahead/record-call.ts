import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Problem } from '../../../platform/http/problem.js';
import { SellerTransactions } from '../../sellers/index.js';
import { OrderEvents } from '../events/order-events.js';
import type { OrderActor } from '../events/record-order-events.js';
import { endOrder } from '../shop-orders/end-order.js';
import { lockOrder, type LockedOrder } from '../shop-orders/lock-order.js';
import type { CallDto, CallOutcome, WaiverDto } from './go-ahead.dto.js';
import { countTry, goAheadStatus } from './go-ahead.sql.js';
import type { GoAheadStatus } from './go-ahead-status.js';
import { MoveGoAhead } from './move-go-ahead.js';

interface Caller {
  actorKind: OrderActor;
  now: Date;
}

/** The shop calls the buyer and writes down what came of it, or says why it sends an order without the buyer's word. */
@Injectable()
export class RecordCall {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly goAheads: MoveGoAhead,
    private readonly events: OrderEvents,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, not_allowed, state_conflict (no word is asked for, or the order is over) */
  run(principal: Principal, slug: string, orderCode: string, { outcome, tries }: CallDto): Promise<void> {
    return this.open(principal, slug, orderCode, (tx, order, caller) =>
      outcome === 'unanswered'
        ? this.count(tx, order, caller, tries)
        : this.conclude(tx, order, caller, outcome),
    );
  }

  /** @throws Problem not_found, not_allowed, state_conflict (no word is asked for, or the order is over) */
  waive(principal: Principal, slug: string, orderCode: string, { words }: WaiverDto): Promise<void> {
    return this.open(principal, slug, orderCode, (tx, order, caller) =>
      this.goAheads.run(tx, order, { to: 'waived', mover: 'seller', ...caller, words }),
    );
  }

  private open(
    principal: Principal,
    slug: string,
    orderCode: string,
    work: (tx: EntityManager, order: LockedOrder, caller: Caller) => Promise<void>,
  ): Promise<void> {
    const now = this.clock.now();
    return this.sellers.run(principal, slug, 'orders', async (tx, { capacity }) =>
      work(tx, await lockOrder(tx, { orderCode }), {
        actorKind: capacity === 'mandate' ? 'staff' : 'seller',
        now,
      }),
    );
  }

  private async count(tx: EntityManager, order: LockedOrder, caller: Caller, seen: number): Promise<void> {
    const [found] = await runStatement<{ status: GoAheadStatus }>(tx, goAheadStatus, [order.id]);
    const open = order.status === 'placed' || order.status === 'confirmed';
    if (!open || found?.status !== 'asked') throw new Problem('state_conflict');
    const [counted] = await runStatement<{ tries: number }>(tx, countTry, [order.id, caller.now, seen]);
    if (counted === undefined) return;
    const details = { step: 'unanswered', try: counted.tries };
    await this.goAheads.record(tx, order.id, { to: 'asked', mover: 'seller', ...caller }, details);
  }

  private async conclude(
    tx: EntityManager,
    order: LockedOrder,
    caller: Caller,
    outcome: Exclude<CallOutcome, 'unanswered'>,
  ): Promise<void> {
    await this.goAheads.run(tx, order, {
      to: outcome,
      mover: 'seller',
      ...caller,
      ...(outcome === 'given' ? { by: 'call' as const } : {}),
    });
    // Nothing of it was sent: that waited for this very word.
    if (outcome === 'refused')
      await endOrder(tx, this.events, order, { reason: 'buyer_asked', mover: 'seller', ...caller });
  }
}
