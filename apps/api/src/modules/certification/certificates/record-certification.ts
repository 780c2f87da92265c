import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { findIssuingBody } from '#kernel/certificate-issuers';
import { uuidv7 } from '#kernel/ids';
import { vietnamDay, type Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { checkInput } from '../../../platform/http/check-input.js';
import { RecordCertificationInput } from './certificate-input.dto.js';
import { certificateAudit } from './certificate-audit.js';
import { CertificateRulebook } from './certificate-rulebook.js';
import { demandFreeCodes } from './demand-free-codes.js';
import { holdCertificates, type KnownCertificate, type Registrar, type Subject } from './find-certificate.js';
import { findSubjects } from './find-subjects.js';
import { certificateFaults } from './judge-certificate.js';
import { registerProblem } from './register-problem.js';
import { ruleProblem } from './rule-problem.js';
import { insertCertifications, type NewCertification } from './write-certificates.sql.js';

/**
 * Enters certificates. One that has lapsed since may be entered too: it is history, and whether anything is listed by it
 * is the gate's business alone.
 */
@Injectable()
export class RecordCertification {
  constructor(
    private readonly transactions: Transactions,
    private readonly rulebook: CertificateRulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem validation_failed (with the decree's rule; the same decision twice), not_found (no such product or
   *   certificate before it, or not the officer's), state_conflict (something follows that certificate already),
   *   not_allowed (the officer's own goods)
   */
  async run(officer: Registrar, input: RecordCertificationInput): Promise<{ certificationId: string }> {
    const [certificationId = ''] = await this.runAll(officer, [input]);
    return { certificationId };
  }

  /** All of them or none, in a number of statements that does not grow with them. @throws Problem as `run` */
  async runAll(officer: Registrar, inputs: readonly RecordCertificationInput[]): Promise<string[]> {
    try {
      return await this.transactions.run('officer', (tx) => this.runIn(tx, officer, inputs));
    } catch (error) {
      throw registerProblem(error);
    }
  }

  /**
   * The same in the caller's transaction; the database's refusals come as they are (`registerProblem` words them).
   *
   * @param origin where they come from, for their history
   * @returns their ids, in the order of the inputs
   */
  async runIn(
    tx: EntityManager,
    officer: Registrar,
    inputs: readonly RecordCertificationInput[],
    origin: object = {},
  ): Promise<string[]> {
    const records = await Promise.all(inputs.map((input) => checkInput(RecordCertificationInput, input)));
    const now = this.clock.now();
    const followed = await holdCertificates(
      tx,
      officer,
      records.flatMap(({ followsId }) => followsId ?? []),
    );
    const subjects = await findSubjects(tx, officer, records, followed);
    const rows = records.map((record, index) => {
      const previous = record.followsId === undefined ? undefined : followed.get(record.followsId);
      const subject = subjects[index];
      if (subject === undefined) throw new Error('A certificate without a subject');
      const faults = certificateFaults(record, subject, previous, {
        rulebook: this.rulebook,
        today: vietnamDay(now),
      });
      if (faults.length > 0) throw ruleProblem(faults);
      return { ...this.row(record, subject, previous), id: uuidv7(now.getTime()) };
    });
    // What the floor fills in from files of its own was numbered there.
    if (officer.accountId !== undefined)
      await demandFreeCodes(
        tx,
        rows.map((row) => ({ ...row, chainId: row.firstId ?? row.id })),
      );
    await insertCertifications(tx, rows, now);
    // A job works for an officer without a request of theirs.
    const actor = officer.accountId === undefined ? {} : { actorId: officer.accountId };
    await recordAudit(
      tx,
      rows.map((row) => ({
        ...certificateAudit(now, 'certificate.recorded', row.id, { after: { ...row, ...origin } }),
        ...actor,
      })),
    );
    return rows.map(({ id }) => id);
  }

  private row(
    record: RecordCertificationInput,
    subject: Subject,
    previous: KnownCertificate | undefined,
  ): Omit<NewCertification, 'id'> {
    // The rules let nobody through whom the rulebook does not know.
    const body = findIssuingBody(record.issuedBy, this.rulebook.bodies);
    if (body === undefined) throw new Error(`No issuing body ${record.issuedBy}`);
    const { productCode, decisionNumber, decisionDate, stars, issuedOn, expiresOn } = record;
    return {
      ...subject,
      productCode,
      decisionNumber,
      decisionDate,
      stars,
      issuedOn,
      expiresOn,
      kind: record.kind ?? 'first',
      firstId: previous === undefined ? null : (previous.firstId ?? previous.id),
      followsId: previous?.id ?? null,
      issuedBy: body.name,
      issuingLevel: body.level,
      certificateNumber: record.certificateNumber ?? null,
      score: record.score ?? null,
      filedOn: record.filedOn ?? null,
      illustrative: record.illustrative ?? [],
    };
  }
}
