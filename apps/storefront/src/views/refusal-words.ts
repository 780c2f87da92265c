import type { CartRefusal } from '../actions/cart.js';
import type { Words } from '../i18n/vi.js';

/** What stands beside the quantity field when the cart did not take it. */
export function refusalWords(refusal: CartRefusal, t: Words): string {
  const words = t.product.notAdded;
  return refusal.reason === 'out_of_stock'
    ? words.out_of_stock(refusal.available ?? 0)
    : words[refusal.reason];
}
