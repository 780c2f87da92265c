import type { OrderToAcceptAnswer } from '#client/api';
import type { Backend } from './api.js';

export type OrderToAccept = OrderToAcceptAnswer;

const at = (code: string): string => `/orders/${encodeURIComponent(code)}/acceptance`;
const by = (token: string): { headers: Record<string, string> } => ({
  headers: { 'acceptance-token': token },
});

/** @throws ApiProblem 404 for a link that is none, or is too old */
export const getOrderToAccept = (api: Backend, code: string, token: string): Promise<OrderToAccept> =>
  api.get(at(code), by(token));

/** @throws ApiProblem 404, 409 `state_conflict` */
export const acceptOrder = (api: Backend, code: string, token: string): Promise<OrderToAccept> =>
  api.send('POST', at(code), { body: {}, ...by(token) });
