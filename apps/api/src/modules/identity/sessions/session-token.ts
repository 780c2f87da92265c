import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

/** The cookie a browser's session is kept in. */
export const SESSION_COOKIE = 'floor_session';

/** Makes an opaque token: 256 random bits as 43 characters. */
export function makeSessionToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** How a token is kept and looked up; null for a text that cannot be one, which never reaches the database. */
export function hashSessionToken(token: string): string | null {
  return /^[\w-]{43}$/.test(token) ? createHash('sha256').update(token).digest('hex') : null;
}

/** The value of a cookie in a request's header; the first one of that name, as browsers send the most specific first. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}
