import { Inject, Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { parsePhone } from '#kernel/phone';
import { DAY_MS, type Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { HitCounters, type Limit } from '../../../platform/access/hit-counters.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { Keyring } from '../../../platform/sealing/keyring.js';
import { invitationQueue } from '../seller-queues.js';
import { SellerTransactions, type EnteredSeller } from '../seller-transactions.js';
import { checkRights } from './member-rights.js';
import type { InviteMemberDto, InvitationAnswer } from './members.dto.js';
import { SellerInvitation } from './seller-invitation.entity.js';

/** Long enough for somebody without a phone at hand to hear of it, short enough not to be forgotten. */
const INVITATION_DAYS = 14;

const DAY = 24 * 60 * 60;
/** Each is a message to somebody who did not ask for it: a shop finds its people with so many. */
const BY_PERSON: Limit = { name: 'invitations by person a day', hits: 20, seconds: DAY };
/** Over all shops: nobody is to be worn down into a yes. */
const TO_PHONE: Limit = { name: 'invitations to phone a day', hits: 4, seconds: DAY };

/** An owner invites somebody by phone. Nothing is given before that person, signed in with that phone, accepts. */
@Injectable()
export class InviteMember {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly dataKeys: DataKeys,
    private readonly keyring: Keyring,
    private readonly jobs: Jobs,
    private readonly counters: HitCounters,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem validation_failed (no Vietnamese mobile, odd rights), state_conflict (invited already), rate_limited */
  async run(principal: Principal, slug: string, form: InviteMemberDto): Promise<InvitationAnswer> {
    const phone = parsePhone(form.phone);
    if (phone?.vietnamese !== true)
      throw fieldProblem('phone', 'bad_phone', 'Số di động chưa đúng', 'Not a Vietnamese mobile number');
    const rights = checkRights(form);
    await this.counters.demand(BY_PERSON, principal.accountId);
    await this.counters.demand(TO_PHONE, phone.e164);
    const now = this.clock.now();
    const id = uuidv7(now.getTime());
    const expiresAt = new Date(now.getTime() + INVITATION_DAYS * DAY_MS);
    await this.sellers.run(principal, slug, 'members', async (tx, seller) => {
      await this.endOverdue(tx, phone.e164, now);
      if (await this.isInvited(tx, seller.sellerId, phone.e164)) throw new Problem('state_conflict');
      const key = await this.dataKeys.of(tx, seller.sellerId);
      try {
        await tx.insert(SellerInvitation, {
          id,
          sellerId: seller.sellerId,
          phoneHash: this.keyring.hash('phone', phone.e164),
          phoneSealed: key.seal(phone.e164, 'seller_invitations.phone'),
          ...rights,
          status: 'open',
          statusChangedAt: now,
          invitedBy: seller.accountId,
          expiresAt,
          createdAt: now,
          updatedAt: now,
        });
      } catch (error) {
        throw brokenConstraint(error) === 'seller_invitations_open' ? new Problem('state_conflict') : error;
      }
      await this.record(tx, seller, id, rights, now);
      await this.jobs.enqueue(tx, invitationQueue, { invitationId: id });
    });
    return { id, phone: phone.e164, ...rights, expiresAt: expiresAt.toISOString() };
  }

  /** Asked under the previous DATA_KEY as well, where the index on the digest would see somebody else. */
  private isInvited(tx: EntityManager, sellerId: string, phone: string): Promise<boolean> {
    const phoneHash = In(this.keyring.hashes('phone', phone));
    return tx.existsBy(SellerInvitation, { sellerId, phoneHash, status: 'open' });
  }

  /** An invitation nobody answered in time must not stand in the way of the next one before the sweep has come by. */
  private async endOverdue(tx: EntityManager, phone: string, now: Date): Promise<void> {
    await tx.query(
      `UPDATE seller_invitations SET status = 'lapsed', status_changed_at = $2, updated_at = $2, phone_sealed = NULL
       WHERE phone_hash = ANY ($1) AND status = 'open' AND expires_at <= $2`,
      [this.keyring.hashes('phone', phone), now],
    );
  }

  private async record(
    tx: EntityManager,
    { sellerId }: EnteredSeller,
    invitationId: string,
    rights: object,
    now: Date,
  ): Promise<void> {
    await recordAudit(tx, [
      {
        at: now,
        actorKind: 'seller',
        action: 'member.invited',
        subjectType: 'seller',
        subjectId: sellerId,
        after: { invitationId, ...rights },
      },
    ]);
  }
}
