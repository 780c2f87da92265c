import type { APIRoute } from 'astro';
import { orderToken } from '../../../../../actions/cookies.js';
import { getReturnPhoto } from '../../../../../backend/buying.js';
import { orMissing } from '../../../../../backend/api.js';

/** A picture of goods a buyer gives back, for whoever holds the order's token in this browser or placed it. */
export const GET: APIRoute = async (context) => {
  const { code = '', order = '', photo = '' } = context.params;
  const token = orderToken(context, code.toUpperCase());
  const { api } = context.locals;
  const mayOpen = token !== undefined || api.session.claims;
  const found = mayOpen ? await orMissing(getReturnPhoto(api, order, token, photo)) : null;
  if (found === null) return new Response(null, { status: 404 });
  return new Response(found.bytes, {
    headers: { 'content-type': found.type, 'cache-control': 'private, no-store' },
  });
};
