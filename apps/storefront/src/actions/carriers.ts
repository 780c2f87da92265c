import type { APIContext } from 'astro';
import { carrierCodes, type CarrierCode } from '#kernel/carriers';
import type { ApiProblem } from '../backend/api.js';
import { enterCarrier, leaveCarrier } from '../backend/carriers.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';

/** What the page of carriers shows again; the token is typed anew. */
export interface CarrierPage extends FormPage<'account' | 'token'> {
  carrier: CarrierCode;
  /** The act needs a fresh check that it is really them. */
  mustProve: boolean;
}

/** Has the shop send by a carrier, with its account there, or no more; what was done, or the page to show again. */
export async function takeCarrier(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  slug: string,
  form: FormData,
): Promise<'da-noi' | 'da-thoi' | CarrierPage> {
  const carrier = carrierCodes.find((code) => code === form.get('carrier')) ?? 'ghn';
  const account = textOf(form, 'account', 60);
  const page: CarrierPage = { ...emptyForm({ account, token: '' }), carrier, mustProve: false };
  try {
    if (form.get('act') === 'leave') {
      await leaveCarrier(api, slug, carrier);
      return 'da-thoi';
    }
    const token = textOf(form, 'token', 1_500);
    if (!/^[A-Za-z0-9_.-]{1,60}$/.test(account)) page.errors.account = t.carriers.wrongAccount;
    if (!/^[\x21-\x7e]{16,}$/.test(token)) page.errors.token = t.carriers.wrongToken;
    if (hasErrors(page)) return { ...page, ...misfilled(page) };
    await enterCarrier(api, slug, carrier, { account, token });
    return 'da-noi';
  } catch (error) {
    const words = { ...t.seller.refusals, ...t.carriers.refusals };
    refused(page, error, t, { fields: { account: 'account', token: 'token' }, words });
    return { ...page, mustProve: (error as ApiProblem).code === 'fresh_check_required' };
  }
}
