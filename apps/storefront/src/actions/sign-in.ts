import type { APIContext } from 'astro';
import { parsePhone } from '#kernel/phone';
import { attachCart, sendCode, signIn, type Contact } from '../backend/account.js';
import type { SignInAnswer } from '../backend/account.types.js';
import { ApiProblem } from '../backend/api.js';
import { getCart } from '../backend/buying.js';
import { cartId, forgetCart, rememberCart } from './cookies.js';
import { entryAt, forgetEntry, rememberEntry } from './entry-state.js';
import { emptyForm, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';
import { leadingOn } from './sign-in-door.js';

type Context = Pick<APIContext, 'cookies' | 'locals'>;
export type SignInField = 'contact' | 'password' | 'code' | 'totp' | 'recoveryCode' | 'passkey';
/** Of signing in: the page to show again, or the address to go on to. */
export type SignInResult = { page: FormPage<SignInField> } | { goTo: string };

/** How long a passkey's answer may be; the longest keys of today need a sixth of it. */
const LONGEST_PASSKEY = 16_000;

export const emptySignIn = (contact = ''): FormPage<SignInField> =>
  emptyForm({ contact, password: '', code: '', totp: '', recoveryCode: '', passkey: '' });

/** Takes one step of signing in; `next` is where it leads in the end. */
export async function takeSignIn(context: Context, form: FormData, next: string): Promise<SignInResult> {
  switch (form.get('intent')) {
    case 'password':
      return byPassword(context, form, next);
    case 'verify':
      return byCode(context, form, next);
    case 'second':
      return bySecondFactor(context, form, next);
    case 'passkey':
      return byPasskey(context, form, next);
    default:
      return askForCode(context, form, next);
  }
}

/** What was typed as a phone number or an e-mail address; null where it can be neither. */
export function contactOf(typed: string): Contact | null {
  if (parsePhone(typed)?.vietnamese) return { phone: typed };
  return /^[^\s@<>]{1,64}@[^\s@<>]+\.[^\s@<>.]{2,}$/.test(typed) && typed.length <= 254
    ? { email: typed }
    : null;
}

/** The number or address as people read it. */
export const contactText = (to: Contact): string => ('phone' in to ? to.phone : to.email);

async function askForCode(context: Context, form: FormData, next: string): Promise<SignInResult> {
  const { api, t, paths } = context.locals;
  const page = emptySignIn(textOf(form, 'contact', 254));
  const to = contactOf(page.values.contact);
  if (to === null) {
    page.errors.contact = t.entry.errors.contact;
    return { page: misfilled(page) };
  }
  try {
    const { ticket } = await sendCode(api, to);
    rememberEntry(context, { step: 'code', to, ticket });
    return { goTo: leadingOn(`${paths.signIn}?buoc=ma`, next) };
  } catch (error) {
    return { page: refused(page, error, t, REFUSALS(context)) };
  }
}

async function byCode(context: Context, form: FormData, next: string): Promise<SignInResult> {
  const { api, t, paths } = context.locals;
  const page = emptySignIn();
  const waiting = entryAt(context, 'code');
  if (!waiting) return { goTo: leadingOn(paths.signIn, next) };
  const code = textOf(form, 'code', 20).replace(/\D/g, '');
  if (code.length !== 6) {
    page.errors.code = t.entry.errors.code;
    return { page: misfilled(page) };
  }
  const { to, ticket } = waiting;
  try {
    return await signedIn(context, await signIn(api, { ...to, ticket, code }), next);
  } catch (error) {
    // Only `account_needed` carries one.
    const proof = error instanceof ApiProblem ? error.problem.proof : undefined;
    if (proof) {
      rememberEntry(context, { step: 'account', to, proof });
      return { goTo: leadingOn(paths.signUp, next) };
    }
    if (error instanceof ApiProblem && error.status === 401) {
      page.errors.code = t.entry.errors.codeWrong;
      return { page: { ...page, status: 401 } };
    }
    return { page: refused(page, error, t, REFUSALS(context)) };
  }
}

async function byPassword(context: Context, form: FormData, next: string): Promise<SignInResult> {
  const { api, t } = context.locals;
  const page = emptySignIn(textOf(form, 'contact', 254));
  const to = contactOf(page.values.contact);
  const password = rawTextOf(form, 'password');
  if (to === null) page.errors.contact = t.entry.errors.contact;
  if (password === '') page.errors.password = t.entry.errors.password;
  if (to === null || password === '') return { page: misfilled(page) };
  try {
    return await signedIn(context, await signIn(api, { ...to, password }), next);
  } catch (error) {
    return { page: refused(page, error, t, REFUSALS(context)) };
  }
}

async function byPasskey(context: Context, form: FormData, next: string): Promise<SignInResult> {
  const { api, t } = context.locals;
  const page = emptySignIn();
  const passkey = passkeyOf(form);
  if (passkey === null) return { page: misfilled({ ...page, message: t.entry.errors.passkey }) };
  try {
    return await signedIn(context, await signIn(api, { passkey }), next);
  } catch (error) {
    const words = { ...REFUSALS(context).words, bad_credentials: t.entry.errors.passkey };
    return { page: refused(page, error, t, { words }) };
  }
}

async function bySecondFactor(context: Context, form: FormData, next: string): Promise<SignInResult> {
  const { api, t, paths } = context.locals;
  const page = emptySignIn();
  const waiting = entryAt(context, 'second-factor');
  if (!waiting) return { goTo: leadingOn(paths.signIn, next) };
  const { challenge } = waiting;
  const passkey = passkeyOf(form);
  const recoveryCode = textOf(form, 'recoveryCode', 40);
  const totp = textOf(form, 'totp', 20).replace(/\D/g, '');
  const usesPaper = form.get('way') === 'recovery';
  const field = usesPaper ? 'recoveryCode' : 'totp';
  const shown = passkey ? { passkey } : usesPaper ? { recoveryCode } : { totp };
  if (!passkey && (usesPaper ? recoveryCode.length < 8 : totp.length !== 6)) {
    page.errors[field] = t.entry.errors[field];
    return { page: misfilled(page) };
  }
  try {
    return await signedIn(context, await signIn(api, { challenge, ...shown }), next);
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) {
      page.errors[passkey ? 'passkey' : field] = t.entry.errors.secondWrong;
      return { page: { ...page, status: 401 } };
    }
    return { page: refused(page, error, t, REFUSALS(context)) };
  }
}

