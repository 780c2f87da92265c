import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { StorefrontConfig } from './config.js';

/** Headers between storefront and API. From outside they are dropped, so nobody can pose as somebody else. */
export const CLIENT_HEADER = 'x-floor-client';
export const SECRET_HEADER = 'x-floor-secret';
/** On an answer of the API: the words of pages that the request made untrue. It goes no further than here. */
export const CHANGED_PAGES_HEADER = 'x-floor-changed-pages';

/**
 * The buyer's own address, behind as many proxies as the operator said to trust.
 * A list that is too short or no address at all falls back to the socket: throttles then see the proxy, never a lie.
 */
export function callerAddress(request: IncomingMessage, trustProxy: StorefrontConfig['trustProxy']): string {
  const socket = plain(request.socket.remoteAddress ?? '');
  const forwarded = request.headers['x-forwarded-for'];
  if (trustProxy === false || typeof forwarded !== 'string') return socket;

  const hops = [...forwarded.split(',').map((hop) => plain(hop.trim())), socket];
  if (typeof trustProxy === 'number') {
    const address = hops[hops.length - 1 - trustProxy] ?? '';
    return isIP(address) ? address : socket;
  }
  for (let index = hops.length - 1; index >= 0; index--) {
    const address = hops[index] ?? '';
    if (!isIP(address)) return socket;
    if (!trustProxy.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')) return address;
  }
  return hops[0] ?? socket;
}

/** An IPv4 address that arrived through an IPv6 socket, in its usual form. */
function plain(address: string): string {
  return address.startsWith('::ffff:') ? address.slice(7) : address;
}
