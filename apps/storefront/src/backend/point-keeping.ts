import type {
  KeeperAnswer,
  KeepersAnswer,
  KeptPointDto,
  KeptPointsAnswer,
  KeptShelfAnswer,
} from '#client/api';
import type { Backend } from './api.js';

export type KeptPoint = KeptPointDto;
export type KeptShelf = KeptShelfAnswer;
export type Keeper = KeeperAnswer;

const own = (slug: string): string => `/me/tourism-points/${encodeURIComponent(slug)}`;
const desk = (slug: string): string => `/admin/tourism-points/${encodeURIComponent(slug)}`;

/** The points whoever is signed in keeps. */
export const getKeptPoints = async (api: Backend): Promise<KeptPoint[]> =>
  (await api.get<KeptPointsAnswer>('/me/tourism-points')).items;

/** @throws ApiProblem 404, also for a point of somebody else */
export const getKeptShelf = (api: Backend, slug: string): Promise<KeptShelf> => api.get(own(slug));

/** @throws ApiProblem 404 */
export const markShelf = (api: Backend, slug: string, product: string, state: string): Promise<unknown> =>
  api.send('PUT', `${own(slug)}/shelf/${encodeURIComponent(product)}`, { body: { state } });

/** @throws ApiProblem 404 */
export const clearShelf = (api: Backend, slug: string, product: string): Promise<unknown> =>
  api.send('DELETE', `${own(slug)}/shelf/${encodeURIComponent(product)}`);

/** @throws ApiProblem 404 */
export const getKeepers = async (api: Backend, slug: string): Promise<Keeper[]> =>
  (await api.get<KeepersAnswer>(`${desk(slug)}/keepers`)).items;

/** @throws ApiProblem 400 beside `phone`, 403 oneself, 404, 409 keeps it already, 429 */
export const grantKeeper = (api: Backend, slug: string, phone: string): Promise<unknown> =>
  api.send('POST', `${desk(slug)}/keepers`, { body: { phone } });

/** @throws ApiProblem 404 */
export const endKeeper = (api: Backend, slug: string, keeper: string): Promise<unknown> =>
  api.send('DELETE', `${desk(slug)}/keepers/${encodeURIComponent(keeper)}`);

/** @throws ApiProblem 400 beside `seller`, 404 */
export const nameHost = (api: Backend, slug: string, seller: string | null): Promise<unknown> =>
  api.send('PUT', `${desk(slug)}/seller`, { body: { seller } });

/** @throws ApiProblem 400, 404 */
export const sayWays = (
  api: Backend,
  slug: string,
  ways: { byRoad: string | null; byBoat: string | null },
): Promise<unknown> => api.send('PUT', `${desk(slug)}/ways`, { body: ways });
