import type { APIContext } from 'astro';
import { orMissing, type Backend } from '../backend/api.js';
import { getProduct } from '../backend/catalogue.js';
import type { Article } from '../backend/articles.js';
import { addToCart } from './cart.js';

interface Part {
  variantId: string;
  quantity: number;
}

/** What a gift set takes of each of its goods: the cheapest variant of which there is enough; null where there is none. */
export function giftSetParts(api: Backend, { products }: Article): Promise<(Part | null)[]> {
  return Promise.all(
    products.map(async ({ slug, quantity }) => {
      // What left the shop since the article was read is not to be had.
      const product = await orMissing(getProduct(api, slug));
      const [cheapest] = (product?.variants ?? [])
        .filter(({ available }) => available >= quantity)
        .toSorted((a, b) => a.priceVnd - b.priceVnd);
      return cheapest === undefined ? null : { variantId: cheapest.id, quantity };
    }),
  );
}

/** Whether all of a gift set can be had today. */
export async function isGiftSetWhole(api: Backend, article: Article): Promise<boolean> {
  return article.missing === 0 && !(await giftSetParts(api, article)).includes(null);
}

/**
 * Puts all goods of a gift set into the cart.
 *
 * @returns whether everything is in it now
 */
export async function addGiftSet(
  context: Pick<APIContext, 'cookies' | 'locals'>,
  article: Article,
): Promise<boolean> {
  let whole = article.missing === 0;
  for (const part of await giftSetParts(context.locals.api, article)) {
    if (part === null) {
      whole = false;
      continue;
    }
    const form = new FormData();
    form.set('variantId', part.variantId);
    form.set('quantity', String(part.quantity));
    if ((await addToCart(context, form)) !== null) whole = false;
  }
  return whole;
}
