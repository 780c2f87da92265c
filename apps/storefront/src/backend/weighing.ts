import type { OrdersToWeighAnswer, OrderToWeighAnswer } from '#client/api';
import type { Backend } from './api.js';

export type OrderToWeigh = OrderToWeighAnswer;
export type OrdersToWeigh = OrdersToWeighAnswer;

const shop = (slug: string): string => `/seller/${encodeURIComponent(slug)}`;

/** @throws ApiProblem 400 `invalid_cursor` */
export const getOrdersToWeigh = (
  api: Backend,
  slug: string,
  query: { cursor?: string } = {},
): Promise<OrdersToWeigh> => api.get(`${shop(slug)}/orders-to-weigh`, { query });

/** @throws ApiProblem 400 at a line, 409 `state_conflict`, `idempotency_conflict` */
export const weighOrder = (
  api: Backend,
  slug: string,
  code: string,
  body: { key: string; lines: { lineId: string; grams: number }[] },
): Promise<unknown> =>
  api.send('POST', `${shop(slug)}/orders/${encodeURIComponent(code)}/weighings`, { body });
