import { FormData } from 'undici';
import type { Backend } from './api.js';
import { openedBy } from './order-token.js';

/** What buyers add pictures to, as the addresses below an order name it. */
export type PicturesOf = 'return-photos' | 'review-photos';

const address = (code: string, of: PicturesOf): string => `/orders/${encodeURIComponent(code)}/${of}`;

/** @throws ApiProblem 413 `too_large`, 415 `unsupported_type`, 409 `state_conflict` (pictures enough) */
export function sendOrderPicture(
  api: Backend,
  code: string,
  token: string | undefined,
  of: PicturesOf,
  file: File,
): Promise<{ id: string }> {
  const body = new FormData();
  body.append('file', file, file.name);
  return api.send('POST', address(code, of), { body, ...openedBy(token) });
}

/** @throws ApiProblem 404 */
export const getOrderPicture = (
  api: Backend,
  code: string,
  token: string | undefined,
  of: PicturesOf,
  id: string,
): Promise<{ bytes: ArrayBuffer; type: string }> =>
  api.file(`${address(code, of)}/${encodeURIComponent(id)}`, openedBy(token));
