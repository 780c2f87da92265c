import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import { vietnamDay, type Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import type { DecideTermDto, TermDto } from './terms.dto.js';

const LIST = `
  SELECT subject, mode, fee_basis_points AS "feeBasisPoints", effective_from::text AS "effectiveFrom", reason,
    decided_at AS "decidedAt"
  FROM settlement_terms ORDER BY effective_from DESC, decided_at DESC, id DESC LIMIT 200`;

/** An administrator decides how a channel's tax is dealt with, or what the floor takes, from a day on. */
@Injectable()
export class DecideTerm {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(): Promise<TermDto[]> {
    return this.transactions.run('officer', (tx) => tx.query<TermDto[]>(LIST));
  }

  /** @throws Problem validation_failed: not from tomorrow on, or not what belongs to the subject */
  async run(accountId: string, wish: DecideTermDto): Promise<TermDto> {
    const now = this.clock.now();
    const { subject, mode = null, feeBasisPoints = null, effectiveFrom, reason } = wish;
    if (effectiveFrom <= vietnamDay(now))
      throw fieldProblem('effectiveFrom', 'too_early', 'Sớm nhất là ngày mai', 'Tomorrow at the earliest');
    const about = subject === 'floor_fee' ? 'feeBasisPoints' : 'mode';
    const [needed, other] = subject === 'floor_fee' ? [feeBasisPoints, mode] : [mode, feeBasisPoints];
    if (needed === null || other !== null)
      throw fieldProblem(
        about,
        'required',
        'Chọn đúng một nội dung quyết định',
        'Exactly what belongs to the subject',
      );
    const term = { subject, mode, feeBasisPoints, effectiveFrom, reason, decidedAt: now };
    await this.transactions.run('officer', async (tx) => {
      const id = uuidv7(now.getTime());
      await tx.query(
        `INSERT INTO settlement_terms (id, subject, mode, fee_basis_points, effective_from, reason, decided_by, decided_at,
           created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $8)`,
        [id, subject, mode, feeBasisPoints, effectiveFrom, reason, accountId, now],
      );
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'officer',
          action: 'settlement_term.decided',
          subjectType: 'settlement_term',
          subjectId: id,
          after: { subject, mode, feeBasisPoints, effectiveFrom },
        },
      ]);
    });
    return term;
  }
}
