import type { OwedRefundsAnswer, ShopsMoneyAnswer, UnmatchedMoneyListAnswer } from '#client/api';
import type { Backend } from './api.js';

export type OwedRefunds = OwedRefundsAnswer;
export type ShopsMoney = ShopsMoneyAnswer;
export type UnmatchedMoney = UnmatchedMoneyListAnswer;

/** What shops of the officer's communes still owe buyers. @throws ApiProblem 400 `invalid_cursor`, 403 */
export const getOwedRefunds = (
  api: Backend,
  query: { q?: string; commune?: string; overdue?: string; cursor?: string },
): Promise<OwedRefunds> => api.get('/admin/owed-refunds', { query });

/** The same by shop, beside money nobody knows the order of. @throws ApiProblem 400 `invalid_cursor`, 403 */
export const getMoneyOfShops = (
  api: Backend,
  query: { q?: string; commune?: string; which?: string; cursor?: string },
): Promise<ShopsMoney> => api.get('/admin/money-of-shops', { query });

/** @throws ApiProblem 400 `invalid_cursor`, 403, 404 */
export const getUnmatchedMoney = (
  api: Backend,
  slug: string,
  query: { cursor?: string },
): Promise<UnmatchedMoney> =>
  api.get(`/admin/sellers/${encodeURIComponent(slug)}/unmatched-money`, { query });
