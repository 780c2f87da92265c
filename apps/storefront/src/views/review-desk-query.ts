import { paths } from '../paths.js';
import { hrefOf, isCursor, isWords, oneOf, readFilters } from './list-query.js';

export const deskReviewShows = ['waiting', 'hidden', 'all'] as const;

/** What the list of reviews can be narrowed to; the parameters of its address are the API's own. */
const FILTERS = { q: isWords, show: oneOf(deskReviewShows), cursor: isCursor };
export type DeskReviewQuery = Partial<Record<keyof typeof FILTERS, string>>;

export const readDeskReviewQuery = (search: URLSearchParams): DeskReviewQuery => readFilters(search, FILTERS);

export const deskReviewsHref = (query: DeskReviewQuery): string => hrefOf(paths.deskReviews, query, FILTERS);
export const deskQuestionsHref = (query: DeskReviewQuery): string =>
  hrefOf(paths.deskQuestions, query, FILTERS);
