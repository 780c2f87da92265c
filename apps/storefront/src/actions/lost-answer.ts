import type { APIContext } from 'astro';
import { ApiProblem } from '../backend/api.js';
import { getPlaced } from '../backend/buying.js';
import type { Cart, PlacedGroup } from '../backend/buying.types.js';
import { openCart } from './cart.js';
import { cartId, forgetCart, placedKeys, rememberOrder } from './cookies.js';

type Context = Pick<APIContext, 'cookies' | 'locals'>;

/** The cart was ordered: it is gone from this browser, which may open the order. Where the order is shown. */
export function keepPlaced(context: Context, placed: PlacedGroup): string {
  forgetCart(context);
  rememberOrder(context, placed.code, placed.accessToken);
  return `${context.locals.paths.order(placed.code)}?cam-on`;
}

/**
 * This browser's open cart, or where the order is shown that it became without the browser's hearing of it, because the API
 * died at its commit or the line broke with the answer.
 */
export async function cartOrLostOrder(
  context: Context,
): Promise<{ cart: Cart | null; there: string | null }> {
  // Asked first: a cart that is not open is forgotten with its keys.
  const [id, keys] = [cartId(context), placedKeys(context)];
  const cart = await openCart(context);
  if (cart !== null || id === undefined) return { cart, there: null };
  for (const key of keys) {
    try {
      return { cart, there: keepPlaced(context, await getPlaced(context.locals.api, id, key)) };
    } catch (error) {
      if (!(error instanceof ApiProblem && [400, 401, 404].includes(error.status))) throw error;
    }
  }
  return { cart, there: null };
}
