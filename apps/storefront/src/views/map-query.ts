import { hrefOf, oneOf, readFilters, type Filters } from './list-query.js';

export const MAP_LAYERS = ['diem', 'nguoi-ban', 'san-pham'] as const;
export type MapLayer = (typeof MAP_LAYERS)[number];

/** What the map's address may carry: what is drawn, and of which product group. */
const MAP_FILTERS = {
  lop: oneOf(MAP_LAYERS),
  nhom: oneOf(['I', 'II', 'III', 'IV', 'V', 'VI']),
} satisfies Filters<string>;
export type MapQuery = Partial<Record<keyof typeof MAP_FILTERS, string>>;

export const readMapQuery = (search: URLSearchParams): MapQuery => readFilters(search, MAP_FILTERS);
export const mapHref = (base: string, query: MapQuery): string => hrefOf(base, query, MAP_FILTERS);
