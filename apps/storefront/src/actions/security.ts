import type { APIContext } from 'astro';
import { isPlainText } from '#kernel/text';
import {
  addPasskey,
  changeContact,
  changePassword,
  confirmTotp,
  offerTotp,
  removePasskey,
  removeTotp,
  sendCode,
} from '../backend/account.js';
import type { TotpOffer } from '../backend/account.types.js';
import { ApiProblem } from '../backend/api.js';
import { entryAt, forgetEntry, rememberEntry } from './entry-state.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';
import { contactOf, passkeyOf, rawTextOf } from './sign-in.js';
import { SHORTEST_PASSWORD } from './sign-up.js';

export type SecurityField = 'password' | 'contact' | 'code' | 'totp' | 'label';
export type SecurityPage = FormPage<SecurityField>;

/** What came of one form: done (by the name of its notice), something to show once, or the page again. */
export type SecurityResult =
  | { done: string }
  | { offer: TotpOffer; page: SecurityPage }
  | { recoveryCodes: readonly string[] }
  | { page: SecurityPage };

type Context = Pick<APIContext, 'cookies' | 'locals'>;
type Act = (context: Context, form: FormData, page: SecurityPage) => Promise<SecurityResult>;

export const emptySecurity = (): SecurityPage =>
  emptyForm({ password: '', contact: '', code: '', totp: '', label: '' });

/** Each button of the page. What the API refuses is thrown and judged in one place. */
const acts: Readonly<Record<string, Act>> = {
  password: setPassword,
  contact: askForContactCode,
  'contact-code': moveContact,
  totp: async ({ locals: { api } }, _form, page) => ({ offer: await offerTotp(api), page }),
  'totp-confirm': showTotp,
  'totp-remove': async ({ locals: { api } }) => (await removeTotp(api), { done: 'bo-ung-dung' }),
  passkey: keepPasskey,
  'passkey-remove': async ({ locals: { api } }, form) => {
    await removePasskey(api, textOf(form, 'passkeyId', 40));
    return { done: 'bo-khoa' };
  },
};

/**
 * Does what one form of the page asks for.
 *
 * @throws ApiProblem `sign_in_required`, `fresh_check_required`: the page sends people to where that is done
 */
export async function takeSecurity(context: Context, form: FormData): Promise<SecurityResult> {
  const { t } = context.locals;
  const page = emptySecurity();
  const act = acts[textOf(form, 'intent', 20)];
  if (!act) return { page };
  try {
    return await act(context, form, page);
  } catch (error) {
    if (error instanceof ApiProblem && /^(?:sign_in|fresh_check)_required$/.test(error.code)) throw error;
    const fields = {
      password: 'password',
      phone: 'contact',
      email: 'contact',
      code: 'code',
      label: 'label',
    } as const;
    return { page: refused(page, error, t, { fields, words: t.account.security.refusals }) };
  }
}

async function setPassword({ locals: { api, t } }: Context, form: FormData, page: SecurityPage) {
  const password = rawTextOf(form, 'password');
  if (password.length < SHORTEST_PASSWORD) {
    page.errors.password = t.account.security.passwordShort;
    return { page: misfilled(page) };
  }
  await changePassword(api, password);
  return { done: 'mat-khau' };
}

async function askForContactCode(context: Context, form: FormData, page: SecurityPage) {
  const { api, t } = context.locals;
  page.values.contact = textOf(form, 'contact', 254);
  const to = contactOf(page.values.contact);
  if (to === null) {
    page.errors.contact = t.entry.errors.contact;
    return { page: misfilled(page) };
  }
  const { ticket } = await sendCode(api, to);
  rememberEntry(context, { step: 'new-contact', to, ticket });
  return { done: 'da-gui-ma' };
}

async function moveContact(context: Context, form: FormData, page: SecurityPage): Promise<SecurityResult> {
  const { api, t } = context.locals;
  const waiting = entryAt(context, 'new-contact');
  const code = textOf(form, 'code', 20).replace(/\D/g, '');
  if (!waiting) return { page: misfilled({ ...page, message: t.account.security.contactLate }) };
  if (code.length !== 6) {
    page.errors.code = t.entry.errors.code;
    return { page: misfilled(page) };
  }
  try {
    await changeContact(api, waiting.to, { code, ticket: waiting.ticket });
  } catch (error) {
    if (!(error instanceof ApiProblem && error.code === 'bad_credentials')) throw error;
    page.errors.code = t.entry.errors.codeWrong;
    return { page: { ...page, status: 401 } };
  }
  forgetEntry(context);
  return { done: 'lien-he' };
}

async function showTotp(
  { locals: { api, t } }: Context,
  form: FormData,
  page: SecurityPage,
): Promise<SecurityResult> {
  // The secret comes back with its form, so that a mistyped code needs no new one in the app.
  const offer = { secret: textOf(form, 'secret', 100), uri: textOf(form, 'uri', 500) };
  const totp = textOf(form, 'totp', 20).replace(/\D/g, '');
  page.errors.totp = totp.length === 6 ? undefined : t.entry.errors.totp;
  if (hasErrors(page)) return { offer, page: misfilled(page) };
  try {
    return { recoveryCodes: await confirmTotp(api, totp) };
  } catch (error) {
    const wrong =
      error instanceof ApiProblem && ['bad_credentials', 'validation_failed'].includes(error.code);
    if (!wrong) throw error;
    page.errors.totp = t.account.security.totpWrong;
    return { offer, page: { ...page, status: error.status } };
  }
}

async function keepPasskey(
  { locals: { api, t } }: Context,
  form: FormData,
  page: SecurityPage,
): Promise<SecurityResult> {
  const label = textOf(form, 'label', 60) || t.account.security.passkeyName;
  const answer = passkeyOf(form);
  page.values.label = label;
  if (answer === null || !isPlainText(label))
    return { page: misfilled({ ...page, message: t.account.security.passkeyFailed }) };
  const recoveryCodes = await addPasskey(api, answer, label);
  return recoveryCodes ? { recoveryCodes } : { done: 'them-khoa' };
}
