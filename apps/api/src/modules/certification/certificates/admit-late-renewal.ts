import { Inject, Injectable } from '@nestjs/common';
import { lateRenewalViolations } from '#kernel/certificate-rules';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { checkInput } from '../../../platform/http/check-input.js';
import { Problem } from '../../../platform/http/problem.js';
import { certificateAudit } from './certificate-audit.js';
import { LateRenewalDto } from './certificate-input.dto.js';
import { Certification } from './certification.entity.js';
import { holdCertificate, type Registrar } from './find-certificate.js';
import { ruleProblem } from './rule-problem.js';

/**
 * Keeps a certificate past its expiry until the result of a renewal that could not be filed in time (Decision 26/2026,
 * Art. 12.3): a fact about the dossier, entered with the paper it rests on and never assumed. A second entry replaces the
 * first.
 */
@Injectable()
export class AdmitLateRenewal {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem validation_failed, not_found, state_conflict (it is revoked), not_allowed (the officer's own goods) */
  async run(officer: Registrar, id: string, input: LateRenewalDto): Promise<void> {
    const record = await checkInput(LateRenewalDto, input);
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const certificate = await holdCertificate(tx, officer, id);
      if (certificate.revokedOn !== null) throw new Problem('state_conflict');
      const violations = lateRenewalViolations(record, certificate);
      if (violations.length > 0) throw ruleProblem(violations);
      await tx.update(
        Certification,
        { id },
        { lateRenewalUntil: record.until, lateRenewalEvidence: record.evidence, updatedAt: now },
      );
      await recordAudit(tx, [
        certificateAudit(now, 'certificate.late_renewal_admitted', id, {
          before: { until: certificate.lateRenewalUntil },
          after: { ...record },
        }),
      ]);
    });
  }
}
