import type { EntityManager } from 'typeorm';
import type { DataKeys } from '../../../platform/sealing/data-keys.js';
import type { DisputedReturnAnswer } from './disputes.dto.js';

interface ReturnRow extends Omit<DisputedReturnAnswer, 'words' | 'requestedAt'> {
  groupId: string;
  wordsSealed: string | null;
  requestedAt: Date;
}

/** Returns of order $1, the earliest first, as an officer reads them: without the purchase they belong to. */
const RETURNS = `
  SELECT r.id, r.number, r.status, r.reason, r.created_at AS "requestedAt", r.words_sealed AS "wordsSealed",
    o.order_group_id AS "groupId", r.decline_reason AS "declineReason", r.decline_words AS "declineWords",
    ARRAY (SELECT p.id FROM order_pictures p WHERE p.subject_id = r.id ORDER BY p.id) AS pictures,
    (SELECT json_agg(json_build_object('name', concat_ws(', ', l.product_name, l.variant_name), 'quantity', x.quantity)
        ORDER BY l.id)
      FROM order_return_lines x JOIN order_lines l ON l.id = x.order_line_id WHERE x.return_id = r.id) AS lines
  FROM order_returns r JOIN orders o ON o.id = r.order_id WHERE r.order_id = $1 ORDER BY r.number`;

/** What a buyer wanted to give back, with the pictures, for the officer who decides about the order. */
export async function readDisputedReturns(
  tx: EntityManager,
  dataKeys: DataKeys,
  orderId: string,
): Promise<DisputedReturnAnswer[]> {
  const rows = await tx.query<ReturnRow[]>(RETURNS, [orderId]);
  const [first] = rows;
  const key = first === undefined ? null : await dataKeys.find(tx, first.groupId);
  return rows.map(
    ({
      id,
      number,
      status,
      reason,
      declineReason,
      declineWords,
      lines,
      pictures,
      wordsSealed,
      requestedAt,
    }) => ({
      id,
      number,
      status,
      reason,
      declineReason,
      declineWords,
      lines,
      pictures,
      requestedAt: requestedAt.toISOString(),
      words: wordsSealed === null ? null : (key?.open(wordsSealed, 'order_returns.words') ?? null),
    }),
  );
}
