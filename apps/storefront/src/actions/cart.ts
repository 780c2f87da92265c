import type { APIContext } from 'astro';
import { attachCart } from '../backend/account.js';
import { ApiProblem, type Backend } from '../backend/api.js';
import { getSeller } from '../backend/catalogue.js';
import { createCart, getCart, setCartLine } from '../backend/buying.js';
import type { Cart, CartLine } from '../backend/buying.types.js';
import { cartId, forgetCart, rememberCart } from './cookies.js';

type Context = Pick<APIContext, 'cookies' | 'locals'>;

/** The API takes whole numbers in this range for one line. */
const MOST_OF_ONE = 999;

/** Why a line of the cart stayed as it was; the words are in i18n. */
export interface CartRefusal {
  variantId: string;
  reason: 'variant' | 'quantity' | 'out_of_stock' | 'gone' | 'full' | 'busy';
  /** What the buyer typed, to show it again. */
  typed: string;
  /** With `out_of_stock`: how many can be had. */
  available?: number;
}

/** This browser's open cart; null when there is none, it was placed or forgotten. */
export async function openCart(context: Context): Promise<Cart | null> {
  const id = cartId(context);
  if (!id) return null;
  try {
    const cart = await getCart(context.locals.api, id);
    if (cart.status === 'open') return cart;
  } catch (error) {
    if (!(error instanceof ApiProblem && [400, 401, 404].includes(error.status))) throw error;
  }
  forgetCart(context);
  return null;
}

/** Puts so many more of a variant into the cart; the cart is made with its first line. */
export async function addToCart(context: Context, form: FormData): Promise<CartRefusal | null> {
  const variantId = text(form, 'variantId');
  const typed = text(form, 'quantity');
  const quantity = Number(typed);
  if (!/^[0-9a-f-]{36}$/i.test(variantId)) return { variantId, typed, reason: 'variant' };
  if (!isQuantity(quantity, 1)) return { variantId, typed, reason: 'quantity' };

  const { api } = context.locals;
  const cart = (await openCart(context)) ?? (await newCart(api));
  const already = cart.lines.find((line) => line.variantId === variantId)?.quantity ?? 0;
  const wanted = Math.min(already + quantity, MOST_OF_ONE);
  return refusedOr(context, { variantId, typed }, setCartLine(api, cart.id, variantId, wanted));
}

/** Of somebody signed in the new cart is theirs at once, with what they put into a cart on another device. */
async function newCart(api: Backend): Promise<Cart> {
  const cart = await createCart(api);
  return api.session.claims ? attachCart(api, cart.id).catch(() => cart) : cart;
}

/** Sets a line to the typed quantity, or takes it out. */
export async function changeCartLine(context: Context, form: FormData): Promise<CartRefusal | null> {
  const variantId = text(form, 'variantId');
  const typed = form.get('intent') === 'remove' ? '0' : text(form, 'quantity');
  const quantity = Number(typed);
  const id = cartId(context);
  if (!id || !/^[0-9a-f-]{36}$/i.test(variantId)) return null;
  if (typed === '' || !isQuantity(quantity, 0)) return { variantId, typed, reason: 'quantity' };
  return refusedOr(context, { variantId, typed }, setCartLine(context.locals.api, id, variantId, quantity));
}

/**
 * Takes what waited on a device: at least so many, or exactly so many where the cart's own page said so. Either may come
 * twice, because the line may break after it was taken. The cart is made where there is none.
 */
export async function keepInCart(context: Context, form: FormData): Promise<CartRefusal | null> {
  const variantId = text(form, 'variantId');
  const typed = text(form, 'quantity');
  const exactly = text(form, 'how') === 'exactly';
  const quantity = Number(typed);
  if (!/^[0-9a-f-]{36}$/i.test(variantId)) return { variantId, typed, reason: 'variant' };
  if (typed === '' || !isQuantity(quantity, exactly ? 0 : 1)) return { variantId, typed, reason: 'quantity' };
  const { api } = context.locals;
  const cart = await openCart(context);
  if (!cart && quantity === 0) return null;
  const { id, lines } = cart ?? (await newCart(api));
  const already = lines.find((line) => line.variantId === variantId)?.quantity ?? 0;
  const wanted = exactly ? quantity : Math.max(already, quantity);
  return refusedOr(context, { variantId, typed }, setCartLine(api, id, variantId, wanted));
}

/** Lines by seller, in the order in which the sellers' first goods were put in. */
export function bySeller(lines: readonly CartLine[]): { seller: CartLine['seller']; lines: CartLine[] }[] {
  const groups = new Map<string, { seller: CartLine['seller']; lines: CartLine[] }>();
  for (const line of lines) {
    const group = groups.get(line.seller.slug) ?? { seller: line.seller, lines: [] };
    group.lines.push(line);
    groups.set(line.seller.slug, group);
  }
  return [...groups.values()];
}

/** Whom to call, by the shop's slug. A shop that cannot be read just now is missing: the cart is there without it. */
export async function contactsOf(
  api: Backend,
  lines: readonly CartLine[],
): Promise<Map<string, { phone: string }>> {
  const slugs = [...new Set(lines.map(({ seller }) => seller.slug))];
  const found = await Promise.all(
    slugs.map(async (slug) => {
      const seller = await getSeller(api, slug).catch(() => null);
      return seller === null ? null : ([slug, { phone: seller.phone }] as const);
    }),
  );
  return new Map(found.filter((one) => one !== null));
}

async function refusedOr(
  context: Context,
  { variantId, typed }: { variantId: string; typed: string },
  change: Promise<Cart>,
): Promise<CartRefusal | null> {
  try {
    rememberCart(context, await change);
    return null;
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    const { code, problem, status } = error;
    if (code === 'out_of_stock') {
      return { variantId, typed, reason: 'out_of_stock', available: problem.lines?.[0]?.available ?? 0 };
    }
    if (status === 404 || code === 'cart_placed') return { variantId, typed, reason: 'gone' };
    if (status === 429 || status === 503) return { variantId, typed, reason: 'busy' };
    if (status < 500) return { variantId, typed, reason: code === 'cart_full' ? 'full' : 'gone' };
    throw error;
  }
}

function isQuantity(value: number, least: number): boolean {
  return Number.isInteger(value) && value >= least && value <= MOST_OF_ONE;
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
