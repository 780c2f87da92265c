import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { revocationViolations } from '#kernel/certificate-rules';
import { vietnamDay, type Clock } from '#kernel/time';
import { recordAudit } from '../../platform/audit/record-audit.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Transactions } from '../../platform/database/transactions.js';
import { checkInput } from '../../platform/http/check-input.js';
import { Problem } from '../../platform/http/problem.js';
import { RevokeCertificationInput } from './certificate-input.dto.js';
import { Certification } from './certification.entity.js';
import { futureViolations, ruleProblem } from './rule-problem.js';

/** Enters the authority's decision to revoke; from its day on the certificate lists nothing (Decision 26/2026, Art. 8–9). */
@Injectable()
export class RevokeCertification {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem validation_failed, not_found, state_conflict (it is revoked already) */
  async run(input: RevokeCertificationInput): Promise<void> {
    const {
      certificationId: id,
      revokedOn,
      ground,
      decisionNumber,
    } = await checkInput(RevokeCertificationInput, input);
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const certification = await tx.findOneBy(Certification, { id });
      if (certification === null) throw new Problem('not_found');
      const violations = [
        ...revocationViolations({ revokedOn, ground, decisionNumber }, certification),
        ...futureViolations({ revokedOn }, vietnamDay(now)),
      ];
      if (violations.length > 0) throw ruleProblem(violations);
      // Two officers may enter the same decision at once: the second finds nothing left to revoke.
      const { affected } = await tx.update(
        Certification,
        { id, revokedOn: IsNull() },
        { revokedOn, revocationGround: ground, revocationDecision: decisionNumber, updatedAt: now },
      );
      if (affected !== 1) throw new Problem('state_conflict');
      const after = { revokedOn, ground, decisionNumber };
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'officer',
          action: 'certificate.revoked',
          subjectType: 'certification',
          subjectId: id,
          after,
        },
      ]);
    });
  }
}
