import { Inject, Injectable } from '@nestjs/common';
import { criteriaSetOn } from '#kernel/certificate-issuers';
import { scoreViolations } from '#kernel/certificate-rules';
import { uuidv7 } from '#kernel/ids';
import { vietnamDay, type Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { checkInput } from '../../../platform/http/check-input.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { CertificateRulebook } from '../certificates/certificate-rulebook.js';
import type { Registrar } from '../certificates/find-certificate.js';
import { findSubjects } from '../certificates/find-subjects.js';
import { registerProblem } from '../certificates/register-problem.js';
import { futureViolations, ruleProblem } from '../certificates/rule-problem.js';
import { RecordAssessmentInput } from './assessment.dto.js';
import { Assessment } from './assessment.entity.js';

/** Enters a council's result. It lists nothing: only the certificate that may follow does. */
@Injectable()
export class RecordAssessment {
  constructor(
    private readonly transactions: Transactions,
    private readonly rulebook: CertificateRulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem validation_failed (with the decree's rule; the same day twice), not_found (no such product, or not
   *   the officer's), not_allowed (the officer's own goods)
   */
  async run(officer: Registrar, input: RecordAssessmentInput): Promise<{ assessmentId: string }> {
    const record = await checkInput(RecordAssessmentInput, input);
    const { productId, holder, assessedOn, stars, score, reportNumber = '' } = record;
    const now = this.clock.now();
    const violations = futureViolations({ assessedOn }, vietnamDay(now));
    const criteria = criteriaSetOn(assessedOn, this.rulebook.criteriaSets);
    // Fewer stars than the score would give are possible: each rank also has minimum conditions.
    if (criteria !== undefined) violations.push(...scoreViolations(stars, score, criteria));
    if (violations.length > 0) throw ruleProblem(violations);
    const id = uuidv7(now.getTime());
    try {
      await this.transactions.run('officer', async (tx) => {
        const named = {
          ...(productId === undefined ? {} : { productId }),
          ...(holder === undefined ? {} : { holder }),
        };
        const [subject] = await findSubjects(tx, officer, [named], new Map());
        if (subject === undefined) throw new Error('An assessment without a subject');
        const row = { ...subject, assessedOn, stars, score, reportNumber };
        await tx.insert(Assessment, { ...row, id, createdAt: now, updatedAt: now });
        await recordAudit(tx, [
          {
            at: now,
            actorKind: 'officer',
            action: 'assessment.recorded',
            subjectType: 'assessment',
            subjectId: id,
            after: row,
          },
        ]);
      });
    } catch (error) {
      throw assessmentProblem(error);
    }
    return { assessmentId: id };
  }
}

function assessmentProblem(error: unknown): unknown {
  switch (brokenConstraint(error)) {
    case 'assessments_once_of_product':
    case 'assessments_once_of_name':
      return fieldProblem(
        'assessedOn',
        'taken',
        'Kết quả đánh giá ngày này của sản phẩm đã được ghi',
        'The result of this day is recorded for this product already',
      );
    case 'assessments_commune_fk':
      return fieldProblem('communeCode', 'unknown', 'Không có xã, phường này', 'No such commune');
    case 'assessments_set_fk':
      return fieldProblem('setNo', 'unknown', 'Không có bộ sản phẩm này', 'No such product set');
    default:
      return registerProblem(error);
  }
}
