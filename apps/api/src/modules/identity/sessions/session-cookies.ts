import type { FastifyReply } from 'fastify';
import { DAY_MS } from '#kernel/time';
import type { Environment } from '../../../platform/config/config.module.js';
import { DEVICE_COOKIE } from './device-tokens.js';
import type { SignedIn } from './open-session.js';
import { SESSION_KEPT_DAYS } from './principals.js';
import { SESSION_COOKIE } from './session-token.js';
import type { SignedInAnswer } from './sign-in.dto.js';

const DEVICE_KEPT_DAYS = 365;

/** Hands a session to the browser: out of scripts' reach, not sent along from other sites, over https where there is https. */
export function setSessionCookies(
  reply: FastifyReply,
  environment: Environment,
  { token, device }: { token: string; device?: string },
): void {
  const cookies = [cookie(environment, SESSION_COOKIE, token, SESSION_KEPT_DAYS)];
  if (device !== undefined) cookies.push(cookie(environment, DEVICE_COOKIE, device, DEVICE_KEPT_DAYS));
  void reply.header('set-cookie', cookies);
}

/** Takes the session out of the browser; the device stays a known one. */
export function clearSessionCookie(reply: FastifyReply, environment: Environment): void {
  void reply.header('set-cookie', cookie(environment, SESSION_COOKIE, '', 0));
}

/** Tells somebody that they are signed in; the tokens travel in the cookies alone. */
export function signedInAnswer(
  { accountId, name, sessionId, token, device, secondFactorNeeded }: SignedIn,
  reply: FastifyReply,
  environment: Environment,
): SignedInAnswer {
  setSessionCookies(reply, environment, { token, device });
  return { account: { id: accountId, name }, session: { id: sessionId }, secondFactorNeeded };
}

function cookie({ publicUrl }: Environment, name: string, value: string, days: number): string {
  const parts = [
    `${name}=${value}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    `Max-Age=${(days * DAY_MS) / 1_000}`,
  ];
  if (publicUrl.startsWith('https:')) parts.push('Secure');
  return parts.join('; ');
}
