import { isUuid } from '#kernel/ids';
import { isDay } from '#kernel/time';
import { paths } from '../paths.js';
import { hrefOf, isCursor, readFilters } from './list-query.js';

/** What the history can be narrowed to; the parameters of its address are the API's own. */
const FILTERS = {
  subjectType: (text: string) => /^[a-z_]{1,40}$/.test(text),
  subjectId: isUuid,
  actorId: isUuid,
  sellerId: isUuid,
  action: (text: string) => /^[a-z_]{1,40}\.[a-z_]{0,40}$/.test(text),
  from: isDay,
  to: isDay,
  cursor: isCursor,
};
export type HistoryQuery = Partial<Record<keyof typeof FILTERS, string>>;

/** Reads the filters of an address; what cannot be meant is left out, and half a subject with its other half. */
export function readHistoryQuery(search: URLSearchParams): HistoryQuery {
  const { subjectType, subjectId, ...query } = readFilters(search, FILTERS);
  return subjectType !== undefined && subjectId !== undefined ? { subjectType, subjectId, ...query } : query;
}

export const historyHref = (query: HistoryQuery): string => hrefOf(paths.deskHistory, query, FILTERS);
