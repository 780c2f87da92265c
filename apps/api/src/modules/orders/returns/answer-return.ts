import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Problem } from '../../../platform/http/problem.js';
import { returnStock } from '../../inventory/index.js';
import { SellerTransactions } from '../../sellers/index.js';
import { endForReturn } from '../disputes/unanswered-return.js';
import { OrderEvents } from '../events/order-events.js';
import { lockOrder, type LockedOrder } from '../shop-orders/lock-order.js';
import { agreeReturn, declineReturn, readReturn, settleReturn, type ReturnMove } from './move-return.js';
import { missedFrom } from './return-clocks.js';
import type { AgreementDto, DeclineDto, GoodsBackDto } from './return.dto.js';
import { linesOfReturn, type SettlingLine } from './returns.sql.js';

/** Which return of which order of a shop. */
export interface WhichReturn {
  orderCode: string;
  returnId: string;
}

/** What a shop, or staff under its mandate, does with a return. */
@Injectable()
export class AnswerReturn {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly events: OrderEvents,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The goods are to come back, or the money goes back without them.
   *
   * @throws Problem not_found, not_allowed, state_conflict (answered already, or what is missing cannot come back; without
   *   goods also while something of the order is on its way or unpaid)
   */
  agree(principal: Principal, slug: string, which: WhichReturn, { goods }: AgreementDto): Promise<void> {
    return this.open(principal, slug, which, async (tx, order, move) => {
      if (goods === 'back') await agreeReturn(tx, this.events, order, move);
      else await settleReturn(tx, this.events, order, { ...move, goods });
      await endForReturn(tx, order, goods, move.now);
    });
  }

  /** @throws Problem not_found, not_allowed, state_conflict (answered already, or the goods may still come) */
  decline(
    principal: Principal,
    slug: string,
    which: WhichReturn,
    { reason, words }: DeclineDto,
  ): Promise<void> {
    return this.open(principal, slug, which, async (tx, order, move) => {
      const { status, statusChangedAt } = await readReturn(tx, order, move.returnId);
      const late = move.now >= missedFrom(statusChangedAt, this.floor.orderTimers);
      // What was agreed to holds, unless nothing came of it.
      const still = status === 'agreed' ? reason === 'goods_differ' || (reason === 'not_sent' && late) : true;
      const begun = reason === 'goods_differ' || reason === 'not_sent';
      if (!still || (begun && status !== 'agreed')) throw new Problem('state_conflict');
      await declineReturn(tx, this.events, order, { ...move, reason, words });
    });
  }

  /**
   * The goods are back: on the shelf, but for what cannot be sold any more; the money is owed.
   *
   * @throws Problem not_found, not_allowed, state_conflict (not agreed to, back already, more than is in it, something of
   *   the order still on its way or unpaid)
   */
  goodsBack(
    principal: Principal,
    slug: string,
    which: WhichReturn,
    { writtenOff = [] }: GoodsBackDto,
  ): Promise<void> {
    return this.open(principal, slug, which, async (tx, order, move) => {
      const { status } = await readReturn(tx, order, move.returnId);
      if (status !== 'agreed') throw new Problem('state_conflict');
      const lost = new Map(writtenOff.map(({ lineId, quantity }) => [lineId.toLowerCase(), quantity]));
      const lines = await runStatement<SettlingLine>(tx, linesOfReturn, [move.returnId]);
      const known = [...lost].every(([lineId, quantity]) =>
        lines.some((line) => line.orderLineId === lineId && quantity <= line.quantity),
      );
      if (!known) throw new Problem('state_conflict');
      const back = await settleReturn(tx, this.events, order, { ...move, goods: 'back', lost });
      await returnStock(tx, back, move.now);
    });
  }

  private open(
    principal: Principal,
    slug: string,
    { orderCode, returnId }: WhichReturn,
    work: (tx: EntityManager, order: LockedOrder, move: ReturnMove) => Promise<void>,
  ): Promise<void> {
    const now = this.clock.now();
    return this.sellers.run(principal, slug, 'orders', async (tx, { capacity }) => {
      const order = await lockOrder(tx, { orderCode });
      const actorKind = capacity === 'mandate' ? 'staff' : 'seller';
      await work(tx, order, { returnId, mover: 'seller', actorKind, now });
    });
  }
}
