import type { APIRoute } from 'astro';
import { asDownload } from '../../../../../actions/as-download.js';
import { orderToken } from '../../../../../actions/cookies.js';
import { ApiProblem } from '../../../../../backend/api.js';
import { getContractPaper } from '../../../../../backend/contracts.js';

/** The contract of an order on paper; whoever may not open it lands on the page that says how to. */
export const GET: APIRoute = async (context) => {
  const { api, paths } = context.locals;
  const [code = '', order = ''] = [context.params['code'], context.params['order']].map((text) =>
    (text ?? '').toUpperCase(),
  );
  if (![code, order].every((one) => /^[A-Z0-9]{8,12}$/.test(one)))
    return context.redirect(paths.orderLookup, 303);
  try {
    return asDownload(await getContractPaper(api, order, orderToken(context, code)));
  } catch (error) {
    if (error instanceof ApiProblem && error.status < 500)
      return context.redirect(paths.contract(code, order), 303);
    throw error;
  }
};
