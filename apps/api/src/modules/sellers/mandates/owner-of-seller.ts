import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Accounts } from '../../identity/index.js';
import { Problem } from '../../../platform/http/problem.js';

/** Finds whose phone speaks for a shop. */
@Injectable()
export class OwnerOfSeller {
  constructor(private readonly accounts: Accounts) {}

  /**
   * The phone of the owner who has been one for longest, in E.164. Runs as `officer`.
   *
   * @throws Problem state_conflict, reason `no_owner`: nobody with an account and a phone owns the shop yet
   */
  async phone(tx: EntityManager, sellerId: string): Promise<string> {
    const owners = await tx.query<{ id: string }[]>(
      `SELECT m.account_id AS id FROM seller_members m JOIN accounts a ON a.id = m.account_id
       WHERE m.seller_id = $1 AND m.role = 'owner' AND m.ended_at IS NULL AND a.status = 'active'
         AND a.phone_hash IS NOT NULL
       ORDER BY m.created_at, m.id LIMIT 1`,
      [sellerId],
    );
    const [owner] = owners;
    const phone = owner === undefined ? null : (await this.accounts.profile(tx, owner.id))?.phone;
    if (!phone) throw new Problem('state_conflict', { extra: { reason: 'no_owner' } });
    return phone;
  }
}
