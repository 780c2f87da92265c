import type {
  BreachAnswer,
  BreachDetailAnswer,
  BreachesAnswer,
  DataRequestAnswer,
  DataRequestDetailAnswer,
  DataRequestsAnswer,
} from '#client/api';
import type { Backend } from './api.js';

export type DataRequest = DataRequestAnswer;
export type DataRequestDetail = DataRequestDetailAnswer;
export type Breach = BreachAnswer;
export type BreachDetail = BreachDetailAnswer;

const request = (id: string): string => `/admin/data-requests/${encodeURIComponent(id)}`;
const breach = (id: string): string => `/admin/breaches/${encodeURIComponent(id)}`;

/** Open ones with the most urgent first, or closed ones with the newest first. */
export const getDataRequests = (
  api: Backend,
  query: { state: 'open' | 'closed'; cursor?: string | undefined },
): Promise<DataRequestsAnswer> => api.get('/admin/data-requests', { query });

/** @throws ApiProblem 404 */
export const getDataRequest = (api: Backend, id: string): Promise<DataRequestDetail> => api.get(request(id));

/** @throws ApiProblem 400 beside the fields */
export const enterDataRequest = (api: Backend, body: object): Promise<DataRequestDetail> =>
  api.send('POST', '/admin/data-requests', { body });

/** @throws ApiProblem 409 `state_conflict`: done already, or answered */
export const actOnDataRequest = (
  api: Backend,
  id: string,
  act: 'acknowledgement' | 'extension' | 'answer',
  body: object,
): Promise<DataRequestDetail> => api.send('POST', `${request(id)}/${act}`, { body });

/** Open ones first, then the newest. */
export const getBreaches = (api: Backend, query: { cursor?: string | undefined }): Promise<BreachesAnswer> =>
  api.get('/admin/breaches', { query });

/** @throws ApiProblem 404 */
export const getBreach = (api: Backend, id: string): Promise<BreachDetail> => api.get(breach(id));

/** @throws ApiProblem 400 beside the fields */
export const enterBreach = (api: Backend, body: object): Promise<BreachDetail> =>
  api.send('POST', '/admin/breaches', { body });

/** @throws ApiProblem 409 `state_conflict`: closed, or closing before the authority knows */
export const addToBreach = (api: Backend, id: string, body: object): Promise<BreachDetail> =>
  api.send('POST', `${breach(id)}/entries`, { body });
