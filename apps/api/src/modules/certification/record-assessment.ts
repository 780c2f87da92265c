import { Inject, Injectable } from '@nestjs/common';
import { criteriaSetOn } from '#kernel/certificate-issuers';
import { scoreViolations } from '#kernel/certificate-rules';
import { uuidv7 } from '#kernel/ids';
import { vietnamDay, type Clock } from '#kernel/time';
import { recordAudit } from '../../platform/audit/record-audit.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../platform/database/constraint.js';
import { Transactions } from '../../platform/database/transactions.js';
import { checkInput } from '../../platform/http/check-input.js';
import { Problem } from '../../platform/http/problem.js';
import { Assessment } from './assessment.entity.js';
import { RecordAssessmentInput } from './certificates/certificate-input.dto.js';
import { CertificateRulebook } from './certificates/certificate-rulebook.js';
import { futureViolations, ruleProblem } from './certificates/rule-problem.js';

/** Enters a council's result. It lists nothing: only the certificate that may follow does. */
@Injectable()
export class RecordAssessment {
  constructor(
    private readonly transactions: Transactions,
    private readonly rulebook: CertificateRulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem validation_failed, not_found (no such product) */
  async run(input: RecordAssessmentInput): Promise<{ assessmentId: string }> {
    const record = await checkInput(RecordAssessmentInput, input);
    const now = this.clock.now();
    const violations = futureViolations({ assessedOn: record.assessedOn }, vietnamDay(now));
    const criteria = criteriaSetOn(record.assessedOn, this.rulebook.criteriaSets);
    // Fewer stars than the score would give are possible: each rank also has minimum conditions.
    if (criteria !== undefined) violations.push(...scoreViolations(record.stars, record.score, criteria));
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
