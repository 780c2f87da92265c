import { anybody, signedIn, type Line } from './lines.js';

/** Who may call what of accounts, sessions and devices; part of route-access.ts. */
export const accountAccess: Readonly<Record<string, Line>> = {
  // Signing up, in and out
  'POST v1/one-time-codes': anybody,
  'POST v1/accounts': anybody,
  'POST v1/passkey-challenges': anybody,
  'POST v1/sessions': anybody,
  'GET v1/sessions': signedIn,
  'DELETE v1/sessions/:id': signedIn,
  'GET v1/sessions/current/push-subscription': signedIn,
  'PUT v1/sessions/current/push-subscription': signedIn,
  'DELETE v1/sessions/:id/push-subscription': signedIn,
  'POST v1/sessions/current/fresh-check': signedIn,
  'POST v1/sessions/current/fresh-check/code': signedIn,

  // One's own account
  'GET v1/me': signedIn,
  'PATCH v1/me': signedIn,
  'PUT v1/me/password': signedIn.freshly(),
  'PUT v1/me/phone': signedIn.freshly(),
  'PUT v1/me/email': signedIn.freshly(),
  'POST v1/me/totp': signedIn.freshly(),
  'POST v1/me/totp/confirmation': signedIn.freshly(),
  'DELETE v1/me/totp': signedIn.freshly(),
  'GET v1/me/passkeys': signedIn,
  'POST v1/me/passkeys/options': signedIn.freshly(),
  'POST v1/me/passkeys': signedIn.freshly(),
  'DELETE v1/me/passkeys/:id': signedIn.freshly(),
  'GET v1/me/tokens': signedIn,
  'POST v1/me/tokens': signedIn.freshly(),
  'DELETE v1/me/tokens/:id': signedIn,

  // What people agree to
  'GET v1/consent-texts': anybody,
  'GET v1/me/consents': signedIn,
  'PUT v1/me/consents/:purpose': signedIn,

  // Where goods go
  'GET v1/me/addresses': signedIn,
  'POST v1/me/addresses': signedIn,
  'PUT v1/me/addresses/:id': signedIn,
  'DELETE v1/me/addresses/:id': signedIn,

  // Points one keeps; any other is not there
  'GET v1/me/tourism-points': signedIn,
  'GET v1/me/tourism-points/:slug': signedIn,
  'PUT v1/me/tourism-points/:slug/shelf/:product': signedIn,
  'DELETE v1/me/tourism-points/:slug/shelf/:product': signedIn,
  'GET v1/me/visits': signedIn,
  'GET v1/me/tourism-points/:slug/photos': signedIn,
  'POST v1/me/tourism-points/:slug/photos': signedIn,
  'PUT v1/me/tourism-points/:slug/photos/order': signedIn,
  'PUT v1/me/tourism-points/:slug/photos/:photoId': signedIn,
  'DELETE v1/me/tourism-points/:slug/photos/:photoId': signedIn,
};
