import { randomBytes } from 'node:crypto';
import type { APIContext } from 'astro';
import type { Cart } from '../backend/buying.types.js';
import { pathsIn } from '../paths.js';

const CART = 'floor_cart';
/** Only a number, readable by the badge island; see islands/cart-badge.ts. */
const CART_COUNT = 'floor_cart_count';
const orderCookie = (groupCode: string): string => `floor_order_${groupCode}`;
/** The same token for the order's page in English, whose address is another; a cookie has one path and one name. */
const englishOrderCookie = (groupCode: string): string => `floor_order_en_${groupCode}`;

/** Keys under which this browser may have sent its cart, the latest last; see `rememberKey`. */
const KEYS = 'floor_keys';
/** As many checkouts as somebody has open at once. */
const KEYS_KEPT = 3;
/** As long as the API knows them. */
const KEYS_KEPT_SECONDS = 24 * 60 * 60;

/** Tells one browser from another where each has one voice; made with its first. */
const READER = 'floor_reader';

/** A cart that nobody touched for two months is forgotten. */
const CART_KEPT_SECONDS = 60 * 24 * 60 * 60;
/** An order can be opened on the same device for half a year; after that phone and code bring a new link. */
const ORDER_KEPT_SECONDS = 180 * 24 * 60 * 60;
const READER_KEPT_SECONDS = 365 * 24 * 60 * 60;

type Context = Pick<APIContext, 'cookies' | 'locals'>;

const secure = ({ locals }: Context): boolean => locals.door.publicOrigin.startsWith('https:');

/** The secret that opens this browser's cart; a cookie that cannot be one is as good as none. */
export function cartId({ cookies }: Context): string | undefined {
  const value = cookies.get(CART)?.value;
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
}

/** Keeps the cart's secret out of scripts' reach and notes how many things are in it for the badge. */
export function rememberCart(context: Context, cart: Cart): void {
  const common = { path: '/', sameSite: 'lax', secure: secure(context), maxAge: CART_KEPT_SECONDS } as const;
  context.cookies.set(CART, cart.id, { ...common, httpOnly: true });
  const count = cart.lines.reduce((sum, line) => sum + line.quantity, 0);
  context.cookies.set(CART_COUNT, String(Math.min(count, 9_999)), common);
}

/**
 * Notes under which key the form that is handed out places the cart. Whoever sends it and never has the answer finds the
 * order by it, also where the page they sent it from is gone.
 */
export function rememberKey(context: Context, key: string): void {
  const keys = [...placedKeys(context).toReversed(), key].slice(-KEYS_KEPT);
  context.cookies.set(KEYS, keys.join('.'), {
    path: '/',
    sameSite: 'lax',
    secure: secure(context),
    httpOnly: true,
    maxAge: KEYS_KEPT_SECONDS,
  });
}

/** Those keys, the latest first. */
export function placedKeys({ cookies }: Context): string[] {
  const keys = (cookies.get(KEYS)?.value ?? '').split('.').filter((key) => /^[\w-]{8,64}$/.test(key));
  return keys.slice(-KEYS_KEPT).toReversed();
}

export function forgetCart({ cookies }: Context): void {
  cookies.delete(KEYS, { path: '/' });
  cookies.delete(CART, { path: '/' });
  cookies.delete(CART_COUNT, { path: '/' });
}

/** The token that opens an order on this device; sent only to that order's own page. */
export function orderToken({ cookies }: Context, groupCode: string): string | undefined {
  return (cookies.get(orderCookie(groupCode)) ?? cookies.get(englishOrderCookie(groupCode)))?.value;
}

export function rememberOrder(context: Context, groupCode: string, token: string): void {
  const common = {
    sameSite: 'lax',
    secure: secure(context),
    httpOnly: true,
    maxAge: ORDER_KEPT_SECONDS,
  } as const;
  context.cookies.set(orderCookie(groupCode), token, { ...common, path: pathsIn.vi.order(groupCode) });
  context.cookies.set(englishOrderCookie(groupCode), token, { ...common, path: pathsIn.en.order(groupCode) });
}

/** The secret by which this browser has its voice about reviews; made where there is none. */
export function readerToken(context: Context): string {
  const known = context.cookies.get(READER)?.value;
  if (known !== undefined && /^[\w-]{43}$/.test(known)) return known;
  const made = randomBytes(32).toString('base64url');
  context.cookies.set(READER, made, {
    path: '/',
    sameSite: 'lax',
    secure: secure(context),
    httpOnly: true,
    maxAge: READER_KEPT_SECONDS,
  });
  return made;
}
