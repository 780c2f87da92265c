import type { EntityManager } from 'typeorm';
import { runStatement } from '../../platform/database/run-statement.js';
import { Problem } from '../../platform/http/problem.js';
import { groupCodeOfCart } from './write-order.sql.js';

/** The refusal of whatever would change a placed cart: the code of what it became, and no token to open it with. */
export async function cartPlaced(tx: EntityManager, cartId: string): Promise<Problem> {
  const [group] = await runStatement<{ code: string }>(tx, groupCodeOfCart, [cartId]);
  return new Problem('cart_placed', { extra: { groupCode: group?.code } });
}
