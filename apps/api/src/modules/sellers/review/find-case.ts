import type { EntityManager } from 'typeorm';
import { Problem } from '../../../platform/http/problem.js';
import { isInTerritory, type Officer } from '../../identity/index.js';

/** A shop an officer may look at. */
export interface FoundCase {
  sellerId: string;
  status: string;
  /** Who had a hand in it: whoever began, sent or wrote in it, and its members. They decide nothing about it. */
  hands: string[];
}

/**
 * Finds a shop through the officer's communes.
 *
 * @throws Problem not_found, also for a shop of somebody else's communes
 */
export async function findCase(tx: EntityManager, officer: Officer, slug: string): Promise<FoundCase> {
  const [row] = await tx.query<(FoundCase & { communeCode: string })[]>(
    `SELECT s.id AS "sellerId", s.status, p.commune_code AS "communeCode",
       array(SELECT a.started_by::text FROM seller_applications a WHERE a.seller_id = s.id
         UNION SELECT a.submitted_by::text FROM seller_applications a WHERE a.seller_id = s.id AND a.submitted_by IS NOT NULL
         UNION SELECT m.account_id::text FROM seller_members m WHERE m.seller_id = s.id
         UNION SELECT d.staff_account_id::text FROM mandates d WHERE d.seller_id = s.id
         UNION SELECT r.actor_id::text FROM audit_records r WHERE r.seller_id = s.id AND r.actor_id IS NOT NULL) AS hands
     FROM sellers s JOIN producers p ON p.id = s.producer_id WHERE s.slug = $1`,
    [slug],
  );
  if (row === undefined || !isInTerritory(officer, row.communeCode)) throw new Problem('not_found');
  const { communeCode: _, ...found } = row;
  return found;
}

/** @throws Problem not_allowed: nobody approves, refuses or suspends their own work */
export function demandForeignWork({ hands }: FoundCase, { accountId }: Officer): void {
  if (hands.includes(accountId)) throw new Problem('not_allowed');
}
