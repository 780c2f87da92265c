import type { APIRoute } from 'astro';
import { orderToken } from '../../../../../../../actions/cookies.js';
import { ApiProblem } from '../../../../../../../backend/api.js';
import { getDisputePicture } from '../../../../../../../backend/disputes.js';

/** A private picture of a dispute, for whoever may open the order: their token is in a cookie no script reads. */
export const GET: APIRoute = async (context) => {
  const { code = '', order = '', dispute = '', picture = '' } = context.params;
  try {
    const token = orderToken(context, code);
    const file = await getDisputePicture(context.locals.api, order, token, { dispute, picture });
    return new Response(file.bytes, {
      headers: {
        'content-type': file.type,
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  } catch (error) {
    if (error instanceof ApiProblem && error.status < 500) return new Response(null, { status: 404 });
    throw error;
  }
};
