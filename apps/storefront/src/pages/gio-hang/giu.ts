import type { APIRoute } from 'astro';
import { keepInCart } from '../../actions/cart.js';
import { refusalWords } from '../../views/refusal-words.js';

/** Takes one thing that waited on a device without a line; a form's fields in, JSON out, because no page follows. */
export const POST: APIRoute = async (context) => {
  const refusal = await keepInCart(context, await context.request.formData());
  // Too busy is no answer: the device asks again.
  if (refusal?.reason === 'busy') return new Response(null, { status: 503, headers: { 'retry-after': '5' } });
  return Response.json({ refused: refusal === null ? null : refusalWords(refusal, context.locals.t) });
};
