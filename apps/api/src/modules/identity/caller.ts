import type { FastifyRequest } from 'fastify';
import type { Environment } from '../../platform/config/config.module.js';
import { clientAddress, networkOf } from '../../platform/http/client-address.js';
import { deviceLabel } from './sessions/device-label.js';
import { DEVICE_COOKIE } from './sessions/device-tokens.js';
import { readCookie, SESSION_COOKIE } from './sessions/session-token.js';

/** Whoever asks, before anybody knows who it is. */
export interface Caller {
  /** The person's own address, as the storefront says; nobody can write their own. Of IPv6 the household's /64. */
  readonly address: string;
  /** Browser and system in words. */
  readonly label: string;
  /** The device's token from an earlier sign-in, unjudged. */
  readonly deviceToken: string | null;
  /** The session the browser has had so far, unjudged: signing in anew ends it. */
  readonly sessionToken: string | null;
}

export function callerOf(request: FastifyRequest, { storefrontSecret }: Environment): Caller {
  return {
    address: networkOf(clientAddress(request, storefrontSecret)),
    label: deviceLabel(request.headers['user-agent']),
    deviceToken: readCookie(request.headers.cookie, DEVICE_COOKIE),
    sessionToken: readCookie(request.headers.cookie, SESSION_COOKIE),
  };
}
