import { contentDigest } from '#kernel/quote-digest';
import type { Quote } from './build-quote.js';
import type { CartLineFacts } from './cart-facts.sql.js';
import type { LineProblem } from './line-problem.js';

/** The longest token the API takes: 50 lines of at most 40 characters and the digest. */
export const MAX_QUOTE_TOKEN_LENGTH = 2_400;

/**
 * The digest of all the buyer saw, followed by what each line cost and how many stars it had, so that a refusal can
 * say which line changed. It needs no signature: whoever forges it only loosens his own protection, because the
 * order is priced afresh and must equal `expectedTotalVnd` anyway.
 */
export function quoteToken(quote: Quote): string {
  const lines = quote.sellers.flatMap((seller) => seller.lines.map(({ facts }) => lineMark(facts))).sort();
  return [digestOf(quote), ...lines].join('.');
}

/** Whether the token is of exactly this quote. */
export function quoteTokenMatches(token: string, quote: Quote): boolean {
  return token === quoteToken(quote);
}

/** Why this line is not what the token was given for: its price or its stars; null when neither changed. */
export function changeSince(
  token: string,
  facts: CartLineFacts,
): Extract<LineProblem, 'price_changed' | 'stars_changed'> | null {
  const mark = token
    .split('.')
    .slice(1)
    .find((part) => part.startsWith(`${shortId(facts.variantId)}-`));
  if (mark === undefined || facts.stars === null) return null;
  const [, price, stars] = mark.split('-');
  if (price !== facts.priceVnd.toString(36)) return 'price_changed';
  return stars === String(facts.stars) ? null : 'stars_changed';
}

function digestOf(quote: Quote): string {
  return contentDigest({
    // One that counts for nothing here is left out of the order, and the price is the one that was seen.
    voucher: quote.voucher?.problem === null ? quote.voucher.code : undefined,
    lines: quote.sellers
      .flatMap((seller) => seller.lines)
      .map(({ facts, unitPriceVnd }) => [
        facts.variantId,
        facts.quantity,
        unitPriceVnd,
        facts.stars,
        facts.certificationId,
        // Of goods sold by weight the price of a kilogram is agreed to as well.
        ...(facts.kgPriceVnd === null ? [] : [facts.kgPriceVnd, facts.maxGrams]),
      ])
      .sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
    sellers: quote.sellers
      .map((seller) => [
        seller.slug,
        seller.discountVnd,
        ...seller.shippingOptions.flatMap((o) => [o.id, o.feeVnd]),
      ])
      .sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
  });
}

function lineMark(facts: CartLineFacts): string {
  return `${shortId(facts.variantId)}-${facts.priceVnd.toString(36)}-${facts.stars ?? 0}`;
}

/** The random tail of a version 7 UUID; twelve hex digits tell 50 lines apart. */
function shortId(id: string): string {
  return id.slice(-12);
}
