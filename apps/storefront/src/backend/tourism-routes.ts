import type {
  RouteDetailDto,
  RouteDto,
  RouteForDeskDto,
  RoutesAnswer,
  RoutesForDeskAnswer,
} from '#client/api';
import type { Backend } from './api.js';

export type TourismRoute = RouteDto;
export type TourismRouteDetail = RouteDetailDto;
export type DeskRoute = RouteForDeskDto;

const desk = (slug: string): string => `/admin/tourism-routes/${encodeURIComponent(slug)}`;

// A route shows its stops by their names, and its page what can be had at each.
export const getTourismRoutes = async (api: Backend): Promise<TourismRoute[]> =>
  (await api.get<RoutesAnswer>('/tourism-routes', { tags: () => ['routes', 'points', 'sellers'] })).items;

/** @throws ApiProblem 404 */
export const getTourismRoute = (api: Backend, slug: string): Promise<TourismRouteDetail> =>
  api.get<TourismRouteDetail>(`/tourism-routes/${encodeURIComponent(slug)}`, {
    tags: (route) => [`route:${route.slug}`, 'points', 'sellers', 'products'],
  });

/** Those that visitors do not see too. */
export const getDeskRoutes = async (api: Backend): Promise<DeskRoute[]> =>
  (await api.get<RoutesForDeskAnswer>('/admin/tourism-routes')).items;

/** @throws ApiProblem 404 */
export const getDeskRoute = (api: Backend, slug: string): Promise<DeskRoute> => api.get(desk(slug));

/** @throws ApiProblem 400 beside the fields, 403, 409 `stale_version` */
export const sayRoute = (api: Backend, slug: string, body: object): Promise<DeskRoute> =>
  api.send('PUT', desk(slug), { body });
