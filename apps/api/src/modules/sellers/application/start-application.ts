import { Inject, Injectable } from '@nestjs/common';
import { formatPhone } from '#kernel/phone';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { Accounts } from '../../identity/index.js';
import { foundOwnShop } from '../found-shop.js';
import type { StartApplicationDto } from './application.dto.js';

/** A person may begin so many shops; nobody needs more, and each is a row somebody would have to clear away. */
const MOST_DRAFTS = 5;

/** Begins an application: the shop exists as a draft from then on, with its address. */
@Injectable()
export class StartApplication {
  constructor(
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    private readonly accounts: Accounts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The draft's slug. Asked twice for the same producer, as by a double press, it is the same draft.
   *
   * @throws Problem validation_failed, state_conflict (too many drafts), not_allowed (a bearer token)
   */
  async run({ accountId, tokenHash, kind }: Principal, form: StartApplicationDto): Promise<{ slug: string }> {
    if (kind === 'bearer') throw new Problem('not_allowed');
    const now = this.clock.now();
    return this.transactions.run('account', async (tx) => {
      // Two presses at once take turns: the second finds the draft of the first.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [
        `start application ${accountId}`,
      ]);
      const drafts = await tx.query<{ slug: string; legalName: string }[]>(
        `SELECT slug, legal_name AS "legalName" FROM own_drafts($1::varchar, $2::timestamptz)`,
        [tokenHash, now],
      );
      const same = drafts.find(({ legalName }) => legalName === form.legalName);
      if (same !== undefined) return { slug: same.slug };
      if (drafts.length >= MOST_DRAFTS) throw new Problem('state_conflict');
      const profile = await this.accounts.profile(tx, accountId);
      const phone = profile?.phone ? formatPhone(profile.phone) : '';
      const { sellerId, slug } = await foundOwnShop(tx, this.dataKeys, form, tokenHash, phone, now);
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'account',
          action: 'seller.started',
          subjectType: 'seller',
          subjectId: sellerId,
          after: { slug, kind: form.kind },
        },
      ]);
      return { slug };
    });
  }
}
