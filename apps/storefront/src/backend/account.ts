import type {
  AccessToken,
  CodeTicket,
  Consent,
  ConsentText,
  Device,
  DevicePush,
  Erasure,
  Me,
  OwnData,
  OwnPurchases,
  Passkey,
  SavedAddress,
  SignInAnswer,
  TotpOffer,
} from './account.types.js';
import type { Backend } from './api.js';
import type { Cart } from './buying.types.js';

/** A phone number or an e-mail address, as typed. */
export type Contact = { phone: string } | { email: string };

/** @throws ApiProblem 401 `sign_in_required` */
export const getMe = (api: Backend): Promise<Me> => api.get('/me');

/** The texts in force that a new account agrees to, or may. */
export const getConsentTexts = async (api: Backend): Promise<ConsentText[]> =>
  (await api.get<{ items: ConsentText[] }>('/consent-texts', { tags: () => [] })).items;

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
export const attachCart = (api: Backend, cart: string): Promise<Cart> =>
  api.send('POST', `/carts/${encodeURIComponent(cart)}/attachment`, { body: {} });

interface Items<Item> {
  items: Item[];
}
const id = encodeURIComponent;

export const getDevices = async (api: Backend): Promise<Device[]> =>
  (await api.get<Items<Device>>('/sessions')).items;

/** @param device its id, or `others` for all but this one. @throws ApiProblem 404 when it is signed out already */
export const endDevice = (api: Backend, device: string): Promise<unknown> =>
  api.send('DELETE', `/sessions/${id(device)}`);

export const getDevicePush = (api: Backend): Promise<DevicePush> =>
  api.get('/sessions/current/push-subscription');

/** @throws ApiProblem 404 when the device takes no notices, or is signed out already */
export const stopPush = (api: Backend, device: string): Promise<unknown> =>
  api.send('DELETE', `/sessions/${id(device)}/push-subscription`);

export const getConsents = async (api: Backend): Promise<Consent[]> =>
  (await api.get<Items<Consent>>('/me/consents')).items;

/** @throws ApiProblem 400 beside `version` (there is a newer text), 409 (needed for the account) */
export const decideConsent = (
  api: Backend,
  purpose: string,
  decision: { granted: boolean; version: string },
): Promise<unknown> => api.send('PUT', `/me/consents/${id(purpose)}`, { body: decision });

export const getAddresses = async (api: Backend): Promise<SavedAddress[]> =>
  (await api.get<Items<SavedAddress>>('/me/addresses')).items;

/** Adds an address, or replaces the one with that id. @throws ApiProblem 400 beside the fields, 409 more than 20 */
export const saveAddress = (api: Backend, address: string | null, body: object): Promise<unknown> =>
  address === null
    ? api.send('POST', '/me/addresses', { body })
    : api.send('PUT', `/me/addresses/${id(address)}`, { body });

export const removeAddress = (api: Backend, address: string): Promise<unknown> =>
  api.send('DELETE', `/me/addresses/${id(address)}`);

/** Opens sensitive acts for ten minutes. @throws ApiProblem 401 `bad_credentials`, 429 */
export const proveFreshly = (api: Backend, body: object): Promise<unknown> =>
  api.send('POST', '/sessions/current/fresh-check', { body });

/** Sends a code to the account's own phone, or to its mailbox. */
export const sendFreshCode = (api: Backend): Promise<CodeTicket> =>
  api.send('POST', '/sessions/current/fresh-check/code', { body: {} });

// All of these ask for a fresh check: 403 `fresh_check_required`.

/** @throws ApiProblem 400 beside `password` */
export const changePassword = (api: Backend, password: string): Promise<unknown> =>
  api.send('PUT', '/me/password', { body: { password } });

/** @throws ApiProblem 401 `bad_credentials` (the code), 409 `account_exists` */
export const changeContact = (
  api: Backend,
  to: Contact,
  proof: { code: string; ticket: string },
): Promise<unknown> =>
  api.send('PUT', 'phone' in to ? '/me/phone' : '/me/email', { body: { ...to, ...proof } });

export const offerTotp = (api: Backend): Promise<TotpOffer> => api.send('POST', '/me/totp', { body: {} });

/** The app counts from now on; comes back with the codes for paper. @throws ApiProblem 400 beside `code`, 401 */
export const confirmTotp = async (api: Backend, code: string): Promise<string[]> => {
  const body = { code };
  return (await api.send<{ recoveryCodes: string[] }>('POST', '/me/totp/confirmation', { body }))
    .recoveryCodes;
};

export const removeTotp = (api: Backend): Promise<unknown> => api.send('DELETE', '/me/totp');

export const getPasskeys = async (api: Backend): Promise<Passkey[]> =>
  (await api.get<Items<Passkey>>('/me/passkeys')).items;

/** Comes back with codes for paper, for whoever has none yet. */
export const addPasskey = async (
  api: Backend,
  response: object,
  label: string,
): Promise<readonly string[] | null> => {
  const body = { response, label };
  return (await api.send<{ recoveryCodes: string[] | null }>('POST', '/me/passkeys', { body })).recoveryCodes;
};

export const removePasskey = (api: Backend, passkey: string): Promise<unknown> =>
  api.send('DELETE', `/me/passkeys/${id(passkey)}`);

export const getTokens = async (api: Backend): Promise<AccessToken[]> =>
  (await api.get<Items<AccessToken>>('/me/tokens')).items;

/** The token itself comes back this once. */
export const makeToken = (api: Backend, body: object): Promise<AccessToken & { token: string }> =>
  api.send('POST', '/me/tokens', { body });

export const endToken = (api: Backend, token: string): Promise<unknown> =>
  api.send('DELETE', `/me/tokens/${id(token)}`);

/** Everything the floor holds about somebody. @throws ApiProblem 403 `fresh_check_required`, 429: ten in ten minutes */
export const getOwnData = (api: Backend): Promise<OwnData> => api.get('/me/export');

export const getErasure = (api: Backend): Promise<Erasure> => api.get('/me/erasure');

/** @throws ApiProblem 403 `fresh_check_required`, 409 `state_conflict`: something has to be settled first */
export const askForErasure = (api: Backend): Promise<unknown> =>
  api.send('POST', '/me/erasure', { body: {} });

/** @throws ApiProblem 403 `fresh_check_required`, 404 when there is nothing to take back, 409 too late */
export const keepAccount = (api: Backend): Promise<unknown> => api.send('DELETE', '/me/erasure');
