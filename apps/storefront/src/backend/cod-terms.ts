import type { CodTermsAnswer, DecideCodTermsDto } from '#client/api';
import type { Backend } from './api.js';

export type CodTerms = CodTermsAnswer;

/** What may be ordered to be paid on delivery, and what was decided before. */
export const getCodTerms = (api: Backend): Promise<CodTerms> => api.get('/admin/cod-terms');

/** @throws ApiProblem 400 beside the fields, 403 `not_allowed`, 409 `stale_version` */
export const decideCodTerms = (api: Backend, body: DecideCodTermsDto): Promise<CodTerms> =>
  api.send('PUT', '/admin/cod-terms', { body });
