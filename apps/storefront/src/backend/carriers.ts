import type { CarriersAnswer, CarrierStateAnswer } from '#client/api';
import type { Backend } from './api.js';

export type CarrierState = CarrierStateAnswer;

const accounts = (slug: string): string => `/seller/${encodeURIComponent(slug)}/carrier-accounts`;

export const getCarriers = async (api: Backend, slug: string): Promise<CarrierState[]> =>
  (await api.get<CarriersAnswer>(accounts(slug))).items;

/** @throws ApiProblem 400 at account or token, 403 `fresh_check_required`, 503 `carrier_unavailable` */
export const enterCarrier = (
  api: Backend,
  slug: string,
  carrier: CarrierState['carrier'],
  body: { account: string; token: string },
): Promise<unknown> => api.send('PUT', `${accounts(slug)}/${carrier}`, { body });

/** @throws ApiProblem 403 `fresh_check_required` */
export const leaveCarrier = (
  api: Backend,
  slug: string,
  carrier: CarrierState['carrier'],
): Promise<unknown> => api.send('DELETE', `${accounts(slug)}/${carrier}`);
