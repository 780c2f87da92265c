import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { chainViolations } from '#kernel/certificate-chain';
import { findIssuingBody, type RuleViolation } from '#kernel/certificate-issuers';
import { lateRenewalViolations } from '#kernel/certificate-rules';
import { formatDay, vietnamDay, type Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { certificateAudit } from './certificate-audit.js';
import type { CorrectionDto } from './certificate-input.dto.js';
import { CertificateRulebook } from './certificate-rulebook.js';
import { demandFreeCodes } from './demand-free-codes.js';
import { Certification } from './certification.entity.js';
import {
  holdCertificate,
  holdCertificates,
  type KnownCertificate,
  type Registrar,
} from './find-certificate.js';
import { certificateFaults } from './judge-certificate.js';
import { registerProblem } from './register-problem.js';
import { ruleProblem } from './rule-problem.js';

/** What a correction is held against besides the rules: what else is recorded of the certificate. */
interface Beside {
  kind: 'first' | 'upgrade' | 'renewal';
  followsId: string | null;
  evidence: string | null;
  earliestInspection: string | null;
  before: object;
}

/**
 * Puts right what was copied wrongly from a decision. It is an act of its own with its reason: the history keeps both
 * texts. Judged as if it were entered now, together with what it follows, what follows it, and what was recorded of it
 * since; the listings follow by their triggers.
 */
@Injectable()
export class CorrectCertificate {
  constructor(
    private readonly transactions: Transactions,
    private readonly rulebook: CertificateRulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem validation_failed (with the rule it would break), not_found (also: not the officer's), not_allowed
   *   (the officer's own goods)
   */
  async run(officer: Registrar, id: string, { reason, ...facts }: CorrectionDto): Promise<void> {
    const now = this.clock.now();
    try {
      await this.transactions.run('officer', async (tx) => {
        const certificate = await holdCertificate(tx, officer, id);
        const beside = await this.beside(tx, id);
        const { followsId, kind } = beside;
        const previous =
          followsId === null ? undefined : (await holdCertificates(tx, officer, [followsId])).get(followsId);
        const faults = [
          ...certificateFaults({ ...facts, kind }, certificate, previous, {
            rulebook: this.rulebook,
            today: vietnamDay(now),
          }),
          ...(await this.faultsOfNext(tx, { ...certificate, ...facts })),
          ...faultsOfKept({ ...certificate, ...facts }, beside.evidence),
        ];
        if (faults.length > 0) throw ruleProblem(faults);
        demandBeforeWhatHappened(facts.issuedOn, certificate, beside);
        const chainId = certificate.firstId ?? certificate.id;
        await demandFreeCodes(tx, [{ ...certificate, ...facts, chainId }]);
        const body = findIssuingBody(facts.issuedBy, this.rulebook.bodies);
        if (body === undefined) throw new Error(`No issuing body ${facts.issuedBy}`);
        const after = {
          ...facts,
          issuedBy: body.name,
          issuingLevel: body.level,
          certificateNumber: facts.certificateNumber ?? null,
          score: facts.score ?? null,
          filedOn: facts.filedOn ?? null,
        };
        await tx.update(Certification, { id }, { ...after, updatedAt: now });
        await recordAudit(tx, [
          certificateAudit(now, 'certificate.corrected', id, {
            before: beside.before,
            after: { ...after, reason },
          }),
        ]);
      });
    } catch (error) {
      throw registerProblem(error);
    }
  }

  private async beside(tx: EntityManager, id: string): Promise<Beside> {
    const [row] = await tx.query<Beside[]>(
      `SELECT c.kind, c.follows_id AS "followsId", c.late_renewal_evidence AS evidence,
         (SELECT min(i.inspected_on)::text FROM certificate_inspections i WHERE i.certification_id = c.id) AS "earliestInspection",
         jsonb_build_object('productCode', c.product_code, 'decisionNumber', c.decision_number,
           'decisionDate', c.decision_date, 'issuedBy', c.issued_by, 'certificateNumber', c.certificate_number,
           'stars', c.stars, 'score', c.score, 'issuedOn', c.issued_on, 'expiresOn', c.expires_on,
           'filedOn', c.filed_on) AS before
       FROM certifications c WHERE c.id = $1`,
      [id],
    );
    if (row === undefined) throw new Error('A certificate that is held is there');
    return row;
  }

  /** What follows it rests on it: a renewal filed for another expiry, an upgrade to fewer stars. */
  private async faultsOfNext(tx: EntityManager, corrected: KnownCertificate): Promise<RuleViolation[]> {
    const next = await tx.query<
      { kind: 'upgrade' | 'renewal'; decisionDate: string; stars: number; filedOn: string | null }[]
    >(
      `SELECT kind, decision_date::text AS "decisionDate", stars, filed_on::text AS "filedOn" FROM certifications
       WHERE follows_id = $1 AND revoked_on IS NULL`,
      [corrected.id],
    );
    return next
      .flatMap((follower) => chainViolations(follower, corrected))
      .map((found) => ({
        ...found,
        field: 'reason',
        message: {
          vi: `Giấy chứng nhận tiếp theo sẽ không còn đúng: ${found.message.vi}`,
          en: `The certificate that follows would not hold any more: ${found.message.en}`,
        },
      }));
  }
}

function faultsOfKept(
  { lateRenewalUntil, expiresOn }: KnownCertificate,
  evidence: string | null,
): RuleViolation[] {
  if (lateRenewalUntil === null) return [];
  return lateRenewalViolations({ until: lateRenewalUntil, evidence: evidence ?? '' }, { expiresOn }).map(
    (found) => ({ ...found, field: 'expiresOn' }),
  );
}

/** @throws Problem validation_failed: nobody inspects or revokes what was not issued yet */
function demandBeforeWhatHappened(
  issuedOn: string,
  { revokedOn }: KnownCertificate,
  { earliestInspection }: Beside,
): void {
  const [first] = [revokedOn, earliestInspection].filter((day) => day !== null).sort();
  if (first !== undefined && first < issuedOn)
    throw fieldProblem(
      'issuedOn',
      'after_what_happened',
      `Sau ngày đã kiểm tra hoặc thu hồi giấy này (${formatDay(first)})`,
      'This is after the day it was inspected or revoked',
    );
}
