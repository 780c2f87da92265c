import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * What a shop's notice of a new order carries: it takes on that one order and does nothing else, for as long as the order
 * waits to be taken on. Derived and nowhere stored; nobody without SESSION_SECRET can compute it.
 */
export function acceptanceToken(orderId: string, sessionSecret: string): string {
  return createHmac('sha256', sessionSecret)
    .update(`order acceptance, version 1:${orderId}`)
    .digest('base64url');
}

export function isAcceptanceToken(token: string, orderId: string, sessionSecret: string): boolean {
  const [given, right] = [Buffer.from(token), Buffer.from(acceptanceToken(orderId, sessionSecret))];
  return given.length === right.length && timingSafeEqual(given, right);
}
