import type { MapAnswer } from '#client/api';
import type { Backend } from './api.js';

export type MapOfProvince = MapAnswer;

export const getTourismMap = (api: Backend, group?: string): Promise<MapOfProvince> =>
  api.get('/tourism-map', { query: { group }, tags: () => ['points', 'sellers', 'products'] });
