import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { Keyring } from '../../../platform/sealing/keyring.js';
import { Accounts } from '../../identity/index.js';
import { SellerMember } from './seller-member.entity.js';

interface Answered {
  sellerId: string;
  role: 'owner' | 'staff';
  permissions: string[];
  invitedBy: string;
}

/** Whoever holds the invited phone says yes or no; with a yes the membership begins in the same transaction. */
@Injectable()
export class AnswerInvitation {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: Accounts,
    private readonly keyring: Keyring,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found (not this person's, answered, withdrawn, too late), state_conflict (works there already) */
  async run({ accountId }: Principal, id: string, answer: 'accepted' | 'declined'): Promise<void> {
    const now = this.clock.now();
    try {
      await this.transactions.run('account', async (tx) => {
        const invitation = await this.answer(tx, accountId, id, answer, now);
        if (answer === 'accepted') await this.join(tx, accountId, invitation, now);
        const { sellerId, role, permissions } = invitation;
        await recordAudit(tx, [
          {
            at: now,
            actorKind: 'account',
            action: answer === 'accepted' ? 'member.joined' : 'member.declined',
            subjectType: 'seller',
            subjectId: sellerId,
            after: { invitationId: id, accountId, role, permissions },
          },
        ]);
      });
    } catch (error) {
      throw brokenConstraint(error) === 'seller_members_open' ? new Problem('state_conflict') : error;
    }
  }

  /** The condition stands in the UPDATE: of an acceptance and a withdrawal at once, the second finds nothing. */
  private async answer(
    tx: EntityManager,
    accountId: string,
    id: string,
    status: string,
    now: Date,
  ): Promise<Answered> {
    const phone = (await this.accounts.profile(tx, accountId))?.phone ?? null;
    if (phone === null) throw new Problem('not_found');
    const [answered] = await changedRows<Answered>(
      tx,
      `UPDATE seller_invitations SET status = $3, status_changed_at = $4, updated_at = $4, phone_sealed = NULL
         WHERE id = $1 AND phone_hash = ANY ($2) AND status = 'open' AND expires_at > $4
         RETURNING seller_id AS "sellerId", role, permissions, invited_by AS "invitedBy"`,
      [id, this.keyring.hashes('phone', phone), status, now],
    );
    if (answered === undefined) throw new Problem('not_found');
    return answered;
  }

  private async join(
    tx: EntityManager,
    accountId: string,
    { sellerId, role, permissions, invitedBy }: Answered,
    now: Date,
  ): Promise<void> {
    // Nobody grants more than they hold: whoever invited must still be an owner when the grant takes effect.
    const mayStill = await tx.query<unknown[]>(
      `SELECT 1 FROM seller_members WHERE seller_id = $1 AND account_id = $2 AND role = 'owner' AND ended_at IS NULL FOR SHARE`,
      [sellerId, invitedBy],
    );
    if (mayStill.length === 0) throw new Problem('not_found');
    await tx.insert(SellerMember, {
      id: uuidv7(now.getTime()),
      sellerId,
      accountId,
      role,
      permissions,
      invitedBy,
      createdAt: now,
      updatedAt: now,
    });
  }
}
