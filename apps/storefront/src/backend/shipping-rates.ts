import type { RateOptionAnswer, RatePreviewAnswer, RateTableAnswer } from '#client/api';
import type { Backend } from './api.js';

export type RateOption = RateOptionAnswer;
export type RateZone = RateOptionAnswer['zones'][number];
export type RatePreview = RatePreviewAnswer;

const option = (code: string): string => `/admin/shipping-rates/${encodeURIComponent(code)}`;

/** The whole fee table, option by option. */
export const getRateOptions = async (api: Backend): Promise<RateOption[]> =>
  (await api.get<RateTableAnswer>('/admin/shipping-rates')).items;

/** @throws ApiProblem 400 `validation_failed` beside a place nobody knows */
export const previewRates = (
  api: Backend,
  query: { from: string; to: string; grams: number },
): Promise<RatePreview> => api.get('/admin/shipping-rates/preview', { query });

/** @throws ApiProblem 400 beside the fields, 403 `not_allowed`, 409 `stale_version` */
export const setRateOption = (api: Backend, code: string, body: object): Promise<RateOption> =>
  api.send('PUT', option(code), { body });

/** @throws ApiProblem 403 `not_allowed`, 404, 409 `stale_version` */
export const removeRateOption = (api: Backend, code: string, version: string): Promise<void> =>
  api.send('DELETE', `${option(code)}?version=${encodeURIComponent(version)}`);
