import type { APIContext } from 'astro';
import { isPlainText } from '#kernel/text';
import { endToken, makeToken } from '../backend/account.js';
import type { AccessToken, Me } from '../backend/account.types.js';
import { ApiProblem } from '../backend/api.js';
import { getMyShops } from '../backend/shops.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';

export type TokenField = 'label' | 'scopes' | 'days';
export interface TokenPage extends FormPage<TokenField> {
  chosen: readonly string[];
}
export type TokenResult = { done: true } | { token: AccessToken & { token: string } } | { page: TokenPage };

/** For how long a token may be made, in days. The API takes up to a year. */
export const tokenDays = [30, 90, 365] as const;

/** What somebody can let a program do: no more than they may themselves. */
export async function grantableScopes(
  api: App.Locals['api'],
  { permissions }: Pick<Me, 'permissions'>,
): Promise<string[]> {
  const shops = await getMyShops(api);
  const inShops = new Set(shops.items.flatMap((shop) => shop.permissions));
  return [
    'account',
    ...[...inShops].map((permission) => `seller:${permission}`),
    ...permissions.map((permission) => `officer:${permission}`),
  ];
}

/**
 * Makes or ends a token.
 *
 * @throws ApiProblem `sign_in_required`, `fresh_check_required`
 */
export async function takeToken(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  form: FormData,
): Promise<TokenResult> {
  const words = t.account.tokens;
  const chosen = form.getAll('scopes').filter((scope) => typeof scope === 'string');
  const page: TokenPage = { ...emptyForm({ label: '', scopes: '', days: '' }), chosen };
  const { values, errors } = page;
  try {
    if (form.get('intent') === 'end') {
      await endToken(api, textOf(form, 'token', 40));
      return { done: true };
    }
    values.label = textOf(form, 'label', 100);
    values.days = textOf(form, 'days', 4);
    const expiresInDays = Number(values.days);
    if (values.label === '' || values.label.length > 60 || !isPlainText(values.label))
      errors.label = words.errors.label;
    if (chosen.length === 0) errors.scopes = words.errors.scopes;
    if (!tokenDays.some((days) => days === expiresInDays)) errors.days = words.errors.days;
    if (hasErrors(page)) return { page: misfilled(page) as TokenPage };
    return { token: await makeToken(api, { label: values.label, scopes: chosen, expiresInDays }) };
  } catch (error) {
    if (error instanceof ApiProblem && /^(?:sign_in|fresh_check)_required$/.test(error.code)) throw error;
    const fields = { label: 'label', scopes: 'scopes', expiresInDays: 'days' } as const;
    return { page: refused(page, error, t, { fields, words: words.refusals }) as TokenPage };
  }
}
