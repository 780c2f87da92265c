import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { certificateAudit } from './certificate-audit.js';
import type { EntryRemovalDto } from './certificate-input.dto.js';
import { Certification } from './certification.entity.js';
import { holdCertificate, type KnownCertificate, type Registrar } from './find-certificate.js';
import { registerProblem } from './register-problem.js';
import { revocationQueue } from './revocation-queue.js';

/**
 * Takes back what was entered by mistake: a revocation, a late renewal, or the certificate altogether. Not a decision of
 * anybody: what an authority decided is entered, never taken back. The history keeps what stood there and why it went.
 */
@Injectable()
export class TakeEntryBack {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem not_found (also: not the officer's), not_allowed (own goods), state_conflict (there is no such entry,
   *   or something rests on it: what follows, an inspection, a scan, a notice, an order)
   */
  async run(officer: Registrar, id: string, { what, reason }: EntryRemovalDto): Promise<void> {
    const now = this.clock.now();
    try {
      await this.transactions.run('officer', async (tx) => {
        const certificate = await holdCertificate(tx, officer, id);
        const before = await snapshot(tx, id);
        await this.take(tx, certificate, what, now);
        await recordAudit(tx, [
          certificateAudit(now, `certificate.${what}_taken_back`, id, { before, after: { reason } }),
        ]);
      });
    } catch (error) {
      // Whatever names it keeps it: its tables say so themselves.
      throw brokenConstraint(error)?.endsWith('_fk') === true
        ? new Problem('state_conflict')
        : registerProblem(error);
    }
  }

  private async take(
    tx: EntityManager,
    { id, revokedOn, lateRenewalUntil }: KnownCertificate,
    what: EntryRemovalDto['what'],
    now: Date,
  ): Promise<void> {
    switch (what) {
      case 'revocation':
        if (revokedOn === null) throw new Problem('state_conflict');
        await tx.update(
          Certification,
          { id },
          {
            revokedOn: null,
            revocationGround: null,
            revocationDecision: null,
            revokedBy: null,
            updatedAt: now,
          },
        );
        // Open orders were flagged for it, and are not any more.
        await this.jobs.enqueue(tx, revocationQueue, { certificationId: id });
        return;
      case 'late_renewal':
        if (lateRenewalUntil === null) throw new Problem('state_conflict');
        await tx.update(
          Certification,
          { id },
          { lateRenewalUntil: null, lateRenewalEvidence: null, updatedAt: now },
        );
        return;
      case 'entry':
        // A revocation is an authority's act about it: whoever entered that by mistake takes it back first.
        if (revokedOn !== null || lateRenewalUntil !== null) throw new Problem('state_conflict');
        await tx.query(`DELETE FROM certifications WHERE id = $1`, [id]);
    }
  }
}

async function snapshot(tx: EntityManager, id: string): Promise<object> {
  const [row] = await tx.query<{ before: object }[]>(
    `SELECT to_jsonb(c) - 'created_at' - 'updated_at' AS before FROM certifications c WHERE c.id = $1`,
    [id],
  );
  return row?.before ?? {};
}
