import type { Trace } from '../../backend/traces.types.js';
import type { Words } from '../../i18n/vi.js';

export interface TraceNotice {
  tone: 'good' | 'warn' | 'bad';
  text: string;
}

/** What somebody who holds the packet has to know first, the gravest on top; everything that is so, not one of it. */
export function traceNotices({ product, producer, batch, certificate }: Trace, t: Words): TraceNotice[] {
  const words = t.trace.states;
  const { day } = t.say;
  const notices: TraceNotice[] = [];
  const say = (tone: TraceNotice['tone'], text: string): void => void notices.push({ tone, text });
  const { status, validUntil, revokedOn, revocationDecision } = certificate;
  if (batch?.expired && batch.expiresOn !== null) say('bad', words.expired(day(batch.expiresOn)));
  if (status === 'revoked' && revokedOn !== null)
    say('bad', words.revoked(day(revokedOn), revocationDecision ?? ''));
  if (product.withdrawnOn !== null) {
    const what = product.publication === 'taken_down' ? words.takenDown : words.withdrawn;
    say('bad', what(day(product.withdrawnOn)));
  }
  if (status === 'lapsed') say('warn', words.lapsed(day(validUntil)));
  if (status === 'late_renewal') say('warn', words.lateRenewal(day(validUntil)));
  if (producer.status === 'suspended') say('warn', words.suspended);
  if (producer.status === 'closed') say('warn', words.closed);
  if (product.publication === 'paused') say('warn', words.paused);
  return notices;
}

/** Whether the OCOP mark and the stars may be shown: while the certificate holds, and not a day longer. */
export const showsStars = ({ product, certificate }: Trace): boolean =>
  product.withdrawnOn === null &&
  (certificate.status === 'in_force' || certificate.status === 'late_renewal');

/** Names of a place before 1 July 2025, from small to large: `xã Tân Ân, huyện Ngọc Hiển, tỉnh Cà Mau`. */
export function formerPlace({ until2025 }: Trace['place']): string | null {
  if (until2025 === null) return null;
  const small = (name: string): string => name.charAt(0).toLocaleLowerCase('vi') + name.slice(1);
  const parts = [until2025.districts.map(small).join(', '), until2025.province && small(until2025.province)];
  return parts.filter(Boolean).join(', ');
}
