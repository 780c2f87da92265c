import type { EntityManager } from 'typeorm';
import { Problem } from '../../../platform/http/problem.js';
import { isInTerritory, type Officer } from '../../identity/index.js';
import { lockSeller } from '../../sellers/index.js';
import { ProductChange } from '../changes/product-change.entity.js';

/** A change an officer may look at, with its product. */
export interface FoundChange {
  change: ProductChange;
  communeCode: string;
  /** Who wrote in this product for the shop, and the shop's people. They decide nothing about it. */
  hands: string[];
}

const FIND = `
  SELECT p.commune_code AS "communeCode",
    array(SELECT c.created_by::text FROM product_changes c WHERE c.product_id = p.id
      UNION SELECT c.submitted_by::text FROM product_changes c WHERE c.product_id = p.id AND c.submitted_by IS NOT NULL
      UNION SELECT m.account_id::text FROM seller_members m WHERE m.seller_id = p.seller_id
      UNION SELECT r.actor_id::text FROM audit_records r WHERE r.subject_type = 'product' AND r.subject_id = p.id
        AND r.seller_id = p.seller_id AND r.actor_id IS NOT NULL) AS hands
  FROM products p WHERE p.id = $1`;

/**
 * Finds a change through the officer's communes; drafts are the shop's own affair.
 *
 * @throws Problem not_found, also for a change of somebody else's communes
 */
export async function findChange(tx: EntityManager, officer: Officer, id: string): Promise<FoundChange> {
  const change = await tx.findOneBy(ProductChange, { id });
  if (change === null || change.submittedAt === null) throw new Problem('not_found');
  const [row] = await tx.query<Omit<FoundChange, 'change'>[]>(FIND, [change.productId]);
  if (row === undefined || !isInTerritory(officer, row.communeCode)) throw new Problem('not_found');
  return { change, ...row };
}

/**
 * Holds shop and product and finds the change anew as it is then: in the order of whoever else writes, so that no two
 * wait for each other.
 *
 * @throws Problem not_found, not_allowed (own work: as a member of the shop, or typed for it under a mandate)
 */
export async function holdForeignChange(
  tx: EntityManager,
  officer: Officer,
  id: string,
): Promise<FoundChange> {
  const { change } = await findChange(tx, officer, id);
  await lockSeller(tx, change.sellerId);
  await tx.query(`SELECT 1 FROM products WHERE id = $1 FOR NO KEY UPDATE`, [change.productId]);
  const found = await findChange(tx, officer, id);
  if (found.hands.includes(officer.accountId)) throw new Problem('not_allowed');
  return found;
}
