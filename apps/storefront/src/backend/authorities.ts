import type {
  AuthorityRequestAnswer,
  AuthorityRequestDetailAnswer,
  AuthorityRequestsAnswer,
  BuyerContactAnswer,
  FlaggedLineAnswer,
  FlaggedOrdersAnswer,
} from '#client/api';
import type { Backend } from './api.js';
import type { PaperFile } from './desk.js';

export type AuthorityRequest = AuthorityRequestAnswer;
export type AuthorityRequestDetail = AuthorityRequestDetailAnswer;
export type FlaggedLine = FlaggedLineAnswer;
export type BuyerContact = BuyerContactAnswer;

const request = (id: string): string => `/admin/authority-requests/${encodeURIComponent(id)}`;

/** Open ones with the most urgent first, or closed ones with the newest first. */
export const getAuthorityRequests = (
  api: Backend,
  query: { state: 'open' | 'closed'; cursor?: string | undefined },
): Promise<AuthorityRequestsAnswer> => api.get('/admin/authority-requests', { query });

/** @throws ApiProblem 404 outside the officer's communes */
export const getAuthorityRequest = (api: Backend, id: string): Promise<AuthorityRequestDetail> =>
  api.get(request(id));

/** @throws ApiProblem 400 beside the fields; with `actNow` whatever the act refuses */
export const enterAuthorityRequest = (api: Backend, body: object): Promise<AuthorityRequestDetail> =>
  api.send('POST', '/admin/authority-requests', { body });

/** @throws ApiProblem 403 `not_allowed` (own goods), 409 `state_conflict` */
export const actOnAuthorityRequest = (
  api: Backend,
  id: string,
  act: 'execution' | 'answer' | 'lifting',
  body: object,
): Promise<void> => api.send('POST', `${request(id)}/${act}`, { body });

/** What was asked, as a workbook; the export is written down. */
export const exportAuthorityRequest = (api: Backend, id: string): Promise<PaperFile> =>
  api.download(`${request(id)}/exports`, { body: {} });

/** Open orders with goods that left the floor, the newest first; of one cause where it is named. */
export const getFlaggedOrders = (
  api: Backend,
  query: {
    certificate?: string | undefined;
    takedown?: string | undefined;
    suspension?: string | undefined;
    cursor?: string | undefined;
  },
): Promise<FlaggedOrdersAnswer> => api.get('/admin/flagged-orders', { query });

/** Whom to call about a flagged order; who asked and why is written down. */
export const reachBuyer = (api: Backend, orderCode: string, reason: string): Promise<BuyerContact> =>
  api.send('POST', `/admin/flagged-orders/${encodeURIComponent(orderCode)}/contact`, { body: { reason } });
