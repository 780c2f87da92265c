import { Inject, Injectable } from '@nestjs/common';
import { isUuid } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Problem } from '../../../platform/http/problem.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { PeopleOfSeller } from '../people-of-seller.js';
import { SellerTransactions } from '../seller-transactions.js';
import type { MembersAnswer } from './members.dto.js';
import { SellerInvitation } from './seller-invitation.entity.js';

/** Who works in a shop, and who was asked to. */
@Injectable()
export class MembersService {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly people: PeopleOfSeller,
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Owners first, then in the order in which they came. */
  async list(principal: Principal, slug: string): Promise<MembersAnswer> {
    const now = this.clock.now();
    return this.sellers.run(principal, slug, 'members', async (tx, { sellerId }) => {
      const members = await tx.query<MemberRow[]>(
        `SELECT id, account_id AS "accountId", role, permissions, created_at AS since FROM seller_members
         WHERE seller_id = $1 AND ended_at IS NULL ORDER BY role, created_at, id`,
        [sellerId],
      );
      const invitations = await tx.query<InvitationRow[]>(
        `SELECT id, phone_sealed AS phone, role, permissions, expires_at AS "expiresAt" FROM seller_invitations
         WHERE seller_id = $1 AND status = 'open' AND expires_at > $2 ORDER BY created_at, id`,
        [sellerId, now],
      );
      const names = await this.people.names(
        tx,
        members.map(({ accountId }) => accountId),
      );
      const key = invitations.length === 0 ? null : await this.dataKeys.of(tx, sellerId);
      return {
        members: members.map(({ accountId, since, ...member }) => ({
          ...member,
          name: names.get(accountId) ?? '',
          since: since.toISOString(),
          self: accountId === principal.accountId,
        })),
        invitations: invitations.map(({ phone, expiresAt, ...invitation }) => ({
          ...invitation,
          phone: key?.open(phone, 'seller_invitations.phone') ?? '',
          expiresAt: expiresAt.toISOString(),
        })),
      };
    });
  }

  /** Takes an invitation back. @throws Problem not_found (no open one of this shop) */
  async withdraw(principal: Principal, slug: string, invitationId: string): Promise<void> {
    const now = this.clock.now();
    await this.sellers.run(principal, slug, 'members', async (tx, { sellerId }) => {
      const { affected } = isUuid(invitationId)
        ? await tx.update(
            SellerInvitation,
            { id: invitationId, sellerId, status: 'open' },
            { status: 'withdrawn', statusChangedAt: now, phoneSealed: null, updatedAt: now },
          )
        : { affected: 0 };
      if (affected !== 1) throw new Problem('not_found');
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'member.invitation-withdrawn',
          subjectType: 'seller',
          subjectId: sellerId,
          before: { invitationId },
        },
      ]);
    });
  }
}

interface MemberRow {
  id: string;
  accountId: string;
  role: string;
  permissions: string[];
  since: Date;
}

interface InvitationRow {
  id: string;
  phone: string;
  role: string;
  permissions: string[];
  expiresAt: Date;
}
