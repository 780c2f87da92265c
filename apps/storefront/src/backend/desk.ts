import type { Backend } from './api.js';
import type { DeskCase, DeskList } from './shops.types.js';

const desk = (slug: string): string => `/admin/sellers/${encodeURIComponent(slug)}`;

export const getDeskShops = (api: Backend, query: object): Promise<DeskList> =>
  api.get('/admin/sellers', { query: { ...query } });

/** @throws ApiProblem 404 outside the officer's communes */
export const getDeskCase = (api: Backend, slug: string): Promise<DeskCase> => api.get(desk(slug));

/** What an officer decides about a shop. */
export type Act = 'approve' | 'additions' | 'refuse' | 'suspend' | 'lift' | 'close';

interface Said {
  reason: string;
  words: string;
  when: string;
  authority: string;
  items: readonly AskedItem[];
}

/** One thing asked for: which field or paper, why, and in whose words. */
export interface AskedItem {
  step: string;
  field?: string;
  reason: string;
  words: string;
}

/** @throws ApiProblem 403 `not_allowed`, 409 `state_conflict` */
export function decide(api: Backend, slug: string, act: Act, said: Said): Promise<unknown> {
  const { reason, words } = said;
  const post = (what: string, body: object): Promise<unknown> =>
    api.send('POST', `${desk(slug)}/${what}`, { body });
  switch (act) {
    case 'approve':
      return post('approval', {});
    case 'additions':
      return post('addition-requests', { items: said.items });
    case 'refuse':
      return post('refusal', { reason, words });
    case 'suspend':
      return post('suspensions', {
        reason,
        words,
        ...(said.when === 'at_once' ? { authority: said.authority } : {}),
      });
    case 'lift':
      return api.send('DELETE', `${desk(slug)}/suspensions/current`);
    case 'close':
      return post('closure', { reason, words });
  }
}

/** Opens what is sealed, for one answer; who looked and why is written down. */
export const openSealed = (api: Backend, slug: string, reason: string): Promise<Record<string, string>> =>
  api.send('POST', `${desk(slug)}/sensitive-fields`, { body: { reason } });

/** A paper as it is handed on to whoever asked for it. */
export interface PaperFile {
  bytes: ArrayBuffer;
  type: string;
  disposition: string;
}

/** A paper, opened for the reason given; the look is written down. */
export const readPaper = (api: Backend, slug: string, id: string, reason: string): Promise<PaperFile> =>
  api.download(`${desk(slug)}/documents/${encodeURIComponent(id)}/readings`, { body: { reason } });

/** Writes down what was checked. @throws ApiProblem 409 when the application does not wait any more */
export const recordChecks = (
  api: Backend,
  slug: string,
  items: readonly { subject: string; result: string; note?: string }[],
): Promise<void> => api.send('POST', `${desk(slug)}/checks`, { body: { items } });

/** What VNeID says of the representative: `matches`, `differs`, or that it is not available. */
export const askVneid = async (api: Backend, slug: string): Promise<string> =>
  (await api.send<{ result: string }>('POST', `${desk(slug)}/checks/vneid`)).result;
