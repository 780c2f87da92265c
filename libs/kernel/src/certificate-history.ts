import type { Day } from '#kernel/time';

/**
 * Which certificate of a product counts on a day. The same rule stands in the database as the view
 * `certification_spells`, which the listings are made of; tests hold the two equal on every day of five years.
 */

/** What decides over time of one certificate of a product. */
export interface CertificateInTime {
  id: string;
  decisionDate: Day;
  issuedOn: Day;
  /** Its last day, by expiry or by an admitted late renewal. */
  validUntil: Day;
  /** The first day on which it was no longer in force. */
  revokedOn: Day | null;
  stars: number;
}

/** From the day of issue through its last day, and up to the day before a revocation. */
export function isInForce({ issuedOn, validUntil, revokedOn }: CertificateInTime, day: Day): boolean {
  return issuedOn <= day && day <= validUntil && (revokedOn === null || day < revokedOn);
}

/** Of several in force the latest decision counts; of two of one day the one entered last. */
export function certificateThatCounts<Certificate extends CertificateInTime>(
  history: readonly Certificate[],
  day: Day,
): Certificate | null {
  const inForce = history.filter((certificate) => isInForce(certificate, day));
  return inForce.reduce<Certificate | null>(
    (best, next) => (best === null || isLater(next, best) ? next : best),
    null,
  );
}

const isLater = (a: CertificateInTime, b: CertificateInTime): boolean =>
  a.decisionDate === b.decisionDate ? a.id > b.id : a.decisionDate > b.decisionDate;