/** The session is open, or the second factor is next. */
export async function signedIn(
  context: Context,
  answer: SignInAnswer,
  next: string,
): Promise<{ goTo: string }> {
  const { paths } = context.locals;
  if ('challenge' in answer) {
    const { challenge, factors } = answer;
    rememberEntry(context, { step: 'second-factor', challenge, factors });
    return { goTo: leadingOn(`${paths.signIn}?buoc=hai-lop`, next) };
  }
  forgetEntry(context);
  await takeCartAlong(context);
  return { goTo: answer.secondFactorNeeded ? `${paths.security}?can-hai-lop` : next };
}

/** The guest's cart of this browser becomes the account's; a cart that cannot is no reason not to be signed in. */
async function takeCartAlong(context: Context): Promise<void> {
  const id = cartId(context);
  if (!id) return;
  const { api } = context.locals;
  try {
    await attachCart(api, id);
    rememberCart(context, await getCart(api, id));
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.code === 'cart_placed') forgetCart(context);
  }
}

/** The text of a field as it is: a password may begin with a space. */
export function rawTextOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.slice(0, 512) : '';
}

/** What the browser's passkey answered, as the island put it into the form; null where it is no such thing. */
export function passkeyOf(form: FormData): Record<string, unknown> | null {
  const text = form.get('passkey');
  if (typeof text !== 'string' || text === '' || text.length > LONGEST_PASSKEY) return null;
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

const REFUSALS = ({ locals: { t } }: Pick<APIContext, 'locals'>) => ({
  fields: { phone: 'contact', email: 'contact', password: 'password', code: 'code' } as const,
  words: t.entry.refusals,
});
