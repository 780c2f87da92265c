import type { ShopDeliveryAnswer } from '#client/api';
import type { Backend } from './api.js';

export type ShopDelivery = ShopDeliveryAnswer;

const delivery = (slug: string): string => `/seller/${encodeURIComponent(slug)}/delivery`;

/** How a shop sends, and what there is to choose from. */
export const getShopDelivery = (api: Backend, slug: string): Promise<ShopDelivery> => api.get(delivery(slug));

/** @throws ApiProblem 400 beside the fields, 409 `stale_version` */
export const changeShopDelivery = (api: Backend, slug: string, body: object): Promise<ShopDelivery> =>
  api.send('PUT', delivery(slug), { body });
