import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import { formatDay, vietnamDay, type Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { certificateAudit } from './certificate-audit.js';
import type { InspectionDto } from './certificate-input.dto.js';
import { CertificateInspection } from './certificate-inspection.entity.js';
import { holdCertificate, type Registrar } from './find-certificate.js';
import { futureViolations, ruleProblem } from './rule-problem.js';

/** Enters an inspection after the recognition. It changes nothing by itself: only a revocation ends a certificate. */
@Injectable()
export class RecordInspection {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem validation_failed (before the issue, still to come, no findings), not_found, not_allowed */
  async run(officer: Registrar, id: string, input: InspectionDto): Promise<{ inspectionId: string }> {
    const now = this.clock.now();
    const { inspectedOn, inspectedBy, covered, outcome, findings = '' } = input;
    const violations = futureViolations({ inspectedOn }, vietnamDay(now));
    if (violations.length > 0) throw ruleProblem(violations);
    if (outcome !== 'kept' && findings === '')
      throw fieldProblem('findings', 'required', 'Cần ghi điều đã thấy', 'Say what was found');
    const row = {
      id: uuidv7(now.getTime()),
      certificationId: id,
      inspectedOn,
      inspectedBy,
      covered,
      outcome,
      findings,
    };
    await this.transactions.run('officer', async (tx) => {
      const { issuedOn } = await holdCertificate(tx, officer, id);
      if (inspectedOn < issuedOn)
        throw fieldProblem(
          'inspectedOn',
          'before_issue',
          `Trước ngày cấp giấy chứng nhận (${formatDay(issuedOn)})`,
          'This is before the certificate was issued',
        );
      await tx.insert(CertificateInspection, { ...row, createdAt: now, updatedAt: now });
      await recordAudit(tx, [certificateAudit(now, 'certificate.inspected', id, { after: row })]);
    });
    return { inspectionId: row.id };
  }
}
