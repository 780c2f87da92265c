import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { addDays, vietnamDay, type Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { releaseWork, type Officer } from '../../identity/index.js';
import { readApplication } from '../application/application-state.js';
import { SellerApplication } from '../application/seller-application.entity.js';
import { IssueLetter } from '../letters/issue-letter.js';
import type { LetterKind } from '../letters/letter.entity.js';
import { moveSeller } from '../seller-status.js';
import { Seller } from '../seller.entity.js';
import { holdShop } from '../suspension/open-suspension.js';
import type { VerificationMethod } from '../verification/identity-verifier.js';
import { closeRecord, demandVerified } from '../verification/verification-record.js';
import { additionInWords, additionsOf } from './ask-for.js';
import { demandForeignWork, findCase, type FoundCase } from './find-case.js';
import { reasonName } from './reasons.js';
import type { AdditionDto, ReasonedDto } from './review.dto.js';

/** Whoever is asked to add something has this many days for it. */
const ADDITION_DAYS = 30;

/**
 * Decides about an application that was sent: of two officers at once one does, and the other is told so. Whoever had it in
 * hand is done with it.
 */
@Injectable()
export class DecideApplication {
  constructor(
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    private readonly issueLetter: IssueLetter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Opens the shop, once everything was checked and nothing differs.
   *
   * @throws Problem not_found, not_allowed (own work), state_conflict, validation_failed (checks.…)
   */
  async approve(officer: Officer, slug: string): Promise<void> {
    await this.decide(officer, slug, async (tx, { sellerId }, now) => {
      const method = await this.verify(tx, sellerId);
      await moveSeller(tx, sellerId, 'approved', now, { from: 'submitted', after: { verification: method } });
      await tx.update(
        SellerApplication,
        { sellerId },
        {
          verificationMethod: method,
          verifiedAt: now,
          verifiedBy: officer.accountId,
          additions: [],
          additionsUntil: null,
          updatedAt: now,
        },
      );
      await this.takeOverAccount(tx, sellerId, now);
      await this.answer(tx, sellerId, 'approval', {}, officer, now);
    });
  }

  /**
   * Gives it back with what is to be mended, field by field and paper by paper.
   *
   * @throws Problem validation_failed (items.…) besides the others
   */
  async askForAdditions(officer: Officer, slug: string, items: readonly AdditionDto[]): Promise<void> {
    await this.decide(officer, slug, async (tx, { sellerId }, now) => {
      const application = await readApplication(tx, sellerId);
      if (application === null) throw new Problem('state_conflict');
      const additions = additionsOf(items, application);
      const until = addDays(vietnamDay(now), ADDITION_DAYS);
      const asked = additions.map(({ step, field, reason }) => ({ step, field, reason }));
      await moveSeller(tx, sellerId, 'draft', now, { from: 'submitted', after: { additions: asked } });
      await tx.update(
        SellerApplication,
        { sellerId },
        { additions, additionsUntil: until, ...GIVEN_BACK, updatedAt: now },
      );
      const said = { points: additions.map(additionInWords), day: until };
      await this.answer(tx, sellerId, 'additions', said, officer, now);
    });
  }

  /** @throws Problem validation_failed (reason) besides the others */
  async refuse(officer: Officer, slug: string, { reason, words }: ReasonedDto): Promise<void> {
    const name = reasonName('refuse', reason);
    await this.decide(officer, slug, async (tx, { sellerId }, now) => {
      await moveSeller(tx, sellerId, 'draft', now, { from: 'submitted', after: { refused: reason } });
      await tx.update(
        SellerApplication,
        { sellerId },
        { refusedAt: now, additions: [], additionsUntil: null, ...GIVEN_BACK, updatedAt: now },
      );
      await this.answer(tx, sellerId, 'refusal', { reason: name, words }, officer, now);
    });
  }

  private async decide(
    officer: Officer,
    slug: string,
    work: (tx: EntityManager, found: FoundCase, now: Date) => Promise<void>,
  ): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const found = await findCase(tx, officer, slug);
      demandForeignWork(found, officer);
      await work(tx, found, now);
    });
  }

  /** The method by which the representative was verified. */
  private async verify(tx: EntityManager, sellerId: string): Promise<VerificationMethod> {
    // Held, so that no result changes between this look and the decision.
    if ((await holdShop(tx, sellerId)) !== 'submitted') throw new Problem('state_conflict');
    const application = await readApplication(tx, sellerId);
    if (application?.submittedAt == null) throw new Problem('state_conflict');
    const { kind, submittedAt } = application;
    return demandVerified(tx, { sellerId, kind, submittedAt });
  }

  /** The letter goes out with what was checked as its record, and whoever had the application in hand is done with it. */
  private async answer(
    tx: EntityManager,
    sellerId: string,
    kind: LetterKind,
    said: Parameters<IssueLetter['run']>[3],
    { accountId }: Officer,
    now: Date,
  ): Promise<void> {
    const letterId = await this.issueLetter.run(tx, sellerId, kind, said, { issuedBy: accountId, now });
    await closeRecord(tx, sellerId, letterId, now);
    await releaseWork(tx, { subjectType: 'seller', subjectId: sellerId }, now);
  }

  /** From the approval on, the account stands where buyers' codes pay into: the floor shows it to whoever orders. */
  private async takeOverAccount(tx: EntityManager, sellerId: string, now: Date): Promise<void> {
    const state = await readApplication(tx, sellerId);
    if (state?.bankSealed == null) return;
    const key = await this.dataKeys.of(tx, sellerId);
    const account = JSON.parse(key.open(state.bankSealed, 'seller_applications.bank')) as {
      bankBin: string;
      accountNumber: string;
      accountName: string;
    };
    await tx.update(
      Seller,
      { id: sellerId },
      {
        acceptsBankTransfer: true,
        bankBin: account.bankBin,
        bankAccountNumber: account.accountNumber,
        bankAccountName: account.accountName,
        updatedAt: now,
      },
    );
  }
}

const GIVEN_BACK = { submittedAt: null, submittedBy: null, dueOn: null } as const;
