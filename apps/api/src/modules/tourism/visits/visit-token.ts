import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * What the link of whoever asked for a visit carries: it shows that one visit and takes it back. Derived and nowhere stored,
 * so that every message carries the same link; nobody without SESSION_SECRET can compute it.
 */
export function visitToken(visitId: string, sessionSecret: string): string {
  return createHmac('sha256', sessionSecret).update(`visit, version 1:${visitId}`).digest('base64url');
}

export function isVisitToken(token: string, visitId: string, sessionSecret: string): boolean {
  const [given, right] = [Buffer.from(token), Buffer.from(visitToken(visitId, sessionSecret))];
  return given.length === right.length && timingSafeEqual(given, right);
}
