import type { DepositTermsAnswer } from '#client/api';
import type { Backend } from './api.js';

export type DepositTerms = DepositTermsAnswer;

const terms = (slug: string): string => `/seller/${encodeURIComponent(slug)}/deposit-terms`;

/** What a shop asks ahead of orders to be paid on delivery. */
export const getDepositTerms = (api: Backend, slug: string): Promise<DepositTerms> => api.get(terms(slug));

/** @throws ApiProblem 400 beside the fields, 409 `stale_version` */
export const changeDepositTerms = (api: Backend, slug: string, body: object): Promise<DepositTerms> =>
  api.send('PUT', terms(slug), { body });
