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
  items: Record<string, string>;
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
      return post('addition-requests', {
        items: Object.entries(said.items).map(([step, text]) => ({ step, words: text })),
      });
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
