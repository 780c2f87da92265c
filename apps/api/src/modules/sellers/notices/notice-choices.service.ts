import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { Accounts } from '../../identity/index.js';
import { SellerMember } from '../members/seller-member.entity.js';
import { SellerTransactions, type EnteredSeller } from '../seller-transactions.js';
import type { NoticeChannel, NoticeChoicesAnswer } from './notice-choices.dto.js';

/** How somebody who works in a shop hears of its orders. Each decides for themselves; staff under a mandate are told nothing. */
@Injectable()
export class NoticeChoices {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly transactions: Transactions,
    private readonly accounts: Accounts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, not_allowed (no member) */
  async read(principal: Principal, slug: string): Promise<NoticeChoicesAnswer> {
    const found = await this.sellers.run(principal, slug, 'enter', async (tx, seller) => {
      const { noticeChannels: channels } = await memberOf(tx, seller);
      const [shop] = await tx.query<{ phone: string }[]>(`SELECT phone FROM sellers WHERE id = $1`, [
        seller.sellerId,
      ]);
      return { channels, shopPhone: shop?.phone ?? '' };
    });
    return { ...found, ...(await this.contactOf(principal)) };
  }

  /** @throws Problem not_found, not_allowed (no member), validation_failed (an e-mail, and the account has none) */
  async choose(
    principal: Principal,
    slug: string,
    channels: readonly NoticeChannel[],
  ): Promise<NoticeChoicesAnswer> {
    const contact = await this.contactOf(principal);
    if ((channels.includes('email') && !contact.email) || (channels.includes('sms') && !contact.phone))
      throw fieldProblem(
        'channels',
        'no_contact',
        'Tài khoản của bạn chưa có địa chỉ hoặc số để nhận',
        'The account has nothing to be reached by in that way',
      );
    const now = this.clock.now();
    await this.sellers.run(principal, slug, 'enter', async (tx, seller) => {
      const { id, noticeChannels } = await memberOf(tx, seller);
      await tx.update(SellerMember, { id }, { noticeChannels: [...channels], updatedAt: now });
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'member.notices-chosen',
          subjectType: 'seller',
          subjectId: seller.sellerId,
          before: { channels: noticeChannels },
          after: { channels },
        },
      ]);
    });
    return this.read(principal, slug);
  }

  private contactOf({ accountId }: Principal): Promise<Pick<NoticeChoicesAnswer, 'email' | 'phone'>> {
    return this.transactions.run('account', async (tx) => {
      const profile = await this.accounts.profile(tx, accountId);
      return { email: profile?.email ?? null, phone: profile?.phone ?? null };
    });
  }
}

async function memberOf(
  tx: EntityManager,
  { sellerId, accountId, capacity }: EnteredSeller,
): Promise<SellerMember> {
  const member =
    capacity === 'member'
      ? await tx
          .createQueryBuilder(SellerMember, 'm')
          .where('m.seller_id = :sellerId AND m.account_id = :accountId AND m.ended_at IS NULL', {
            sellerId,
            accountId,
          })
          .getOne()
      : null;
  if (member === null) throw new Problem('not_allowed');
  return member;
}
