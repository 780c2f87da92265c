import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { findIssuingBody } from '#kernel/certificate-issuers';
import { revocationViolations } from '#kernel/certificate-rules';
import { vietnamDay, type Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { checkInput } from '../../../platform/http/check-input.js';
import { Problem } from '../../../platform/http/problem.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { certificateAudit } from './certificate-audit.js';
import { RevocationDto } from './certificate-input.dto.js';
import { CertificateRulebook } from './certificate-rulebook.js';
import { Certification } from './certification.entity.js';
import { holdCertificate, type Registrar } from './find-certificate.js';
import { revocationQueue } from './revocation-queue.js';
import { futureViolations, ruleProblem } from './rule-problem.js';

/** Enters the authority's decision to revoke; from its day on the certificate lists nothing (Decision 26/2026, Art. 8–9). */
@Injectable()
export class RevokeCertification {
  constructor(
    private readonly transactions: Transactions,
    private readonly rulebook: CertificateRulebook,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem validation_failed, not_found (also: not the officer's), state_conflict (it is revoked already),
   *   not_allowed (the officer's own goods)
   */
  async run(officer: Registrar, id: string, input: RevocationDto): Promise<void> {
    const { revokedOn, ground, decisionNumber, revokedBy } = await checkInput(RevocationDto, input);
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const certificate = await holdCertificate(tx, officer, id);
      if (certificate.revokedOn !== null) throw new Problem('state_conflict');
      const violations = [
        ...revocationViolations({ revokedOn, ground, decisionNumber, revokedBy }, certificate, this.rulebook),
        ...futureViolations({ revokedOn }, vietnamDay(now)),
      ];
      if (violations.length > 0) throw ruleProblem(violations);
      const name = findIssuingBody(revokedBy, this.rulebook.bodies)?.name ?? revokedBy;
      // Two officers may enter the same decision at once: the second finds nothing left to revoke.
      const { affected } = await tx.update(
        Certification,
        { id, revokedOn: IsNull() },
        {
          revokedOn,
          revocationGround: ground,
          revocationDecision: decisionNumber,
          revokedBy: name,
          updatedAt: now,
        },
      );
      if (affected !== 1) throw new Problem('state_conflict');
      const after = { revokedOn, ground, decisionNumber, revokedBy: name };
      await recordAudit(tx, [certificateAudit(now, 'certificate.revoked', id, { after })]);
      if (certificate.productId !== null)
        await this.jobs.enqueue(tx, revocationQueue, { certificationId: id });
    });
  }
}
