import type { GatewaysAnswer, GatewayStateAnswer } from '#client/api';
import type { Backend } from './api.js';

export type GatewayState = GatewayStateAnswer;

const accounts = (slug: string): string => `/seller/${encodeURIComponent(slug)}/gateway-accounts`;

export const getGateways = async (api: Backend, slug: string): Promise<GatewayState[]> =>
  (await api.get<GatewaysAnswer>(accounts(slug))).items;

/**
 * @throws ApiProblem 400 at account or secret, 403 `fresh_check_required`, 409 `state_conflict`, 422
 *   `payment_method_unavailable`, 503
 */
export const enterGateway = (
  api: Backend,
  slug: string,
  gateway: GatewayState['gateway'],
  body: { account: string; secret?: string },
): Promise<unknown> => api.send('PUT', `${accounts(slug)}/${gateway}`, { body });

/** @throws ApiProblem 403 `fresh_check_required` */
export const leaveGateway = (
  api: Backend,
  slug: string,
  gateway: GatewayState['gateway'],
): Promise<unknown> => api.send('DELETE', `${accounts(slug)}/${gateway}`);
