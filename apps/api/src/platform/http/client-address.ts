import { timingSafeEqual } from 'node:crypto';
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
