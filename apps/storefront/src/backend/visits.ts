import type {
  AccountVisitDto,
  AccountVisitsAnswer,
  AskedVisitAnswer,
  AskVisitDto,
  OwnVisitAnswer,
  ShopVisitDto,
  ShopVisitsAnswer,
  VisitsWaitingAnswer,
} from '#client/api';
import type { Backend } from './api.js';

export type OwnVisit = OwnVisitAnswer;
export type ShopVisit = ShopVisitDto;
export type AccountVisit = AccountVisitDto;
export type VisitsWaiting = VisitsWaitingAnswer;

const id = encodeURIComponent;
const by = (token: string): { headers: Record<string, string> } => ({ headers: { 'visit-token': token } });

/** @throws ApiProblem 400 beside the fields, 404 where nobody receives visitors, 409 `state_conflict`, 429 */
export const askVisit = (api: Backend, point: string, body: AskVisitDto): Promise<AskedVisitAnswer> =>
  api.send('POST', `/tourism-points/${id(point)}/visits`, { body });

/** @throws ApiProblem 404, also for a link that is none */
export const getVisit = (api: Backend, visit: string, token: string): Promise<OwnVisit> =>
  api.get(`/visits/${id(visit)}`, by(token));

/** @throws ApiProblem 404, 409 `state_conflict` */
export const withdrawVisit = (api: Backend, visit: string, token: string): Promise<OwnVisit> =>
  api.send('POST', `/visits/${id(visit)}/withdrawal`, { body: {}, ...by(token) });

/** What whoever is signed in asked for: those to come first. */
export const getAccountVisits = async (api: Backend): Promise<AccountVisit[]> =>
  (await api.get<AccountVisitsAnswer>('/me/visits')).items;

const ofShop = (slug: string): string => `/seller/${id(slug)}/visits`;

/** Those to come first. */
export const getShopVisits = async (api: Backend, slug: string): Promise<ShopVisit[]> =>
  (await api.get<ShopVisitsAnswer>(ofShop(slug))).items;

export const getVisitsWaiting = (api: Backend, slug: string): Promise<VisitsWaiting> =>
  api.get(`${ofShop(slug)}/waiting`);

/** @throws ApiProblem 400 beside `words`, 404, 409 `state_conflict` */
export const answerVisit = (
  api: Backend,
  slug: string,
  visit: string,
  act: 'confirmation' | 'refusal',
  words: string,
): Promise<unknown> =>
  api.send('PUT', `${ofShop(slug)}/${id(visit)}/${act}`, { body: words ? { words } : {} });
