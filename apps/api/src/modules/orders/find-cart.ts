import { hashSecret, isSecret } from '#kernel/ids';
import type { EntityManager } from 'typeorm';
import type { Statement } from '../../platform/database/reader.js';
import { runStatement } from '../../platform/database/run-statement.js';
import { Problem } from '../../platform/http/problem.js';
import { cartPlaced } from './cart-placed.js';
import type { Cart } from './cart.entity.js';

/** Who asks for a cart: the secret it is known by, and the account of the session, if there is one. */
export interface CartHolder {
  readonly secret: string;
  readonly accountId: string | null;
}

export type FoundCart = Pick<Cart, 'id' | 'status' | 'accountId'>;

/** A secret leads to its own cart, or to the account's cart into which that one was taken. */
const OPENED_BY = `c.id = (SELECT coalesce(k.merged_into, k.id) FROM carts k WHERE k.secret_hash = $1)
  AND (c.account_id IS NULL OR c.account_id = $2::uuid)`;

const FIELDS = `c.id, c.status, c.account_id AS "accountId"`;

const readCart: Statement = {
  name: 'orders-read-cart',
  text: `SELECT ${FIELDS} FROM carts c WHERE ${OPENED_BY}`,
};

/** Changes to the cart's lines and a second placement wait here. */
const lockCart: Statement = {
  name: 'orders-lock-cart',
  text: `SELECT id, status, account_id AS "accountId" FROM carts c WHERE ${OPENED_BY} FOR NO KEY UPDATE`,
};

/** Locks the cart and says that somebody still uses it: carts nobody has touched for a season are swept. */
const touchCart: Statement = {
  name: 'orders-touch-cart',
  text: `UPDATE carts c SET updated_at = $3 WHERE ${OPENED_BY} RETURNING ${FIELDS}`,
};

/**
 * The cart a secret opens. Once it belongs to an account, only with a session of that account. `not_found` for anything
 * else, also for what cannot be a secret.
 */
export function findCart(tx: EntityManager, holder: CartHolder): Promise<FoundCart> {
  return open(tx, readCart, holder);
}

/** The same, locked; `cart_placed` when it is no cart any more. */
export function lockOpenCart(tx: EntityManager, holder: CartHolder): Promise<FoundCart> {
  return openForChange(tx, lockCart, holder);
}

/** Two requests for one cart take turns, and neither changes a cart that is being placed. */
export function touchOpenCart(tx: EntityManager, holder: CartHolder, now: Date): Promise<FoundCart> {
  return openForChange(tx, touchCart, holder, [now]);
}

async function openForChange(
  tx: EntityManager,
  statement: Statement,
  holder: CartHolder,
  more: readonly unknown[] = [],
): Promise<FoundCart> {
  const found = await open(tx, statement, holder, more);
  // While we waited for its row it was taken into the account's cart; a second look follows it there.
  const cart = found.status === 'merged' ? await open(tx, statement, holder, more) : found;
  if (cart.status !== 'open') throw await cartPlaced(tx, cart.id);
  return cart;
}

async function open(
  tx: EntityManager,
  statement: Statement,
  { secret, accountId }: CartHolder,
  more: readonly unknown[] = [],
): Promise<FoundCart> {
  const [cart] = isSecret(secret)
    ? await runStatement<FoundCart>(tx, statement, [hashSecret(secret), accountId, ...more])
    : [];
  if (cart === undefined) throw new Problem('not_found');
  return cart;
}
