import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { sellerPermissions } from '#kernel/permissions';
import { vietnamDay, type Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { WAITING_FOR_OWNER } from '../activity/activity.sql.js';
import { SellerTransactions } from '../seller-transactions.js';
import { missingParts, PAPERS, readApplication } from './application-state.js';
import { additionNames } from '../review/ask-for.js';
import type { Addition } from './seller-application.entity.js';
import type { SellerHomeAnswer } from './seller-home.dto.js';

/** What somebody sees who opens a shop from inside. */
@Injectable()
export class SellerHomeService {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found for whoever has no business there */
  async home(principal: Principal, slug: string): Promise<SellerHomeAnswer> {
    return this.sellerTransactions.run(principal, slug, 'enter', async (tx, seller) => {
      const application = await readApplication(tx, seller.sellerId);
      const [more] = await tx.query<{ permissions: string[] | null; startsAt: Date | null }[]>(
        `SELECT coalesce((SELECT permissions FROM mandates WHERE id = $3),
             (SELECT CASE role WHEN 'owner' THEN NULL ELSE permissions END FROM seller_members
               WHERE seller_id = $1 AND account_id = $2 AND ended_at IS NULL)) AS permissions,
           (SELECT starts_at FROM suspensions WHERE seller_id = $1 AND ended_at IS NULL AND begun_at IS NULL) AS "startsAt"`,
        [seller.sellerId, seller.accountId, seller.mandateId],
      );
      const draft = application?.status === 'draft';
      const permissions = permissionsOf(more?.permissions ?? null);
      const waiting = permissions.includes('members')
        ? await waitingForOwner(tx, seller.sellerId, this.clock.now())
        : NOTHING_WAITING;
      return {
        slug,
        name: seller.name,
        status: seller.status,
        capacity: seller.capacity,
        permissions,
        applied: application !== null,
        missing: draft ? missingParts(application, this.clock.now()) : [],
        additions: draft ? application.additions.map(asAsked) : [],
        additionsUntil: draft ? application.additionsUntil : null,
        answerBy: application?.status === 'submitted' ? application.dueOn : null,
        refused: draft && application.refusedAt !== null,
        suspendsFrom: more?.startsAt ? vietnamDay(more.startsAt) : null,
        ...waiting,
        papers: PAPERS.map((paper) => ({ ...paper })),
      };
    });
  }
}

const asAsked = (addition: Addition): SellerHomeAnswer['additions'][number] => ({
  step: addition.step,
  field: addition.field ?? null,
  ...additionNames(addition),
  words: addition.words,
});

interface Waiting {
  toConfirm: number;
  asking: number;
}
const NOTHING_WAITING: Waiting = { toConfirm: 0, asking: 0 };

async function waitingForOwner(tx: EntityManager, sellerId: string, now: Date): Promise<Waiting> {
  const [waiting] = await tx.query<Waiting[]>(WAITING_FOR_OWNER, [sellerId, now]);
  return waiting ?? NOTHING_WAITING;
}

/** @param given what staff and holders of a mandate were given; null for an owner, who has everything */
function permissionsOf(given: readonly string[] | null): string[] {
  return sellerPermissions.filter(
    (permission) => permission !== 'enter' && (given?.includes(permission) ?? true),
  );
}
