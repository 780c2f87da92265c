import type { PointHoursAnswer, PointsHoursAnswer } from '#client/api';
import type { Backend } from './api.js';

export type PointHours = PointHoursAnswer;

const at = (slug: string): string => `/admin/tourism-points/${encodeURIComponent(slug)}`;

/** The points of the officer's territory, by name. */
export const getPointsHours = async (api: Backend): Promise<PointHours[]> =>
  (await api.get<PointsHoursAnswer>('/admin/tourism-points')).items;

/** @throws ApiProblem 404 */
export const getPointHours = (api: Backend, slug: string): Promise<PointHours> => api.get(at(slug));

/** @throws ApiProblem 400 beside the fields, 404, 409 `stale_version` */
export const setPointHours = (api: Backend, slug: string, body: object): Promise<PointHours> =>
  api.send('PUT', `${at(slug)}/hours`, { body });
