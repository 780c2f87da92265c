import { Inject, Injectable } from '@nestjs/common';
import { starsForScore } from '#kernel/certificate-rules';
import { uuidv7 } from '#kernel/ids';
import { vietnamDay, type Clock } from '#kernel/time';
import { recordAudit } from '../../platform/audit/record-audit.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../platform/database/constraint.js';
import { Transactions } from '../../platform/database/transactions.js';
import { checkInput } from '../../platform/http/check-input.js';
import { Problem } from '../../platform/http/problem.js';
import { Assessment } from './assessment.entity.js';
import { RecordAssessmentInput } from './certificate-input.dto.js';
import { futureViolations, ruleProblem } from './rule-problem.js';

/** Enters a council's result. It lists nothing: only the certificate that may follow does. */
@Injectable()
export class RecordAssessment {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem validation_failed, not_found (no such product) */
  async run(input: RecordAssessmentInput): Promise<{ assessmentId: string }> {
    const record = await checkInput(RecordAssessmentInput, input);
    const now = this.clock.now();
    const violations = futureViolations({ assessedOn: record.assessedOn }, vietnamDay(now));
    // Fewer stars than the score would give are possible: each rank also has minimum conditions.
    if (record.stars > starsForScore(record.score)) {
      violations.push({
        field: 'score',
        rule: 'score_below_stars',
        message: `Điểm này chưa đạt hạng ${record.stars} sao.`,
        source: 'Quyết định 26/2026/QĐ-TTg, Điều 3',
      });
    }
    if (violations.length > 0) throw ruleProblem(violations);
    const id = uuidv7(now.getTime());
    try {
      await this.transactions.run('officer', async (tx) => {
        await tx.insert(Assessment, { ...record, id, createdAt: now, updatedAt: now });
        await recordAudit(tx, [
          {
            at: now,
            actorKind: 'officer',
            action: 'assessment.recorded',
            subjectType: 'assessment',
            subjectId: id,
            after: record,
          },
        ]);
      });
    } catch (error) {
      if (brokenConstraint(error) === 'assessments_product_fk') throw new Problem('not_found');
      throw error;
    }
    return { assessmentId: id };
  }
}
