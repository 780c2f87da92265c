import type { ChangeCaseAnswer, ChangeListAnswer, ListingRulesAnswer } from '#client/api';
import type { Backend } from './api.js';

export type ListingCase = ChangeCaseAnswer;
export type ListingQueue = ChangeListAnswer;
export type ListingContent = ChangeCaseAnswer['after'];
export type ListingRules = ListingRulesAnswer;
export type ListingAct = ChangeCaseAnswer['acts'][number];

const ROOT = '/admin/product-changes';
const one = (id: string): string => `${ROOT}/${encodeURIComponent(id)}`;

export const getListingQueue = (api: Backend, query: object): Promise<ListingQueue> =>
  api.get(ROOT, { query: { ...query } });

/** @throws ApiProblem 404 outside the officer's communes, and once the shop has taken it back */
export const getListingCase = (api: Backend, id: string): Promise<ListingCase> => api.get(one(id));

export const getListingRules = (api: Backend): Promise<ListingRules> => api.get('/listing-rules');

/**
 * Decides about the text that was seen.
 *
 * @throws ApiProblem 409 `stale_version` (the shop wrote since), 409 `state_conflict` (somebody decided before), 403
 */
export const decideListing = (
  api: Backend,
  id: string,
  act: ListingAct,
  body: { version: number; reasons?: string[]; words?: string },
): Promise<unknown> => api.send('POST', `${one(id)}/${act}`, { body });
