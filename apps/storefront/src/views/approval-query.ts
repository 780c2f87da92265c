import { paths } from '../paths.js';
import { hrefOf, isCommune, isCursor, isWords, oneOf, readFilters } from './list-query.js';

export const listingStatuses = ['submitted', 'checked', 'returned', 'published'] as const;

/** What the queues can be narrowed to; the parameters of the address are the API's own. */
const FILTERS = {
  q: isWords,
  status: oneOf(listingStatuses),
  commune: isCommune,
  cursor: isCursor,
};
export type ApprovalQuery = Partial<Record<keyof typeof FILTERS, string>>;

export const readApprovalQuery = (search: URLSearchParams): ApprovalQuery => readFilters(search, FILTERS);

export const approvalHref = (query: ApprovalQuery): string => hrefOf(paths.deskListings, query, FILTERS);
