import { paths } from '../paths.js';
import { hrefOf, isCommune, isCursor, isWords, oneOf, readFilters } from './list-query.js';

export const deskStatuses = ['submitted', 'draft', 'approved', 'suspended', 'closed'] as const;
/** Besides the order it comes in, which puts what is late on top. */
export const deskSorts = ['newest', 'name'] as const;

/** What the list of the desk can be narrowed to; the parameters of its address are the API's own. */
const FILTERS = {
  q: isWords,
  status: oneOf(deskStatuses),
  commune: isCommune,
  sort: oneOf(deskSorts),
  cursor: isCursor,
};
export type DeskQuery = Partial<Record<keyof typeof FILTERS, string>>;

export const readDeskQuery = (search: URLSearchParams): DeskQuery => readFilters(search, FILTERS);

export const deskHref = (query: DeskQuery): string => hrefOf(paths.deskSellers, query, FILTERS);
