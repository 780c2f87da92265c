import { isDay, type Day } from '#kernel/time';
import { paths } from '../paths.js';
import { hrefOf, isCommune, isCursor, isWords, oneOf, readFilters } from './list-query.js';

export const registerStatuses = ['active', 'ceased', 'dissolved'] as const;
export const registerFields = ['agriculture', 'non_agriculture'] as const;
export const importOutcomes = ['faulty', 'create', 'update', 'unchanged'] as const;

/** What the register's list can be narrowed to; the parameters of its address are the API's own. */
const FILTERS = {
  q: isWords,
  status: oneOf(registerStatuses),
  field: oneOf(registerFields),
  commune: isCommune,
  cursor: isCursor,
};
export type RegisterQuery = Partial<Record<keyof typeof FILTERS, string>>;

export const readRegisterQuery = (search: URLSearchParams): RegisterQuery => readFilters(search, FILTERS);

export const registerHref = (query: RegisterQuery, base: string = paths.register): string =>
  hrefOf(base, query, FILTERS);

/** The day in the figures' address: undefined where none is named, null where it is none of the calendar. */
export function readFiguresDay(search: URLSearchParams): Day | null | undefined {
  const asked = search.get('asOf')?.trim() ?? '';
  if (asked === '') return undefined;
  return isDay(asked) ? asked : null;
}
