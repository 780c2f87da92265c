import { FormData } from 'undici';
import type { Backend } from './api.js';
import type {
  CooperativeEntry,
  CooperativeList,
  ImportRows,
  RegisterFigures,
  RegisterImport,
  RegisterImports,
} from './register.types.js';

const ROOT = '/admin/cooperatives';
const IMPORTS = '/admin/cooperative-imports';
const one = (id: string): string => `${ROOT}/${encodeURIComponent(id)}`;
const oneImport = (id: string): string => `${IMPORTS}/${encodeURIComponent(id)}`;

export const getCooperatives = (api: Backend, query: object): Promise<CooperativeList> =>
  api.get(ROOT, { query: { ...query } });

/** @throws ApiProblem 404 outside the officer's communes */
export const getCooperative = (api: Backend, id: string): Promise<CooperativeEntry> => api.get(one(id));

/** @throws ApiProblem 400 where there is no such day */
export const getFigures = (api: Backend, query: object): Promise<RegisterFigures> =>
  api.get(`${ROOT}/figures`, { query: { ...query } });

/** @throws ApiProblem 400 `validation_failed` by field */
export const enterCooperative = (api: Backend, body: object): Promise<{ id: string }> =>
  api.send('POST', ROOT, { body });

/** @throws ApiProblem 400 `validation_failed` by field, 409 `state_conflict` */
export const editCooperative = (api: Backend, id: string, body: object): Promise<unknown> =>
  api.send('PUT', one(id), { body });

export const recordStatus = (api: Backend, id: string, body: object): Promise<unknown> =>
  api.send('POST', `${one(id)}/statuses`, { body });
export const takeBackStatus = (api: Backend, id: string, statusId: string): Promise<unknown> =>
  api.send('DELETE', `${one(id)}/statuses/${encodeURIComponent(statusId)}`);

export const recordCount = (api: Backend, id: string, countedOn: string, body: object): Promise<unknown> =>
  api.send('PUT', `${one(id)}/counts/${encodeURIComponent(countedOn)}`, { body });
export const takeBackCount = (api: Backend, id: string, countedOn: string): Promise<unknown> =>
  api.send('DELETE', `${one(id)}/counts/${encodeURIComponent(countedOn)}`);

export const linkShop = (api: Backend, id: string, sellerSlug: string): Promise<unknown> =>
  api.send('PUT', `${one(id)}/shop`, { body: { sellerSlug } });
export const unlinkShop = (api: Backend, id: string): Promise<unknown> =>
  api.send('DELETE', `${one(id)}/shop`);

/** @throws ApiProblem 400 at `file`, 413 `too_large` */
export function previewImport(api: Backend, file: File): Promise<RegisterImport> {
  const body = new FormData();
  body.append('file', file, file.name);
  return api.send('POST', IMPORTS, { body });
}
export const getImports = (api: Backend): Promise<RegisterImports> =>
  api.get(IMPORTS, { query: { limit: 10 } });
/** @throws ApiProblem 404 outside the officer's communes */
export const getImport = (api: Backend, id: string): Promise<RegisterImport> => api.get(oneImport(id));
export const getImportRows = (api: Backend, id: string, query: object): Promise<ImportRows> =>
  api.get(`${oneImport(id)}/rows`, { query: { limit: 50, ...query } });
/** @throws ApiProblem 409 `state_conflict`, 403 `not_allowed` */
export const confirmImport = (api: Backend, id: string, rows: 'all' | 'good'): Promise<unknown> =>
  api.send('POST', `${oneImport(id)}/confirmation`, { body: { rows } });
/** @throws ApiProblem 409 `state_conflict` */
export const undoImport = (api: Backend, id: string): Promise<unknown> =>
  api.send('DELETE', `${oneImport(id)}/confirmation`);
