import { FormData } from 'undici';
import type { Backend } from './api.js';
import type {
  FoundCooperative,
  MyShops,
  ShopActivity,
  ShopApplication,
  ShopDocument,
  ShopHome,
  ShopLetter,
  ShopMandate,
  ShopPeople,
} from './shops.types.js';

interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}
const shop = (slug: string): string => `/seller/${encodeURIComponent(slug)}`;
const id = encodeURIComponent;

export const getMyShops = (api: Backend): Promise<MyShops> => api.get('/me/shops');

/** @throws ApiProblem 404 for whoever has no business there */
export const getShop = (api: Backend, slug: string): Promise<ShopHome> => api.get(shop(slug));

export const startApplication = (api: Backend, body: object): Promise<{ slug: string }> =>
  api.send('POST', '/seller-applications', { body });

/** All of an application at once. */
export const getApplication = (api: Backend, slug: string): Promise<ShopApplication> =>
  api.get(`${shop(slug)}/application`);

export const getStep = (api: Backend, slug: string, step: string): Promise<Record<string, unknown>> =>
  api.get(`${shop(slug)}/application/${step}`);

/** @throws ApiProblem 400 with the fields that are wrong, 409 `state_conflict` while an officer has it, `stale_version` */
export const saveStep = (api: Backend, slug: string, step: string, body: object): Promise<unknown> =>
  api.send('PUT', `${shop(slug)}/application/${step}`, { body });

export const findCooperatives = async (api: Backend, slug: string, q: string): Promise<FoundCooperative[]> =>
  (await api.get<Page<FoundCooperative>>(`${shop(slug)}/cooperatives`, { query: { q } })).items;
/** @throws ApiProblem 409 `state_conflict`: it has a shop already, or the application is no draft of a cooperative */
export const nameCooperative = (api: Backend, slug: string, cooperativeId: string): Promise<unknown> =>
  api.send('PUT', `${shop(slug)}/application/cooperative`, { body: { cooperativeId } });
export const unnameCooperative = (api: Backend, slug: string): Promise<unknown> =>
  api.send('DELETE', `${shop(slug)}/application/cooperative`);

export const sendApplication = (api: Backend, slug: string): Promise<unknown> =>
  api.send('POST', `${shop(slug)}/application/submission`, { body: {} });
export const withdrawApplication = (api: Backend, slug: string): Promise<unknown> =>
  api.send('DELETE', `${shop(slug)}/application/submission`);

export const getDocuments = async (api: Backend, slug: string): Promise<ShopDocument[]> =>
  (await api.get<Page<ShopDocument>>(`${shop(slug)}/documents`)).items;
/** @throws ApiProblem 413 `too_large`, 415 `unsupported_type`, 409 `state_conflict` */
export function addDocument(api: Backend, slug: string, kind: string, file: File): Promise<unknown> {
  const body = new FormData();
  body.append('kind', kind);
  body.append('file', file, file.name);
  return api.send('POST', `${shop(slug)}/documents`, { body });
}
export const removeDocument = (api: Backend, slug: string, document: string): Promise<unknown> =>
  api.send('DELETE', `${shop(slug)}/documents/${id(document)}`);

export const getPeople = (api: Backend, slug: string): Promise<ShopPeople> =>
  api.get(`${shop(slug)}/members`);
export const getMandates = async (api: Backend, slug: string): Promise<ShopMandate[]> =>
  (await api.get<Page<ShopMandate>>(`${shop(slug)}/mandates`)).items;
export const getActivity = (api: Backend, slug: string, cursor?: string): Promise<Page<ShopActivity>> =>
  api.get(`${shop(slug)}/activity`, { query: { cursor } });
export const getLetters = async (api: Backend, slug: string): Promise<ShopLetter[]> =>
  (await api.get<Page<ShopLetter>>(`${shop(slug)}/letters`)).items;

export const inviteMember = (api: Backend, slug: string, body: object): Promise<unknown> =>
  api.send('POST', `${shop(slug)}/members`, { body });
export const changeMember = (api: Backend, slug: string, member: string, body: object): Promise<unknown> =>
  api.send('PUT', `${shop(slug)}/members/${id(member)}`, { body });
export const endMember = (api: Backend, slug: string, member: string): Promise<unknown> =>
  api.send('DELETE', `${shop(slug)}/members/${id(member)}`);
export const withdrawInvitation = (api: Backend, slug: string, invitation: string): Promise<unknown> =>
  api.send('DELETE', `${shop(slug)}/invitations/${id(invitation)}`);
/** Somebody stops working in a shop by themselves. @throws ApiProblem 409 `state_conflict` for its last owner */
export const leaveShop = (api: Backend, slug: string): Promise<unknown> =>
  api.send('DELETE', `/me/shops/${id(slug)}`);
export const answerInvitation = (api: Backend, invitation: string, accepts: boolean): Promise<unknown> =>
  accepts
    ? api.send('POST', `/me/shop-invitations/${id(invitation)}/acceptance`, { body: {} })
    : api.send('DELETE', `/me/shop-invitations/${id(invitation)}`);

export const consentToMandate = (api: Backend, slug: string, mandate: string): Promise<unknown> =>
  api.send('POST', `${shop(slug)}/mandates/${id(mandate)}/consent`, { body: {} });
export const endMandate = (api: Backend, slug: string, mandate: string): Promise<unknown> =>
  api.send('DELETE', `${shop(slug)}/mandates/${id(mandate)}`);
export const confirmActivity = (api: Backend, slug: string, upTo: string): Promise<unknown> =>
  api.send('POST', `${shop(slug)}/activity/confirmation`, { body: { upTo } });
