import type { EntityManager } from 'typeorm';
import { Problem } from '../../platform/http/problem.js';

/**
 * Holds the seller and its producer as they are until the transaction ends. A product that is being added is not yet
 * seen by a transaction that suspends its seller; without this lock it could be listed as of the moment before.
 * Take it before any product's row, as a change of the seller's status does, or the two could wait for each other.
 *
 * @throws Problem not_found
 */
export async function lockSeller(tx: EntityManager, sellerId: string): Promise<void> {
  const rows = await tx.query<unknown[]>(
    `SELECT 1 FROM sellers s JOIN producers p ON p.id = s.producer_id WHERE s.id = $1 FOR SHARE`,
    [sellerId],
  );
  if (rows.length === 0) throw new Problem('not_found');
}
