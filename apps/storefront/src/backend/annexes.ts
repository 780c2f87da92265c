import { FormData } from 'undici';
import type { Backend } from './api.js';
import type { Annex, AnnexList, AnnexRows } from './annexes.types.js';

const ROOT = '/admin/annex-imports';
const one = (id: string): string => `${ROOT}/${encodeURIComponent(id)}`;

/** @throws ApiProblem 400 by field, `file` among them, 413 `too_large` */
export function sendAnnex(
  api: Backend,
  fields: Readonly<Record<string, string>>,
  file: File,
): Promise<Annex> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('file', file, file.name);
  return api.send('POST', ROOT, { body });
}

export const getAnnexes = (api: Backend, query: object): Promise<AnnexList> =>
  api.get(ROOT, { query: { limit: 10, ...query } });

/** @throws ApiProblem 404 outside the officer's communes */
export const getAnnex = (api: Backend, id: string): Promise<Annex> => api.get(one(id));

export const getAnnexRows = (api: Backend, id: string, query: object): Promise<AnnexRows> =>
  api.get(`${one(id)}/rows`, { query: { limit: 50, ...query } });

/** @throws ApiProblem 400 at `columns`, 409 `state_conflict` */
export const chooseColumns = (
  api: Backend,
  id: string,
  columns: readonly { column: string; at: number }[],
): Promise<Annex> => api.send('PUT', `${one(id)}/columns`, { body: { columns } });

/** @throws ApiProblem 409 `state_conflict`, 403 `not_allowed` */
export const confirmAnnex = (api: Backend, id: string, rows: 'all' | 'good'): Promise<unknown> =>
  api.send('POST', `${one(id)}/confirmation`, { body: { rows } });

/** @throws ApiProblem 409 `state_conflict` */
export const undoAnnex = (api: Backend, id: string): Promise<unknown> =>
  api.send('DELETE', `${one(id)}/confirmation`);
