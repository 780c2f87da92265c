import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { vietnamDay, type Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { releaseWork, type Officer } from '../../identity/index.js';
import { readApplication, type ApplicationState } from '../application/application-state.js';
import { linkNamedCooperative } from '../application/link-named-cooperative.js';
import { SellerApplication } from '../application/seller-application.entity.js';
import { Deadlines } from '../deadlines.js';
import { IssueLetter } from '../letters/issue-letter.js';
import type { LetterKind } from '../letters/letter.entity.js';
import { moveSeller } from '../seller-status.js';
import { Seller } from '../seller.entity.js';
import { holdShop } from '../suspension/open-suspension.js';
import type { VerificationMethod } from '../verification/identity-verifier.js';
import { closeRecord, demandVerified } from '../verification/verification-record.js';
import { additionInWords, additionsOf } from './ask-for.js';
import { demandForeignWork, findCase } from './find-case.js';
import { reasonName } from './reasons.js';
import type { AdditionDto, ReasonedDto } from './review.dto.js';

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
    private readonly deadlines: Deadlines,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Opens the shop, once everything was checked and nothing differs.
   *
   * @throws Problem not_found, not_allowed (own work), state_conflict, validation_failed (checks.…)
   */
  async approve(officer: Officer, slug: string): Promise<void> {
    await this.decide(officer, slug, async (tx, application, now) => {
      const { sellerId } = application;
      const method = await this.verify(tx, application);
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
      await this.takeOverAccount(tx, application, now);
      await linkNamedCooperative(tx, application, now);
      await this.answer(tx, application, 'approval', {}, officer, now);
    });
  }

  /**
   * Gives it back with what is to be mended, field by field and paper by paper.
   *
   * @throws Problem validation_failed (items.…) besides the others
   */
  async askForAdditions(officer: Officer, slug: string, items: readonly AdditionDto[]): Promise<void> {
    await this.decide(officer, slug, async (tx, application, now) => {
      const { sellerId } = application;
      const additions = additionsOf(items, application);
      const until = this.deadlines.addBy(now);
      const asked = additions.map(({ step, field, reason }) => ({ step, field, reason }));
      await moveSeller(tx, sellerId, 'draft', now, { from: 'submitted', after: { additions: asked } });
      await tx.update(
        SellerApplication,
        { sellerId },
        { additions, additionsUntil: until, ...GIVEN_BACK, updatedAt: now },
      );
      const said = { points: additions.map(additionInWords), day: until };
      await this.answer(tx, application, 'additions', said, officer, now);
    });
  }

  /** @throws Problem validation_failed (reason) besides the others */
  async refuse(officer: Officer, slug: string, { reason, words }: ReasonedDto): Promise<void> {
    const name = reasonName('refuse', reason);
    await this.decide(officer, slug, async (tx, application, now) => {
      const { sellerId } = application;
      await moveSeller(tx, sellerId, 'draft', now, { from: 'submitted', after: { refused: reason } });
      await tx.update(
        SellerApplication,
        { sellerId },
        { refusedAt: now, additions: [], additionsUntil: null, ...GIVEN_BACK, updatedAt: now },
      );
      await this.answer(tx, application, 'refusal', { reason: name, words }, officer, now);
    });
  }

  /** The application is held: nobody takes it back, decides or writes down a check while this is decided. */
  private async decide(
    officer: Officer,
    slug: string,
    work: (tx: EntityManager, application: ApplicationState, now: Date) => Promise<void>,
  ): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const found = await findCase(tx, officer, slug);
      demandForeignWork(found, officer);
      const status = await holdShop(tx, found.sellerId);
      const application = status === 'submitted' ? await readApplication(tx, found.sellerId) : null;
      if (application === null) throw new Problem('state_conflict');
      await work(tx, application, now);
    });
  }

  /** The method by which the representative was verified. */
  private async verify(tx: EntityManager, application: ApplicationState): Promise<VerificationMethod> {
    const { sellerId, kind, submittedAt } = application;
    if (submittedAt === null) throw new Problem('state_conflict');
    return demandVerified(tx, { sellerId, kind, submittedAt });
  }

  /** The letter goes out with what was checked as its record, and whoever had the application in hand is done with it. */
  private async answer(
    tx: EntityManager,
    { sellerId, submittedAt }: ApplicationState,
    kind: LetterKind,
    said: Parameters<IssueLetter['run']>[3],
    { accountId }: Officer,
    now: Date,
  ): Promise<void> {
    const founded = submittedAt === null ? said : { ...said, submittedOn: vietnamDay(submittedAt) };
    const letterId = await this.issueLetter.run(tx, sellerId, kind, founded, { issuedBy: accountId, now });
    await closeRecord(tx, sellerId, letterId, now);
    await releaseWork(tx, { subjectType: 'seller', subjectId: sellerId }, now);
  }

  /** From the approval on, the account stands where buyers' codes pay into: the floor shows it to whoever orders. */
  private async takeOverAccount(
    tx: EntityManager,
    { sellerId, bankSealed }: ApplicationState,
    now: Date,
  ): Promise<void> {
    if (bankSealed === null) return;
    const key = await this.dataKeys.of(tx, sellerId);
    const account = JSON.parse(key.open(bankSealed, 'seller_applications.bank')) as {
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
