import type { ContractAnswer } from '#client/api';
import type { Backend } from './api.js';
import { openedBy } from './order-token.js';

export type Contract = ContractAnswer;

/** @throws ApiProblem 401 or 404 when neither token nor session opens it, or it has none */
export const getContract = (api: Backend, orderCode: string, token: string | undefined): Promise<Contract> =>
  api.get(`/orders/${encodeURIComponent(orderCode)}/contract`, openedBy(token));

/** The same on paper. @throws ApiProblem 401, 404 */
export const getContractPaper = (
  api: Backend,
  orderCode: string,
  token: string | undefined,
): ReturnType<Backend['file']> =>
  api.file(`/orders/${encodeURIComponent(orderCode)}/contract.pdf`, openedBy(token));

/** @throws ApiProblem 404 */
export const getShopContract = (api: Backend, slug: string, orderCode: string): Promise<Contract> =>
  api.get(`/seller/${encodeURIComponent(slug)}/orders/${encodeURIComponent(orderCode)}/contract`);
