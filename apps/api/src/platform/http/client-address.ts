import { timingSafeEqual } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';

/**
 * The buyer's address. The storefront names it in a header, proven by the secret both share since boot; without that
 * proof the header is worth nothing, so nobody can write his own address.
 */
export function clientAddress(request: FastifyRequest, storefrontSecret: string): string {
  const claimed = request.headers['x-floor-client'];
  const proof = request.headers['x-floor-secret'];
  if (typeof claimed === 'string' && typeof proof === 'string' && sameText(proof, storefrontSecret))
    return claimed;
  return request.ip;
}

/** Compares secrets without telling by its time how much of them was right. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * Who shares an address, for counting: an IPv6 address stands for its /64, which one household has to itself and may draw
 * any number of addresses from. With `wide` whoever is likely to rent theirs together: a /48, or an IPv4 /24.
 */
export function networkOf(address: string, { wide = false } = {}): string {
  const plain = address.replace(/^::ffff:(?=[\d.]+$)/i, '');
  if (isIPv6(plain))
    return `${ipv6Groups(plain)
      .slice(0, wide ? 3 : 4)
      .join(':')}::`;
  return wide ? plain.replace(/\.\d+$/, '.0') : plain;
}

/** The eight groups without leading noughts. */
function ipv6Groups(address: string): string[] {
  // The URL parser knows every spelling of RFC 4291 and writes the one of RFC 5952; a zone is no part of it.
  const { hostname } = new URL(`http://[${address.replace(/%.*$/, '')}]/`);
  const [head = '', tail] = hostname.slice(1, -1).split('::');
  const split = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const [first, last] = [split(head), split(tail ?? '')];
  return [...first, ...Array.from({ length: 8 - first.length - last.length }, () => '0'), ...last];
}
