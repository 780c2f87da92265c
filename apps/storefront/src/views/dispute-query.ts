import { paths } from '../paths.js';
import { hrefOf, isCursor, isWords, oneOf, readFilters } from './list-query.js';

export const disputeShows = ['open', 'late', 'mine', 'closed', 'all'] as const;
export const disputeKinds = [
  'not_received',
  'not_as_described',
  'refund_unpaid',
  'return_declined',
  'return_unanswered',
  'price_or_fee',
  'conduct',
  'other',
] as const;

/** What the list of disputes can be narrowed to; the parameters of its address are the API's own. */
const FILTERS = {
  q: isWords,
  show: oneOf(disputeShows),
  kind: oneOf(disputeKinds),
  cursor: isCursor,
};
export type DisputeQuery = Partial<Record<keyof typeof FILTERS, string>>;

export const readDisputeQuery = (search: URLSearchParams): DisputeQuery => readFilters(search, FILTERS);

export const disputesHref = (query: DisputeQuery): string => hrefOf(paths.deskDisputes, query, FILTERS);
