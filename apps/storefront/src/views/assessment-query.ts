import { paths } from '../paths.js';
import { hrefOf, isCommune, isCursor, isWords, readFilters } from './list-query.js';

/** What the list of results can be narrowed to; the parameters of its address are the API's own. */
const FILTERS = { q: isWords, commune: isCommune, cursor: isCursor };
export type AssessmentQuery = Partial<Record<keyof typeof FILTERS, string>>;

export const readAssessmentQuery = (search: URLSearchParams): AssessmentQuery => readFilters(search, FILTERS);

export const assessmentsHref = (query: AssessmentQuery): string => hrefOf(paths.assessments, query, FILTERS);
