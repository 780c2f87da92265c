import { paths } from '../paths.js';
import { hrefOf, isCursor, oneOf, readFilters } from './list-query.js';

export const reportShows = ['open', 'late', 'mine', 'closed', 'all'] as const;

/** What the list of reports can be narrowed to; the parameters of its address are the API's own. */
const FILTERS = { show: oneOf(reportShows), cursor: isCursor };
export type ReportQuery = Partial<Record<keyof typeof FILTERS, string>>;

export const readReportQuery = (search: URLSearchParams): ReportQuery => readFilters(search, FILTERS);

export const reportsHref = (query: ReportQuery): string => hrefOf(paths.deskReports, query, FILTERS);
