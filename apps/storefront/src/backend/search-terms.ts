import type { ChangeSearchTermDto, SearchTermAnswer, SearchTermDto, SearchTermListAnswer } from '#client/api';
import type { Backend } from './api.js';

export type SearchTerm = SearchTermAnswer;
export type SearchTermList = SearchTermListAnswer;

const term = (id: string): string => `/admin/search-terms/${encodeURIComponent(id)}`;

/** @throws ApiProblem 400 `invalid_cursor` */
export const getSearchTerms = (
  api: Backend,
  query: { q?: string; cursor?: string },
): Promise<SearchTermList> => api.get('/admin/search-terms', { query });

/** @throws ApiProblem 404 */
export const getSearchTerm = (api: Backend, id: string): Promise<SearchTerm> => api.get(term(id));

/** @throws ApiProblem 400 beside the fields, 403 `not_allowed` */
export const addSearchTerm = (api: Backend, body: SearchTermDto): Promise<SearchTerm> =>
  api.send('POST', '/admin/search-terms', { body });

/** @throws ApiProblem 400 beside the fields, 403 `not_allowed`, 404, 409 `stale_version` */
export const changeSearchTerm = (api: Backend, id: string, body: ChangeSearchTermDto): Promise<SearchTerm> =>
  api.send('PUT', term(id), { body });

/** @throws ApiProblem 403 `not_allowed`, 404, 409 `stale_version` */
export const removeSearchTerm = (api: Backend, id: string, version: number): Promise<void> =>
  api.send('DELETE', `${term(id)}?version=${version}`);
