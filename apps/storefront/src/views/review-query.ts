import { hrefOf, isCursor, oneOf, type Filters } from './list-query.js';

export const REVIEW_ORDERS = ['newest', 'helpful', 'highest', 'lowest'] as const;

/** What the address of a product's reviews may carry. */
export const reviewFilters = {
  sort: oneOf(REVIEW_ORDERS),
  rating: oneOf(['1', '2', '3', '4', '5']),
  cursor: isCursor,
} satisfies Filters<string>;

export type ReviewFilters = Partial<Record<keyof typeof reviewFilters, string>>;

export const reviewsHref = (base: string, query: ReviewFilters): string => hrefOf(base, query, reviewFilters);
