import { FormData } from 'undici';
import type {
  CarrierCashAnswer,
  SheetAnswer,
  SheetColumnsDto,
  SheetLineAnswer,
  SheetsAnswer,
} from '#client/api';
import type { MoneySheetKind } from '../paths.js';
import type { Backend } from './api.js';

export type MoneySheet = SheetAnswer;
export type MoneySheetLine = SheetLineAnswer;
export type MoneySheetsList = SheetsAnswer;
export type SheetKind = MoneySheetKind;

export type CarrierCash = CarrierCashAnswer;

/** Cash that carriers took at the door and have not handed on. */
export const getCarrierCash = (api: Backend, slug: string): Promise<CarrierCash> =>
  api.get(`/seller/${encodeURIComponent(slug)}/carrier-cash`);

const of = (slug: string): string => `/seller/${encodeURIComponent(slug)}/money-sheets`;
const one = (slug: string, id: string): string => `${of(slug)}/${encodeURIComponent(id)}`;

export const getMoneySheets = (api: Backend, slug: string, kind: SheetKind): Promise<MoneySheetsList> =>
  api.get(of(slug), { query: { kind } });

/** @throws ApiProblem 404 */
export const getMoneySheet = (
  api: Backend,
  slug: string,
  id: string,
  query: { everything?: string; after?: string },
): Promise<MoneySheet> => api.get(one(slug, id), { query });

/** @throws ApiProblem 400 at `file`, 413 `too_large` */
export function sendMoneySheet(api: Backend, slug: string, kind: SheetKind, file: File): Promise<MoneySheet> {
  const body = new FormData();
  body.append('kind', kind);
  body.append('file', file, file.name);
  return api.send('POST', of(slug), { body });
}

/** @throws ApiProblem 400, 409 `state_conflict` */
export const nameSheetColumns = (
  api: Backend,
  slug: string,
  id: string,
  columns: SheetColumnsDto,
): Promise<MoneySheet> => api.send('PUT', `${one(slug, id)}/columns`, { body: columns });

/** @throws ApiProblem 409 `state_conflict` */
export const confirmSheet = (api: Backend, slug: string, id: string, all: boolean): Promise<MoneySheet> =>
  api.send('POST', `${one(slug, id)}/confirmation`, { body: { all } });

/** @throws ApiProblem 404, 409 `state_conflict` */
export const discardSheet = (api: Backend, slug: string, id: string): Promise<unknown> =>
  api.send('DELETE', one(slug, id));
