import type { EntityManager } from 'typeorm';
import { isUuid } from '#kernel/ids';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Problem } from '../../../platform/http/problem.js';
import { SellerMember } from './seller-member.entity.js';

/**
 * One present member of the shop, held until the transaction ends.
 *
 * @throws Problem not_found
 */
export async function lockMember(
  tx: EntityManager,
  sellerId: string,
  memberId: string,
): Promise<SellerMember> {
  const member = isUuid(memberId)
    ? await tx
        .createQueryBuilder(SellerMember, 'm')
        .setLock('pessimistic_write')
        .where('m.id = :memberId AND m.seller_id = :sellerId AND m.ended_at IS NULL', { memberId, sellerId })
        .getOne()
    : null;
  if (member === null) throw new Problem('not_found');
  return member;
}

/**
 * Runs a change of members; the database lets none through that leaves a shop without an owner.
 *
 * @throws Problem last_owner
 */
export async function orLastOwner<T>(change: Promise<T>): Promise<T> {
  try {
    return await change;
  } catch (error) {
    throw brokenConstraint(error) === 'seller_members_last_owner_check' ? new Problem('last_owner') : error;
  }
}
