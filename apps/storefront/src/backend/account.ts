import type { CodeTicket, ConsentText, Me, OwnPurchases, SignInAnswer } from './account.types.js';
import type { Backend } from './api.js';

/** A phone number or an e-mail address, as typed. */
export type Contact = { phone: string } | { email: string };

/** @throws ApiProblem 401 `sign_in_required` */
export const getMe = (api: Backend): Promise<Me> => api.get('/me');

/** The texts in force that a new account agrees to, or may. */
export const getConsentTexts = async (api: Backend): Promise<ConsentText[]> =>
  (await api.get<{ items: ConsentText[] }>('/consent-texts')).items;

/** Answers the same for known and unknown numbers. @throws ApiProblem 400 beside `phone` or `email`, 429 */
export const sendCode = (api: Backend, to: Contact): Promise<CodeTicket> =>
  api.send('POST', '/one-time-codes', { body: to });

/**
 * Opens a session, or asks for the second factor. The API's cookies go on to the browser by themselves.
 *
 * @throws ApiProblem 401 `bad_credentials`, 409 `account_needed` with a proof to open one, 429
 */
export const signIn = (api: Backend, body: object): Promise<SignInAnswer> =>
  api.send('POST', '/sessions', { body });

/** @throws ApiProblem 400 beside the fields, 401 `bad_credentials` (the proof is too old), 409 `account_exists`, 429 */
export const openAccount = (api: Backend, body: object): Promise<SignInAnswer> =>
  api.send('POST', '/accounts', { body });

/** @throws ApiProblem 401 when there is no session any more */
export const signOut = (api: Backend): Promise<unknown> => api.send('DELETE', '/sessions/current');

/** @throws ApiProblem 400 beside `name` */
export const rename = (api: Backend, name: string): Promise<unknown> =>
  api.send('PATCH', '/me', { body: { name } });

/** What somebody bought while signed in, newest first. */
export const getOwnPurchases = (api: Backend, cursor?: string): Promise<OwnPurchases> =>
  api.get('/me/order-groups', { query: { limit: 10, cursor } });

/** Makes a guest's cart that of whoever is signed in. @throws ApiProblem 404, 409 `cart_placed` */
export const attachCart = (api: Backend, cart: string): Promise<unknown> =>
  api.send('POST', `/carts/${encodeURIComponent(cart)}/attachment`, { body: {} });
