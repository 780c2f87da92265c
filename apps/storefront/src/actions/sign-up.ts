import type { APIContext } from 'astro';
import { isPlainText } from '#kernel/text';
import { openAccount } from '../backend/account.js';
import type { ConsentText } from '../backend/account.types.js';
import { ApiProblem } from '../backend/api.js';
import { leadingOn } from './sign-in-door.js';
import { entryAt, forgetEntry } from './entry-state.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';
import { rawTextOf, signedIn } from './sign-in.js';

export type SignUpField = 'name' | 'password' | 'terms' | 'privacy';
export type SignUpPage = FormPage<SignUpField>;

const LONGEST_NAME = 120;
/** The API's own least; beyond it the API judges what is easily guessed. */
export const SHORTEST_PASSWORD = 10;

export const emptySignUp = (): SignUpPage => emptyForm({ name: '', password: '', terms: '', privacy: '' });

/**
 * Opens the account of whoever proved a phone number a moment ago; the page to show again, or where to go on. Ticks carry
 * the version of the text that was on the page.
 */
export async function takeSignUp(
  context: Pick<APIContext, 'cookies' | 'locals'>,
  form: FormData,
  next: string,
  texts: readonly ConsentText[],
): Promise<{ page: SignUpPage } | { goTo: string }> {
  const { api, t, paths } = context.locals;
  const waiting = entryAt(context, 'account');
  if (!waiting) return { goTo: leadingOn(paths.signUp, next) };
  const page = emptySignUp();
  const { values, errors } = page;
  values.name = textOf(form, 'name', 200);
  values.terms = textOf(form, 'terms', 20);
  values.privacy = textOf(form, 'privacy', 20);
  const password = rawTextOf(form, 'password');
  const words = t.entry.signUp.errors;
  if (values.name === '' || values.name.length > LONGEST_NAME || !isPlainText(values.name))
    errors.name = words.name;
  if (password !== '' && password.length < SHORTEST_PASSWORD) errors.password = words.password;
  for (const { purpose, required, version } of texts)
    if (required && isTick(purpose) && values[purpose] !== version) errors[purpose] = words.consent;
  if (hasErrors(page)) return { page: misfilled(page) };
  try {
    const consents = { terms: values.terms, privacy: values.privacy };
    const body = { ...waiting.to, proof: waiting.proof, name: values.name, consents };
    return await signedIn(
      context,
      await openAccount(api, password === '' ? body : { ...body, password }),
      next,
    );
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) {
      // The proof was too old: the number has to be shown once more.
      forgetEntry(context);
      return { goTo: leadingOn(`${paths.signUp}?het-han`, next) };
    }
    const fields = {
      name: 'name',
      password: 'password',
      'consents.terms': 'terms',
      'consents.privacy': 'privacy',
    } as const;
    return { page: refused(page, error, t, { fields, words: t.entry.refusals }) };
  }
}

const isTick = (purpose: string): purpose is 'terms' | 'privacy' =>
  purpose === 'terms' || purpose === 'privacy';
