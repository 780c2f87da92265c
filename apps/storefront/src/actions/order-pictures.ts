import type { APIContext } from 'astro';
import { ApiProblem, orMissing, type Backend } from '../backend/api.js';
import { getOrderPicture, sendOrderPicture, type PicturesOf } from '../backend/order-pictures.js';
import { orderToken } from './cookies.js';

/**
 * Sends the pictures of a form (`photos`) on, after those that were sent with it before.
 *
 * @param words what is said of one too many, and of one that was not taken without a reason of its own
 * @returns all that lie there now, and why one of them does not
 */
export async function takeOrderPictures(
  api: Backend,
  { code, token, of }: { code: string; token: string | undefined; of: PicturesOf },
  form: FormData,
  kept: readonly string[],
  { most, words }: { most: number; words: { many: string; late: string } },
): Promise<{ photos: string[]; fault: string | null }> {
  const photos = [...kept];
  for (const file of form.getAll('photos')) {
    if (!(file instanceof File) || file.size === 0) continue;
    if (photos.length >= most) return { photos, fault: words.many };
    try {
      photos.push((await sendOrderPicture(api, code, token, of, file)).id);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status >= 500) throw error;
      return { photos, fault: error.problem.errors?.[0]?.message ?? words.late };
    }
  }
  return { photos, fault: null };
}

/** A picture that a buyer added below an order, for whoever holds its token in this browser or placed it. */
export async function showOrderPicture(context: APIContext, of: PicturesOf): Promise<Response> {
  const { code = '', order = '', photo = '' } = context.params;
  const token = orderToken(context, code.toUpperCase());
  const { api } = context.locals;
  const mayOpen = token !== undefined || api.session.claims;
  const found = mayOpen ? await orMissing(getOrderPicture(api, order, token, of, photo)) : null;
  if (found === null) return new Response(null, { status: 404 });
  return new Response(found.bytes, {
    headers: { 'content-type': found.type, 'cache-control': 'private, no-store' },
  });
}
