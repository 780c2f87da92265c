import { Inject, Injectable } from '@nestjs/common';
import { MoreThanOrEqual } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { addDays, vietnamDay, type Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { SellerTransactions } from '../../sellers/index.js';
import { SellerClosure } from './seller-closure.entity.js';

/** The tides of a year, twice a month and some more. */
const MOST_AHEAD = 60;
/** Nobody closes for longer without pausing their goods. */
const LONGEST_DAYS = 365;

/** Days on which a shop is closed: its goods are shown, and nothing can be ordered. */
@Injectable()
export class ClosuresService {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Those that are not over, the next first. */
  async list(principal: Principal, slug: string): Promise<SellerClosure[]> {
    const today = vietnamDay(this.clock.now());
    return this.sellerTransactions.run(principal, slug, 'listings', (tx, { sellerId }) =>
      tx.find(SellerClosure, {
        where: { sellerId, untilOn: MoreThanOrEqual(today) },
        order: { fromOn: 'ASC', id: 'ASC' },
      }),
    );
  }

  /** The same days again are the same closure. @throws Problem validation_failed, state_conflict (enough ahead) */
  async add(
    principal: Principal,
    slug: string,
    form: Pick<SellerClosure, 'fromOn' | 'untilOn' | 'reason' | 'note'>,
  ): Promise<{ id: string }> {
    const now = this.clock.now();
    const today = vietnamDay(now);
    demandDays(form, today);
    return this.sellerTransactions.run(principal, slug, 'listings', async (tx, { sellerId }) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`closures of ${sellerId}`]);
      const ahead = await tx.findBy(SellerClosure, { sellerId, untilOn: MoreThanOrEqual(today) });
      const same = ahead.find(({ fromOn, untilOn }) => fromOn === form.fromOn && untilOn === form.untilOn);
      if (same !== undefined) return { id: same.id };
      if (ahead.length >= MOST_AHEAD) throw new Problem('state_conflict');
      const id = uuidv7(now.getTime());
      await tx.insert(SellerClosure, { id, sellerId, ...form, createdAt: now, updatedAt: now });
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'closure.added',
          subjectType: 'seller',
          subjectId: sellerId,
          after: { closureId: id, fromOn: form.fromOn, untilOn: form.untilOn, reason: form.reason },
        },
      ]);
      return { id };
    });
  }

  /** Opens again on those days. @throws Problem not_found */
  async remove(principal: Principal, slug: string, id: string): Promise<void> {
    const now = this.clock.now();
    await this.sellerTransactions.run(principal, slug, 'listings', async (tx, { sellerId }) => {
      const closure = await tx.findOneBy(SellerClosure, { id, sellerId });
      if (closure === null) throw new Problem('not_found');
      await tx.delete(SellerClosure, { id, sellerId });
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'closure.removed',
          subjectType: 'seller',
          subjectId: sellerId,
          before: { closureId: id, fromOn: closure.fromOn, untilOn: closure.untilOn },
        },
      ]);
    });
  }
}

function demandDays({ fromOn, untilOn }: { fromOn: string; untilOn: string }, today: string): void {
  if (untilOn < fromOn)
    throw fieldProblem(
      'untilOn',
      'not_valid',
      'Ngày cuối phải sau ngày đầu',
      'The last day comes after the first',
    );
  if (untilOn < today)
    throw fieldProblem('untilOn', 'in_past', 'Những ngày này đã qua', 'These days are over');
  if (untilOn > addDays(fromOn, LONGEST_DAYS))
    throw fieldProblem('untilOn', 'not_valid', 'Nghỉ tối đa 365 ngày một đợt', 'At most 365 days at a time');
}
