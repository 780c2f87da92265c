import { FormData } from 'undici';
import type { PointPhotosAnswer } from '#client/api';
import type { Backend } from './api.js';

export type PointPhotos = PointPhotosAnswer;

/** What a photograph shows, for whoever cannot see it; in English where somebody wrote it. */
export interface PhotoWords {
  alt: string;
  altEn: string;
}

const own = (slug: string): string => `/me/tourism-points/${encodeURIComponent(slug)}/photos`;
const desk = (slug: string): string => `/admin/tourism-points/${encodeURIComponent(slug)}/photos`;

/** @throws ApiProblem 404, also for a point of somebody else */
export const getPointPhotos = (api: Backend, slug: string): Promise<PointPhotos> => api.get(own(slug));

/** @throws ApiProblem 400 or 413 or 415 beside `file`, `alt` or `altEn`, 404, 409 as many as there may be */
export function sendPointPhoto(
  api: Backend,
  slug: string,
  file: File,
  { alt, altEn }: PhotoWords,
): Promise<unknown> {
  const body = new FormData();
  body.append('alt', alt);
  body.append('altEn', altEn);
  body.append('file', file, file.name);
  return api.send('POST', own(slug), { body });
}

/** @throws ApiProblem 400 beside `alt` or `altEn`, 404 */
export const describePointPhoto = (
  api: Backend,
  slug: string,
  id: string,
  { alt, altEn }: PhotoWords,
): Promise<unknown> =>
  api.send('PUT', `${own(slug)}/${encodeURIComponent(id)}`, { body: { alt, altEn: altEn || null } });

/** @throws ApiProblem 404, 409 others are shown by now */
export const arrangePointPhotos = (api: Backend, slug: string, ids: readonly string[]): Promise<unknown> =>
  api.send('PUT', `${own(slug)}/order`, { body: { ids } });

/** @throws ApiProblem 404 */
export const removePointPhoto = (api: Backend, slug: string, id: string): Promise<unknown> =>
  api.send('DELETE', `${own(slug)}/${encodeURIComponent(id)}`);

/** @throws ApiProblem 404 */
export const getDeskPhotos = (api: Backend, slug: string): Promise<PointPhotos> => api.get(desk(slug));

/** @throws ApiProblem 400 beside `reason`, 404 */
export const takePointPhotoDown = (
  api: Backend,
  slug: string,
  id: string,
  reason: string,
): Promise<unknown> =>
  api.send('POST', `${desk(slug)}/${encodeURIComponent(id)}/taking-down`, { body: { reason } });
