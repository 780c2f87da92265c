import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { HOUR_MS, type Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Problem } from '../../../platform/http/problem.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { limitHolds } from '../../inventory/index.js';
import { SellerTransactions } from '../../sellers/index.js';
import { orderWeighedQueue } from '../order-queues.js';
import { SettlePayment } from '../payment/settle-payment.js';
import { lockOrder, type LockedOrder } from '../shop-orders/lock-order.js';
import { checkWeights, type LineByWeight, type WeighedLine } from './check-weights.js';
import type { WeighDto, WeighedOrderAnswer } from './weighing.dto.js';
import {
  correctOrder,
  correctPayment,
  findWeighing,
  linesByWeight,
  weighedOrder,
  weighLines,
  writeWeighing,
} from './weigh-order.sql.js';

type Weighed = Omit<WeighedOrderAnswer, 'payBy'> & { payBy: Date | null };

interface Weighing {
  order: LockedOrder;
  key: string;
  lines: readonly WeighedLine[];
  now: Date;
}

/**
 * The shop weighs an order's goods at packing, and what there is to pay falls to what they weigh: lines, order, purchase
 * and payment in one transaction, once per key. The order's row is locked first and its goods last, as everybody does.
 */
@Injectable()
export class WeighOrder {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly jobs: Jobs,
    private readonly settle: SettlePayment,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem not_found, not_allowed, validation_failed (see `checkWeights`), idempotency_conflict (the key weighed
   *   something else), state_conflict (over, handed over, paid or overdue)
   */
  async run(principal: Principal, slug: string, code: string, asked: WeighDto): Promise<WeighedOrderAnswer> {
    const now = this.clock.now();
    return this.sellers.run(principal, slug, 'orders', async (tx) => {
      const order = await lockOrder(tx, { orderCode: code });
      if (!(await wasWeighed(tx, order.id, asked))) {
        const lines = checkWeights(await openLines(tx, order), asked.lines);
        await this.weigh(tx, { order, key: asked.key, lines, now });
        // Somebody may have paid before the scales said how much.
        await this.settle.cover(tx, code, { audience: 'seller', actor: 'seller', source: 'seller' });
      }
      const [weighed] = await runStatement<Weighed>(tx, weighedOrder, [order.id]);
      if (weighed === undefined) throw new Error(`Order ${code} has no payment`);
      return { ...weighed, payBy: weighed.payBy?.toISOString() ?? null };
    });
  }

  private async weigh(tx: EntityManager, { order, key, lines, now }: Weighing): Promise<void> {
    const fallen = await runStatement(tx, weighLines, [order.id, JSON.stringify(lines), now]);
    if (fallen.length !== lines.length) throw new Problem('state_conflict');
    const [corrected] = await runStatement<{ totalVnd: number }>(tx, correctOrder, [order.id, now]);
    if (corrected === undefined) throw new Problem('state_conflict');
    const { totalVnd } = corrected;
    const end = new Date(now.getTime() + this.floor.orderTimers.transferHours * HOUR_MS);
    const [payment] = await runStatement<{ payBy: Date | null }>(tx, correctPayment, [
      order.id,
      totalVnd,
      now,
      end,
    ]);
    if (payment === undefined) throw new Problem('state_conflict');
    const weighingId = uuidv7(now.getTime());
    await runStatement(tx, writeWeighing, [
      weighingId,
      order.id,
      key,
      JSON.stringify(asKept(lines)),
      order.totalVnd,
      totalVnd,
      now,
    ]);
    await recordAudit(tx, [
      {
        at: now,
        actorKind: 'seller',
        action: 'order.weighed',
        subjectType: 'order',
        subjectId: order.id,
        before: { totalVnd: order.totalVnd },
        after: { totalVnd, weighedGrams: lines.reduce((sum, { grams }) => sum + grams, 0) },
      },
    ]);
    await this.jobs.enqueue(tx, orderWeighedQueue, { weighingId });
    if (payment.payBy !== null) await limitHolds(tx, order.lineIds, payment.payBy, now);
  }
}

/** Whether that key has weighed the order already; it must have said the same. */
async function wasWeighed(tx: EntityManager, orderId: string, { key, lines }: WeighDto): Promise<boolean> {
  const [known] = await runStatement<{ lines: KeptLine[] }>(tx, findWeighing, [orderId, key]);
  if (known === undefined) return false;
  const said = asKept(lines.map(({ lineId, grams }) => ({ id: lineId, grams })));
  const same =
    said.length === known.lines.length &&
    said.every(
      ({ lineId, grams }, i) => known.lines[i]?.lineId === lineId && known.lines[i]?.grams === grams,
    );
  if (!same) throw new Problem('idempotency_conflict');
  return true;
}

interface KeptLine {
  lineId: string;
  grams: number;
}

/** What a weighing keeps of its lines, in one order whatever order they came in. */
const asKept = (lines: readonly { id: string; grams: number }[]): KeptLine[] =>
  lines
    .map(({ id, grams }) => ({ lineId: id.toLowerCase(), grams }))
    .sort((a, b) => (a.lineId < b.lineId ? -1 : 1));

/** The lines the scales are for. @throws Problem state_conflict where the order is over, or has none to weigh */
async function openLines(tx: EntityManager, { id, status }: LockedOrder): Promise<LineByWeight[]> {
  const open = status === 'placed' || status === 'confirmed';
  const lines = open ? await runStatement<LineByWeight>(tx, linesByWeight, [id]) : [];
  if (lines.length === 0) throw new Problem('state_conflict');
  return lines;
}
