import type { CartLineFacts } from './cart-facts.sql.js';

/** Why a line cannot be ordered as it stands (contract: reasons of a refusal). */
export type LineProblem =
  | 'out_of_stock'
  | 'price_changed'
  | 'certificate_lapsed'
  | 'stars_changed'
  | 'seller_suspended'
  | 'unpublished';

/** What the gate has against the product today, or null. */
export function gateProblem(facts: CartLineFacts): LineProblem | null {
  if (facts.certificationId !== null) return null;
  if (facts.sellerStatus !== 'approved') return 'seller_suspended';
  if (facts.publicationStatus !== 'published') return 'unpublished';
  return 'certificate_lapsed';
}

/** What stands in the way of this many, or null. */
export function lineProblem(facts: CartLineFacts): LineProblem | null {
  return gateProblem(facts) ?? (facts.available < facts.quantity ? 'out_of_stock' : null);
}
