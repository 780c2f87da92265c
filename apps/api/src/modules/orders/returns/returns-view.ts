import type { EntityManager } from 'typeorm';
import { runStatement } from '../../../platform/database/run-statement.js';
import type { DataKeys } from '../../../platform/sealing/data-keys.js';
import { carriageOf } from './return-status.js';
import type { OrderReturnAnswer } from './return.dto.js';
import { returnsOfOrders, type KeptReturn } from './returns.sql.js';

/** Returns of orders as buyer and shop read them, by order; the account a refund goes to is not among it. */
export async function readReturns(
  tx: EntityManager,
  dataKeys: DataKeys,
  orderIds: readonly string[],
): Promise<Map<string, OrderReturnAnswer[]>> {
  const rows = await runStatement<KeptReturn>(tx, returnsOfOrders, [orderIds]);
  const byOrder = new Map<string, OrderReturnAnswer[]>();
  if (rows.length === 0) return byOrder;
  const keys = await dataKeys.findAll(tx, [...new Set(rows.map(({ groupId }) => groupId))]);
  for (const { orderId, groupId, wordsSealed, statusChangedAt, requestedAt, answerBy, ...kept } of rows) {
    const words = wordsSealed === null ? null : (keys.get(groupId)?.open(wordsSealed, WORDS) ?? null);
    const answer = {
      ...kept,
      words,
      carriage: carriageOf(kept.reason),
      statusChangedAt: statusChangedAt.toISOString(),
      requestedAt: requestedAt.toISOString(),
      answerBy: answerBy.toISOString(),
    };
    byOrder.set(orderId, [...(byOrder.get(orderId) ?? []), answer]);
  }
  return byOrder;
}

const WORDS = 'order_returns.words';
