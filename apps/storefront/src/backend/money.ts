import type {
  ConnectionAnswer,
  ConnectionsAnswer,
  MoneyAnswer,
  ReceiptAnswer,
  ReceiptsAnswer,
  MoneyReceivedAnswer,
  RefundAnswer,
  RefundsAnswer,
  WaitingPaymentAnswer,
  WaitingPaymentsAnswer,
} from '#client/api';
import type { Backend } from './api.js';

export type Money = MoneyAnswer;
export type WaitingPayment = WaitingPaymentAnswer;
export type WaitingPayments = WaitingPaymentsAnswer;
export type Receipt = ReceiptAnswer;
export type Receipts = ReceiptsAnswer;
export type ShopRefund = RefundAnswer;
export type ShopRefunds = RefundsAnswer;
export type BankConnection = ConnectionAnswer;

const shop = (slug: string): string => `/seller/${encodeURIComponent(slug)}`;

export const getMoney = (api: Backend, slug: string): Promise<Money> => api.get(`${shop(slug)}/money`);

/** @throws ApiProblem 400 `invalid_cursor` */
export const getWaitingPayments = (
  api: Backend,
  slug: string,
  query: { cursor?: string } = {},
): Promise<WaitingPayments> => api.get(`${shop(slug)}/waiting-payments`, { query });

/** @throws ApiProblem 400 `invalid_cursor` */
export const getReceipts = (
  api: Backend,
  slug: string,
  query: { which?: string; cursor?: string; limit?: string } = {},
): Promise<Receipts> => api.get(`${shop(slug)}/receipts`, { query });

/** @throws ApiProblem 400 `invalid_cursor` */
export const getRefunds = (
  api: Backend,
  slug: string,
  query: { which?: string; cursor?: string } = {},
): Promise<ShopRefunds> => api.get(`${shop(slug)}/refunds`, { query });

export const getConnections = async (api: Backend, slug: string): Promise<BankConnection[]> =>
  (await api.get<ConnectionsAnswer>(`${shop(slug)}/payment-connections`)).items;

/** @throws ApiProblem 404, 409 `state_conflict`, `idempotency_conflict` */
export const sayReceived = (
  api: Backend,
  slug: string,
  body: { orderCode: string; amountVnd: number; key: string },
): Promise<MoneyReceivedAnswer> => api.send('POST', `${shop(slug)}/receipts`, { body });

/** @throws ApiProblem 404, 409 `state_conflict` */
export const matchReceipt = (
  api: Backend,
  slug: string,
  id: string,
  orderCode: string,
): Promise<MoneyReceivedAnswer> =>
  api.send('POST', `${shop(slug)}/receipts/${encodeURIComponent(id)}/match`, { body: { orderCode } });

/** @throws ApiProblem 404, 409 `state_conflict` */
export const dismissReceipt = (api: Backend, slug: string, id: string): Promise<unknown> =>
  api.send('POST', `${shop(slug)}/receipts/${encodeURIComponent(id)}/dismissal`);

/** @throws ApiProblem 404, 409 `state_conflict` */
export const withdrawReceipt = (api: Backend, slug: string, id: string): Promise<unknown> =>
  api.send('POST', `${shop(slug)}/receipts/${encodeURIComponent(id)}/withdrawal`);

/** @throws ApiProblem 400, 404, 409 `state_conflict` */
export const sayRefundSent = (api: Backend, slug: string, id: string, reference: string): Promise<unknown> =>
  api.send('POST', `${shop(slug)}/refunds/${encodeURIComponent(id)}/sending`, { body: { reference } });

/** @throws ApiProblem 400, 403 `fresh_check_required`, 409 `state_conflict` */
export const connectBank = (
  api: Backend,
  slug: string,
  body: { provider: 'sepay'; secret: string },
): Promise<unknown> => api.send('POST', `${shop(slug)}/payment-connections`, { body });

/** @throws ApiProblem 400, 403 `fresh_check_required`, 404 */
export const changeBankSecret = (api: Backend, slug: string, id: string, secret: string): Promise<unknown> =>
  api.send('POST', `${shop(slug)}/payment-connections/${encodeURIComponent(id)}/secrets`, {
    body: { secret },
  });

/** @throws ApiProblem 404 */
export const endBankConnection = (api: Backend, slug: string, id: string): Promise<unknown> =>
  api.send('DELETE', `${shop(slug)}/payment-connections/${encodeURIComponent(id)}`);
