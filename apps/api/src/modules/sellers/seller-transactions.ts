import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SellerPermission } from '#kernel/permissions';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../platform/access/access.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Transactions } from '../../platform/database/transactions.js';
import { Problem } from '../../platform/http/problem.js';
import type { SellerStatus } from './seller-status.js';

/** The shop a transaction is bound to, and as what the caller is in it. */
export interface EnteredSeller {
  readonly sellerId: string;
  readonly producerId: string;
  readonly slug: string;
  readonly name: string;
  readonly status: SellerStatus;
  readonly accountId: string;
  /** `mandate`: assisting staff, whose acts bear the seller's name and theirs. */
  readonly capacity: 'member' | 'mandate';
  readonly mandateId: string | null;
}

/**
 * Opens transactions that work for one shop. The database itself checks membership or mandate and binds the shop to the
 * transaction; whatever the statements inside forget to ask for, they see and change rows of that shop only.
 */
@Injectable()
export class SellerTransactions {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found (no such shop for this caller), not_allowed (a member without that permission) */
  async run<T>(
    principal: Principal,
    slug: string,
    permission: SellerPermission,
    work: (tx: EntityManager, seller: EnteredSeller) => Promise<T>,
  ): Promise<T> {
    return this.transactions.run('seller', async (tx) => {
      const [row] = await tx.query<(Omit<EnteredSeller, 'slug'> & { allowed: boolean })[]>(
        `SELECT seller_id AS "sellerId", producer_id AS "producerId", name, status, account_id AS "accountId", capacity,
           mandate_id AS "mandateId", allowed
         FROM enter_seller($1::varchar, $2::varchar, $3::varchar, $4::timestamptz)`,
        [principal.tokenHash, slug, permission, this.clock.now()],
      );
      if (row === undefined) throw new Problem('not_found');
      const { allowed, ...entered } = row;
      if (!allowed) throw new Problem('not_allowed');
      return work(tx, { ...entered, slug });
    });
  }
}
