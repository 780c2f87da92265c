import type { APIContext } from 'astro';
import { getMe } from '../backend/account.js';
import type { Me } from '../backend/account.types.js';
import { ApiProblem } from '../backend/api.js';
import { readAddress } from '../language.js';
import { pathsIn, type Paths } from '../paths.js';

type Context = Pick<APIContext, 'url' | 'redirect'>;

/** Longer ones are no address of ours. */
const LONGEST_ADDRESS = 500;
/** Browsers and headers read these in ways of their own; no address of ours has them. */
const MISREAD = /[\p{Cc}\\]/u;
/** The pages of signing in lead nowhere themselves, files of the API are no pages. */
const NO_PLACE_TO_RETURN = /^(?:\/en)?\/(?:dang-nhap|dang-ky|dang-xuat|api)(?:\/|$)/;

/**
 * Where to go on after signing in: a path of this site, exactly as a browser will understand it, or the account's own page
 * for anything else (another site under any of its disguises, a line break, what is no address).
 */
export function returnAddress(wanted: string | null | undefined, paths = pathsIn.vi): string {
  if (!wanted || wanted.length > LONGEST_ADDRESS || !wanted.startsWith('/')) return paths.account;
  const here = 'http://floor.invalid';
  if (MISREAD.test(wanted) || !URL.canParse(wanted, here)) return paths.account;
  const { origin, pathname, search, hash } = new URL(wanted, here);
  // `/.//evil.example` is a path here and becomes another host as soon as it stands alone in a header.
  if (origin !== here || pathname.startsWith('//') || NO_PLACE_TO_RETURN.test(pathname)) return paths.account;
  return pathname + search + hash;
}

/** The addresses of the language a page is open in. */
const pathsAt = (path: string): Paths => pathsIn[readAddress(path).language];

/** An address of ours that leads on to `next` afterwards. */
export function leadingOn(path: string, next: string): string {
  if (next === pathsAt(path.split('?', 1)[0] ?? '').account) return path;
  return `${path}${path.includes('?') ? '&' : '?'}tiep=${encodeURIComponent(next)}`;
}

/** Where somebody signs in to come back to this page. */
export function signInFirst({ url, redirect }: Context): Response {
  const paths = pathsAt(url.pathname);
  return redirect(leadingOn(paths.signIn, returnAddress(url.pathname + url.search, paths)), 303);
}

/** Where somebody shows once more that it is them, before a sensitive act, and comes back to this page. */
function proveFirst({ url, redirect }: Context): Response {
  const paths = pathsAt(url.pathname);
  const next = returnAddress(url.pathname + url.search, paths);
  return redirect(`${paths.freshCheck}?tiep=${encodeURIComponent(next)}`, 303);
}

/**
 * Where a refusal leads that is about who is at the device: to signing in, or to showing it once more. Null for all others,
 * which are the page's own affair.
 */
export function doorOf(context: Context, error: unknown): Response | null {
  if (!(error instanceof ApiProblem)) return null;
  if (error.code === 'sign_in_required') return signInFirst(context);
  return error.code === 'fresh_check_required' ? proveFirst(context) : null;
}

/**
 * Who is signed in, or the redirect to where that is done.
 *
 * @throws ApiProblem when the API does not answer: that is no reason to sign anybody out
 */
export async function requireSignIn(context: Context & Pick<APIContext, 'locals'>): Promise<Me | Response> {
  const { account, api } = context.locals;
  if (account) return account;
  if (!api.session.claims) return signInFirst(context);
  try {
    return await getMe(api);
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return signInFirst(context);
    throw error;
  }
}
