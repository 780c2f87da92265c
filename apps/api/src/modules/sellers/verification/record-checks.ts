import { Inject, Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import type { Officer } from '../../identity/index.js';
import { readApplication, type ApplicationState } from '../application/application-state.js';
import { openSealedAnswers } from '../application/sealed-answers.js';
import { demandForeignWork, findCase } from '../review/find-case.js';
import { holdShop } from '../suspension/open-suspension.js';
import type { CheckDto } from './checks.dto.js';
import {
  ManualVerifier,
  type Finding,
  type IdentityVerifier,
  type PersonToVerify,
  type VerificationMethod,
} from './identity-verifier.js';
import { subjectsOf } from './verification-record.js';
import { VerificationCheck, type CheckSubject } from './verification-check.entity.js';
import { VneidVerifier } from './vneid-verifier.js';

/** Writes down what an officer checked about an application that waits for a decision, or asks VNeID about a person. */
@Injectable()
export class RecordChecks {
  private readonly vneid: IdentityVerifier | null;

  constructor(
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) { vneid }: Environment,
  ) {
    this.vneid = vneid === null ? null : new VneidVerifier(vneid);
  }

  /** The ways there are on this floor. */
  get methods(): VerificationMethod[] {
    return this.vneid === null ? ['manual'] : ['manual', 'vneid'];
  }

  /** @throws Problem not_found, not_allowed (own work), state_conflict (no application waits), validation_failed */
  async run(officer: Officer, slug: string, items: readonly CheckDto[]): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const application = await this.waiting(tx, officer, slug);
      const findings = findingsOf(items, subjectsOf(application.kind));
      for (const [subject, seen] of findings) {
        const verifier = new ManualVerifier(seen);
        await write(
          tx,
          application.sellerId,
          subject,
          verifier.method,
          await verifier.verify(),
          officer,
          now,
        );
      }
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'officer',
          action: 'verification.checked',
          subjectType: 'seller',
          subjectId: application.sellerId,
          after: {
            method: 'manual',
            results: Object.fromEntries([...findings].map(([subject, { result }]) => [subject, result])),
          },
        },
      ]);
    });
  }

  /**
   * Asks VNeID whether the representative is who the application says. Asking is a look at the number: it is written down
   * before the number leaves.
   *
   * @throws Problem not_found, not_allowed (own work), state_conflict, verification_not_offered
   */
  async askVneid(officer: Officer, slug: string): Promise<Finding['result'] | 'not_available'> {
    const { vneid } = this;
    const asked = await this.transactions.run('officer', async (tx) => {
      const application = await this.waiting(tx, officer, slug);
      if (vneid === null) throw new Problem('verification_not_offered');
      const person = await this.personOf(tx, application);
      await record(
        tx,
        application.sellerId,
        'verification.asked',
        { method: vneid.method },
        this.clock.now(),
      );
      return { vneid, person, submittedAt: application.submittedAt };
    });
    const found = await asked.vneid.verify(asked.person);
    const now = this.clock.now();
    return this.transactions.run('officer', async (tx) => {
      const application = await this.waiting(tx, officer, slug);
      // Taken back and sent again meanwhile: the answer is about somebody the application may not name any more.
      if (application.submittedAt?.getTime() !== asked.submittedAt?.getTime())
        throw new Problem('state_conflict');
      const result = found === 'not_available' ? found : found.result;
      if (found !== 'not_available')
        await write(tx, application.sellerId, 'representative', asked.vneid.method, found, officer, now);
      const after = { method: asked.vneid.method, results: { representative: result } };
      await record(tx, application.sellerId, 'verification.checked', after, now);
      return result;
    });
  }

  /** The application, held: nobody takes it back or decides while something is written about it. */
  private async waiting(tx: EntityManager, officer: Officer, slug: string): Promise<ApplicationState> {
    const found = await findCase(tx, officer, slug);
    demandForeignWork(found, officer);
    const status = await holdShop(tx, found.sellerId);
    const application = status === 'submitted' ? await readApplication(tx, found.sellerId) : null;
    if (application === null) throw new Problem('state_conflict');
    return application;
  }

  private async personOf(tx: EntityManager, application: ApplicationState): Promise<PersonToVerify> {
    const key = await this.dataKeys.of(tx, application.sellerId);
    const { idNumber, dateOfBirth } = openSealedAnswers(application, key);
    const name = application.representativeName;
    if (name === null || idNumber === undefined || dateOfBirth === undefined)
      throw new Problem('state_conflict');
    return { name, idNumber, dateOfBirth };
  }
}

/** @throws Problem validation_failed: nothing to check there, twice the same, or a finding nobody could follow */
function findingsOf(
  items: readonly CheckDto[],
  subjects: readonly CheckSubject[],
): Map<CheckSubject, Finding> {
  const findings = new Map<CheckSubject, Finding>();
  for (const [index, { subject, result, note = '' }] of items.entries()) {
    if (!subjects.includes(subject) || findings.has(subject))
      throw fieldProblem(
        `items.${index}.subject`,
        'not_allowed_value',
        'Hồ sơ này không có mục ấy, hoặc mục ấy ghi hai lần',
        'Nothing to check there, or twice the same',
      );
    if (result !== 'matches' && note === '')
      throw fieldProblem(
        `items.${index}.note`,
        'required',
        'Ghi rõ thấy khác ở đâu, hoặc vì sao không cần',
        'Say what differs, or why it need not be checked',
      );
    findings.set(subject, { result, note });
  }
  return findings;
}

/** One result per thing and method until the decision: a later one takes the place of an earlier one. */
async function write(
  tx: EntityManager,
  sellerId: string,
  subject: CheckSubject,
  method: VerificationMethod,
  { result, note }: Finding,
  { accountId }: Officer,
  now: Date,
): Promise<void> {
  const open = { sellerId, subject, method, letterId: IsNull() };
  const said = { result, note, checkedBy: accountId, checkedAt: now, updatedAt: now };
  const { affected } = await tx.update(VerificationCheck, open, said);
  if (affected === 1) return;
  const id = uuidv7(now.getTime());
  await tx.insert(VerificationCheck, {
    id,
    sellerId,
    subject,
    method,
    ...said,
    letterId: null,
    createdAt: now,
  });
}

async function record(
  tx: EntityManager,
  sellerId: string,
  action: string,
  after: object,
  at: Date,
): Promise<void> {
  await recordAudit(tx, [
    { at, actorKind: 'officer', action, subjectType: 'seller', subjectId: sellerId, after },
  ]);
}
