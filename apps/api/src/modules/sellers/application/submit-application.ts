import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Problem } from '../../../platform/http/problem.js';
import { Deadlines } from '../deadlines.js';
import { SellerTransactions } from '../seller-transactions.js';
import { moveSeller } from '../seller-status.js';
import { missingParts, readApplication } from './application-state.js';
import { SellerApplication } from './seller-application.entity.js';

/** Sends an application to the officers, or takes it back while nobody has decided. */
@Injectable()
export class SubmitApplication {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    private readonly deadlines: Deadlines,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem validation_failed (the paths of what is missing), state_conflict (sent already) */
  async run(principal: Principal, slug: string): Promise<void> {
    const now = this.clock.now();
    await this.sellerTransactions.run(principal, slug, 'shop', async (tx, { sellerId, accountId }) => {
      await tx.query(`SELECT 1 FROM sellers WHERE id = $1 FOR UPDATE`, [sellerId]);
      const state = await readApplication(tx, sellerId);
      if (state?.status !== 'draft') throw new Problem('state_conflict');
      const missing = missingParts(state, now);
      if (missing.length > 0) {
        throw new Problem('validation_failed', {
          errors: missing.flatMap(({ step, fields }) =>
            fields.map((field) => ({
              path: `${step}.${field}`,
              code: 'required',
              vi: 'Còn thiếu',
              en: 'Missing',
            })),
          ),
        });
      }
      const dueOn = this.deadlines.answerBy(now);
      // The application first: once the shop is no draft, its own side cannot write in it any more.
      await tx.update(
        SellerApplication,
        { sellerId },
        { submittedAt: now, submittedBy: accountId, dueOn, refusedAt: null, updatedAt: now },
      );
      await moveSeller(tx, sellerId, 'submitted', now, { actorKind: 'seller', after: { dueOn } });
    });
  }

  /** @throws Problem state_conflict (not sent, or decided) */
  async takeBack(principal: Principal, slug: string): Promise<void> {
    const now = this.clock.now();
    await this.sellerTransactions.run(principal, slug, 'shop', async (tx, { sellerId }) => {
      await moveSeller(tx, sellerId, 'draft', now, { actorKind: 'seller', after: { takenBack: true } });
      await tx.update(
        SellerApplication,
        { sellerId },
        { submittedAt: null, submittedBy: null, dueOn: null, updatedAt: now },
      );
    });
  }
}
