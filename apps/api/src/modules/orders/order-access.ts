import { createHmac } from 'node:crypto';
import { hashSecret, isSecret } from '#kernel/ids';
import type { EntityManager } from 'typeorm';
import { Problem } from '../../platform/http/problem.js';
import type { OrderBuyer } from './order-buyer.js';
import { OrderGroup } from './order-group.entity.js';

/** As long as a buyer may come back to a purchase: delivery, return and complaint have run their course by then. */
export const ORDER_TOKEN_DAYS = 365;
/** A link that was asked for again is used at once or not at all. */
export const LOOKUP_TOKEN_DAYS = 7;

/**
 * The token given out when an order is placed. It is derived, not stored, so that a repeated request can be answered
 * with the same token although the database keeps only its hash; nobody without SESSION_SECRET can compute it.
 */
export function placementToken(orderGroupId: string, sessionSecret: string): string {
  return derivedToken(`order access, version 1:${orderGroupId}`, sessionSecret);
}

/** The token of a link somebody asked for; derived, so that a message sent twice carries one and the same link. */
export function lookupToken(lookupId: string, sessionSecret: string): string {
  return derivedToken(`order lookup, version 1:${lookupId}`, sessionSecret);
}

function derivedToken(subject: string, sessionSecret: string): string {
  return createHmac('sha256', sessionSecret).update(subject).digest('base64url');
}

/**
 * The purchase, for whoever holds its token or placed it. `sign_in_required` for somebody with neither token nor session,
 * `not_found` for any other's.
 */
export async function findGroupOf(
  tx: EntityManager,
  where: { groupCode: string } | { orderCode: string },
  { token = '', accountId }: OrderBuyer,
  now: Date,
): Promise<OrderGroup> {
  if (token === '' && accountId === null) throw new Problem('sign_in_required');
  const hash = isSecret(token) ? hashSecret(token) : null;
  if (hash === null && accountId === null) throw new Problem('not_found');
  const query = tx.createQueryBuilder(OrderGroup, 'g').where(
    `(g.account_id = :accountId OR EXISTS (SELECT 1 FROM order_access_tokens t
         WHERE t.order_group_id = g.id AND t.token_hash = :hash AND t.expires_at > :now))`,
    { accountId, hash, now },
  );
  if ('groupCode' in where) query.andWhere('g.code = :code', { code: where.groupCode });
  else
    query.andWhere('EXISTS (SELECT 1 FROM orders o WHERE o.order_group_id = g.id AND o.code = :code)', {
      code: where.orderCode,
    });
  const group = await query.getOne();
  if (group === null) throw new Problem('not_found');
  return group;
}
