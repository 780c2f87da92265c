import type { APIContext } from 'astro';
import { proveFreshly, sendFreshCode } from '../backend/account.js';
import type { Me } from '../backend/account.types.js';
import { ApiProblem } from '../backend/api.js';
import { entryAt, forgetEntry, rememberEntry } from './entry-state.js';
import { emptyForm, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';
import { passkeyOf, rawTextOf } from './sign-in.js';

export type FreshField = 'password' | 'code' | 'totp';

export const emptyFresh = (): FormPage<FreshField> => emptyForm({ password: '', code: '', totp: '' });

/** Takes one try of showing that it is you; the page again, or where to go on. */
export async function takeFreshCheck(
  context: Pick<APIContext, 'cookies' | 'locals'>,
  me: Me,
  form: FormData,
  next: string,
): Promise<{ page: FormPage<FreshField> } | { goTo: string }> {
  const { api, t, paths } = context.locals;
  const page = emptyFresh();
  const intent = textOf(form, 'intent', 20);
  try {
    if (intent === 'send') {
      const { ticket } = await sendFreshCode(api);
      const to = me.phone ? { phone: me.phone } : { email: me.email ?? '' };
      rememberEntry(context, { step: 'fresh', to, ticket });
      return { goTo: `${paths.freshCheck}?tiep=${encodeURIComponent(next)}` };
    }
    const proof = proofIn(context, form, intent);
    if (typeof proof === 'string') {
      page.errors[proof] = t.entry.errors[proof];
      return { page: misfilled(page) };
    }
    await proveFreshly(api, proof);
    forgetEntry(context);
    return { goTo: next };
  } catch (error) {
    if (!(error instanceof ApiProblem && error.code === 'bad_credentials'))
      return { page: refused(page, error, t, { words: t.entry.refusals }) };
    page.status = 401;
    if (intent === 'password') page.errors.password = t.entry.fresh.passwordWrong;
    else if (intent === 'totp') page.errors.totp = t.account.security.totpWrong;
    else if (intent === 'verify') page.errors.code = t.entry.errors.codeWrong;
    else page.message = t.entry.errors.passkey;
    return { page };
  }
}

/** The proof as the API takes it, or the field that is missing. */
function proofIn(
  context: Pick<APIContext, 'cookies' | 'locals'>,
  form: FormData,
  intent: string,
): object | FreshField {
  const digits = (name: string): string => textOf(form, name, 20).replace(/\D/g, '');
  if (intent === 'password') {
    const password = rawTextOf(form, 'password');
    return password === '' ? 'password' : { password };
  }
  if (intent === 'totp') return digits('totp').length === 6 ? { totp: digits('totp') } : 'totp';
  if (intent === 'passkey') return { passkey: passkeyOf(form) ?? {} };
  const ticket = entryAt(context, 'fresh')?.ticket;
  const code = digits('code');
  return code.length === 6 ? { code, ...(ticket === undefined ? {} : { ticket }) } : 'code';
}
