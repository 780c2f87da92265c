import type { NoticeChoicesAnswer } from '#client/api';
import type { Backend } from './api.js';

export type ShopNotices = NoticeChoicesAnswer;

const notices = (slug: string): string => `/seller/${encodeURIComponent(slug)}/notices`;

/** @throws ApiProblem 403 `not_allowed` for staff under a mandate, 404 */
export const getShopNotices = (api: Backend, slug: string): Promise<ShopNotices> => api.get(notices(slug));

/** @throws ApiProblem 400 beside `channels` (nothing to be reached by in that way) */
export const chooseShopNotices = (
  api: Backend,
  slug: string,
  channels: readonly string[],
): Promise<unknown> => api.send('PUT', notices(slug), { body: { channels } });
