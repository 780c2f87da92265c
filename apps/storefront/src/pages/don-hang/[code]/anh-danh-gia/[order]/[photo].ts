import type { APIRoute } from 'astro';
import { orderToken } from '../../../../../actions/cookies.js';
import { getReviewPhoto } from '../../../../../backend/reviews.js';
import { orMissing } from '../../../../../backend/api.js';

/** A picture beside a review, for whoever holds the order's token in this browser or placed it. */
export const GET: APIRoute = async (context) => {
  const { code = '', order = '', photo = '' } = context.params;
  const token = orderToken(context, code.toUpperCase());
  const { api } = context.locals;
  const mayOpen = token !== undefined || api.session.claims;
  const found = mayOpen ? await orMissing(getReviewPhoto(api, order, token, photo)) : null;
  if (found === null) return new Response(null, { status: 404 });
  return new Response(found.bytes, {
    headers: { 'content-type': found.type, 'cache-control': 'private, no-store' },
  });
};
