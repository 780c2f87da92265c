import type { Backend } from './api.js';
import type { StaffMandate } from './shops.types.js';

const id = encodeURIComponent;

export const getStaffMandates = async (api: Backend): Promise<StaffMandate[]> =>
  (await api.get<{ items: StaffMandate[] }>('/admin/mandates')).items;

/** Sends a code to the shop's phone. @throws ApiProblem 404 outside the communes, 409 `state_conflict` asked already */
export const askForMandate = (
  api: Backend,
  body: { sellerSlug: string; reason: string },
): Promise<{ id: string }> => api.send('POST', '/admin/mandates', { body });

/** @throws ApiProblem 401 `bad_credentials`: the code is wrong or too old */
export const consentByCode = (api: Backend, mandate: string, code: string): Promise<unknown> =>
  api.send('POST', `/admin/mandates/${id(mandate)}/consent`, { body: { code } });

export const giveUpMandate = (api: Backend, mandate: string): Promise<unknown> =>
  api.send('DELETE', `/admin/mandates/${id(mandate)}`);

/** Sends a code to the phone of somebody who has neither account nor shop. */
export const assist = (api: Backend, body: object): Promise<{ id: string }> =>
  api.send('POST', '/admin/assisted-applications', { body });

/** The owner got no code, or it is too old. @throws ApiProblem 404 once the application was answered, 429 `rate_limited` */
export const assistAgain = (api: Backend, application: string): Promise<unknown> =>
  api.send('POST', `/admin/assisted-applications/${id(application)}/code`, { body: {} });

/** The owner does not want to: what was written down is forgotten. */
export const giveUpAssist = (api: Backend, application: string): Promise<unknown> =>
  api.send('DELETE', `/admin/assisted-applications/${id(application)}`);

/** @throws ApiProblem 401 `bad_credentials` */
export const consentToAssist = (api: Backend, application: string, code: string): Promise<{ slug: string }> =>
  api.send('POST', `/admin/assisted-applications/${id(application)}/consent`, { body: { code } });
