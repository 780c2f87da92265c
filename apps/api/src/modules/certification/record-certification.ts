import { Inject, Injectable } from '@nestjs/common';
import { certificateViolations } from '#kernel/certificate-rules';
import { uuidv7 } from '#kernel/ids';
import { vietnamDay, type Clock } from '#kernel/time';
import { recordAudit } from '../../platform/audit/record-audit.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../platform/database/constraint.js';
import { Transactions } from '../../platform/database/transactions.js';
import { checkInput } from '../../platform/http/check-input.js';
import { Problem } from '../../platform/http/problem.js';
import { RecordCertificationInput } from './certificate-input.dto.js';
import { Certification } from './certification.entity.js';
import { futureViolations, ruleProblem } from './rule-problem.js';

/**
 * Enters a certificate. One that has lapsed since may be entered too: it is history, and whether anything is listed
 * by it is the gate's business alone.
 */
@Injectable()
export class RecordCertification {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem validation_failed (with the decree's rule), not_found (no such product), state_conflict (same decision twice) */
  async run(input: RecordCertificationInput): Promise<{ certificationId: string }> {
    const record = await checkInput(RecordCertificationInput, input);
    const now = this.clock.now();
    const score = record.score ?? null;
    const { decisionDate, issuedOn } = record;
    const violations = [
      ...certificateViolations({ ...record, score }),
      ...futureViolations({ decisionDate, issuedOn }, vietnamDay(now)),
    ];
    if (violations.length > 0) throw ruleProblem(violations);
    const row = {
      ...record,
      id: uuidv7(now.getTime()),
      // The rules above let no commune through.
      issuingLevel: record.issuingLevel as Certification['issuingLevel'],
      score,
      lateRenewalUntil: record.lateRenewalUntil ?? null,
      createdAt: now,
      updatedAt: now,
    };
    try {
      await this.transactions.run('officer', async (tx) => {
        const known = await tx.existsBy(Certification, {
          productId: row.productId,
          decisionNumber: row.decisionNumber,
          decisionDate,
        });
        if (known) throw new Problem('state_conflict');
        await tx.insert(Certification, row);
        await recordAudit(tx, [
          {
            at: now,
            actorKind: 'officer',
            action: 'certificate.recorded',
            subjectType: 'certification',
            subjectId: row.id,
            after: record,
          },
        ]);
      });
    } catch (error) {
      if (brokenConstraint(error) === 'certifications_product_fk') throw new Problem('not_found');
      throw error;
    }
    return { certificationId: row.id };
  }
}
