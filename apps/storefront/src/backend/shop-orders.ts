import type {
  InvoiceDataAnswer,
  ShopOrderAnswer,
  ShopOrderCardAnswer,
  ShopOrdersAnswer,
  ShopReturnsAnswer,
} from '#client/api';
import type { Backend } from './api.js';

export type ShopOrder = ShopOrderAnswer;
export type ShopOrderCard = ShopOrderCardAnswer;
export type ShopOrders = ShopOrdersAnswer;
export type ShopInvoice = InvoiceDataAnswer;

export interface Pieces {
  lineId: string;
  quantity: number;
}

const orders = (slug: string): string => `/seller/${encodeURIComponent(slug)}/orders`;
const at = (slug: string, code: string): string => `${orders(slug)}/${encodeURIComponent(code)}`;

/** @throws ApiProblem 400 `invalid_cursor` */
export const getShopOrders = (
  api: Backend,
  slug: string,
  query: { show?: string; cursor?: string; limit?: number } = {},
): Promise<ShopOrders> => api.get(orders(slug), { query });

/** How many orders wait for what, of the hundred that have waited longest. */
export interface ShopToday {
  newOrders: number;
  toSend: number;
}

export async function getShopToday(api: Backend, slug: string): Promise<ShopToday> {
  const { items } = await getShopOrders(api, slug, { show: 'todo', limit: 100 });
  const waiting = (...steps: string[]): number => items.filter(({ step }) => steps.includes(step)).length;
  return { newOrders: waiting('confirm'), toSend: waiting('weigh', 'pack', 'hand_over') };
}

/** @throws ApiProblem 404 */
export const getShopOrder = (api: Backend, slug: string, code: string): Promise<ShopOrder> =>
  api.get(at(slug, code));

/** @throws ApiProblem 404 */
export const getShopInvoice = (api: Backend, slug: string, code: string): Promise<ShopInvoice> =>
  api.get(`${at(slug, code)}/invoice`);

/**
 * An act on an order, below its address: `confirmation`, `parcels/{id}/arrival`; null takes it back.
 *
 * @throws ApiProblem 400, 404, 409
 */
export const actOnShopOrder = (
  api: Backend,
  slug: string,
  code: string,
  act: string,
  body: object | null,
): Promise<unknown> =>
  body === null
    ? api.send('DELETE', `${at(slug, code)}/${act}`)
    : api.send('POST', `${at(slug, code)}/${act}`, { body });

export type ShopReturns = ShopReturnsAnswer;

/** @throws ApiProblem 400 `invalid_cursor` */
export const getShopReturns = (
  api: Backend,
  slug: string,
  query: { show: string; cursor?: string },
): Promise<ShopReturns> => api.get(`/seller/${encodeURIComponent(slug)}/returns`, { query });
