import { createHmac } from 'node:crypto';

/**
 * What the link in a buyer's message carries: it says that this one order is to be sent and does nothing else. Derived, so
 * that a message sent twice carries one and the same link; the database keeps only its digest. Nobody without
 * SESSION_SECRET can compute it.
 */
export function goAheadToken(orderId: string, sessionSecret: string): string {
  return createHmac('sha256', sessionSecret).update(`go-ahead, version 1:${orderId}`).digest('base64url');
}
