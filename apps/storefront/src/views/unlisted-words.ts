import type { Product } from '../backend/catalogue.types.js';
import type { Words } from '../i18n/vi.js';

/** What happened to a product that may be looked at but not bought. */
export function unlistedWords(product: Product, t: Words): string {
  const words = t.product.unlisted;
  const until = product.certification?.validUntil;
  switch (product.unlistedReason) {
    case 'certificate_lapsed':
      return words.certificate_lapsed(until ? t.say.day(until) : null);
    case 'paused':
      return words.paused();
    case 'seller_suspended':
      return words.seller_suspended();
    case 'seller_closed':
      return words.seller_closed();
    default:
      return words.other();
  }
}
