import { paths } from '../paths.js';
import { hrefOf, isCursor, oneOf, readFilters } from './list-query.js';

/** In the order in which somebody looks through them. */
export const annexOutcomes = ['faulty', 'warned', 'create', 'unchanged'] as const;

const FILTERS = { outcome: oneOf([...annexOutcomes, 'all']), cursor: isCursor };
export type AnnexQuery = Partial<Record<keyof typeof FILTERS, string>>;

export const readAnnexQuery = (search: URLSearchParams): AnnexQuery => readFilters(search, FILTERS);

export const annexHref = (id: string, query: AnnexQuery): string => hrefOf(paths.annex(id), query, FILTERS);

/** The name a spreadsheet gives a column, counted from 0: `A`, `B`, … `Z`, `AA`. */
export function columnLetters(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : columnLetters(Math.floor(at / 26) - 1) + last;
}
