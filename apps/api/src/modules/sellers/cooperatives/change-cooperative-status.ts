import { Inject, Injectable } from '@nestjs/common';
import { vietnamDay, type Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import type { Officer } from '../../identity/index.js';
import { cooperativeAudit } from './cooperative-audit.js';
import { inFuture } from './cooperative-facts.js';
import { judgeMove, type MoveRefusal } from './cooperative-status.js';
import type { StatusInput } from './cooperative.dto.js';
import { holdCooperative } from './read-cooperatives.sql.js';
import { changeCooperatives } from './write-cooperatives.sql.js';

/**
 * Records that a cooperative ceased, operates again or was dissolved. Its shop follows in the same transaction: nothing
 * of a ceased one is listed from then on, whatever the shop's own status, and what was ordered is still delivered.
 */
@Injectable()
export class ChangeCooperativeStatus {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem not_found (also: not the officer's), state_conflict (no such move from where it stands),
   *   validation_failed (the day is still to come, or before what is already recorded)
   */
  async run(officer: Pick<Officer, 'communes'>, id: string, { status, fromOn }: StatusInput): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const known = await holdCooperative(tx, officer, id);
      const refused = judgeMove(known, status, fromOn, vietnamDay(now));
      if (refused !== null) throw moveProblem(refused);
      const next = { ...known, status, statusFrom: fromOn, newStatus: { status, fromOn } };
      await changeCooperatives(tx, [next], now);
      const before = { status: known.status, statusFrom: known.statusFrom };
      const action = `cooperative.${status === 'active' ? 'resumed' : status}`;
      await recordAudit(tx, [
        cooperativeAudit(now, action, id, { before, after: { status, statusFrom: fromOn } }),
      ]);
    });
  }
}

function moveProblem(refused: MoveRefusal): Problem {
  switch (refused) {
    case 'no_such_move':
      return new Problem('state_conflict');
    case 'in_future':
      return new Problem('validation_failed', { errors: [inFuture('fromOn')] });
    case 'before_founding':
      return fieldProblem(
        'fromOn',
        refused,
        'Ngày này trước ngày thành lập',
        'This is before it was founded',
      );
    case 'before_last_change':
      return fieldProblem(
        'fromOn',
        refused,
        'Phải sau ngày của tình trạng đã ghi gần nhất',
        'This must be after the last recorded change',
      );
  }
}
