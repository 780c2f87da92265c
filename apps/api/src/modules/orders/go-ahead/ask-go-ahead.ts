import { hashSecret } from '#kernel/ids';
import type { EntityManager } from 'typeorm';
import type { CodHistory, CodStanding } from '../cod/check-cod.js';
import { readCodHistory } from '../cod/check-cod.js';
import type { OrderRows } from '../order-rows.js';
import { goAheadToken } from './go-ahead-token.js';

/** A row of `go_aheads` as it begins. */
export interface AskedGoAhead {
  orderId: string;
  status: 'asked';
  statusChangedAt: Date;
  tokenHash: string;
  tries: 0;
  createdAt: Date;
  updatedAt: Date;
}

/**
 * Of which orders of a purchase the buyer is asked to say once more that they are to be sent: those paid on delivery above
 * an amount, above a lower one of a phone that has received nothing yet, and all of a phone that has refused parcels. What a
 * phone received is looked up only between the two amounts. Who pays a deposit gives the word by it.
 *
 * @param history what is known of the phone already; null where nobody had to ask
 */
export async function askGoAheads(
  tx: EntityManager,
  orders: OrderRows['orders'],
  {
    standing,
    phones,
    history,
  }: { standing: CodStanding; phones: readonly string[]; history: CodHistory | null },
  { now, sessionSecret }: { now: Date; sessionSecret: string },
): Promise<AskedGoAhead[]> {
  const unpaid = orders
    .filter(({ payment }) => payment.method === 'cod' && payment.depositVnd === null)
    .map(({ order }) => order);
  const refuses = standing.refusals >= standing.askRefusals;
  const always = ({ totalVnd }: { totalVnd: number }): boolean => refuses || totalVnd >= standing.askFromVnd;
  const large = unpaid.filter((order) => always(order) || order.totalVnd >= standing.askUnknownFromVnd);
  if (large.length === 0) return [];
  const doubtful = large.some((order) => !always(order));
  const known =
    doubtful && (history ?? (await readCodHistory(tx, phones))).received && standing.refusals === 0;
  return large
    .filter((order) => always(order) || !known)
    .map(({ id }) => ({
      orderId: id,
      status: 'asked',
      statusChangedAt: now,
      tokenHash: hashSecret(goAheadToken(id, sessionSecret)),
      tries: 0,
      createdAt: now,
      updatedAt: now,
    }));
}
