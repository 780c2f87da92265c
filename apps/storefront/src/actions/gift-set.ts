import type { APIContext } from 'astro';
import { getProduct } from '../backend/catalogue.js';
import type { Article } from '../backend/articles.js';
import { addToCart } from './cart.js';

/**
 * Puts all goods of a gift set into the cart, of each the variant its card quotes.
 *
 * @returns whether everything is in it now
 */
export async function addGiftSet(
  context: Pick<APIContext, 'cookies' | 'locals'>,
  { products }: Article,
): Promise<boolean> {
  let whole = true;
  for (const { slug, quantity } of products) {
    const { variants } = await getProduct(context.locals.api, slug);
    const [cheapest] = variants.toSorted((a, b) => a.priceVnd - b.priceVnd);
    if (cheapest === undefined) {
      whole = false;
      continue;
    }
    const form = new FormData();
    form.set('variantId', cheapest.id);
    form.set('quantity', String(quantity));
    if ((await addToCart(context, form)) !== null) whole = false;
  }
  return whole;
}
