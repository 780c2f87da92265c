import type { APIContext } from 'astro';
import type { ApiProblem } from '../backend/api.js';
import { enterGateway, leaveGateway, type GatewayState } from '../backend/gateways.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';

type Gateway = GatewayState['gateway'];

/** What the page of gateways shows again; the secret is typed anew. */
export interface GatewayPage extends FormPage<'account' | 'secret'> {
  gateway: Gateway;
  /** The act needs a fresh check that it is really them. */
  mustProve: boolean;
}

const FORMS: Readonly<Record<Gateway, RegExp>> = {
  stripe: /^acct_[A-Za-z0-9]{4,48}$/,
  vnpay: /^[A-Z0-9]{8}$/,
};

/** Turns a gateway on, with the shop's account there, or off; what was done, or the page to show again. */
export async function takeGateway(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  slug: string,
  form: FormData,
): Promise<'da-bat' | 'da-tat' | GatewayPage> {
  const gateway: Gateway = form.get('gateway') === 'vnpay' ? 'vnpay' : 'stripe';
  const account = textOf(form, 'account', 60);
  const page: GatewayPage = { ...emptyForm({ account, secret: '' }), gateway, mustProve: false };
  try {
    if (form.get('act') === 'leave') {
      await leaveGateway(api, slug, gateway);
      return 'da-tat';
    }
    const secret = textOf(form, 'secret', 100);
    if (!FORMS[gateway].test(account)) page.errors.account = t.gateways.wrongAccount;
    if (gateway === 'vnpay' && !/^[A-Za-z0-9]{16,64}$/.test(secret))
      page.errors.secret = t.gateways.wrongSecret;
    if (hasErrors(page)) return { ...page, ...misfilled(page) };
    await enterGateway(api, slug, gateway, gateway === 'vnpay' ? { account, secret } : { account });
    return 'da-bat';
  } catch (error) {
    const words = { ...t.seller.refusals, ...t.gateways.refusals };
    refused(page, error, t, { fields: { account: 'account', secret: 'secret' }, words });
    return { ...page, mustProve: (error as ApiProblem).code === 'fresh_check_required' };
  }
}
