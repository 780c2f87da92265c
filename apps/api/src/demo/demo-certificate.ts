import { createHash } from 'node:crypto';
import { VALIDITY_MONTHS } from '#kernel/certificate-rules';
import { addDays, addMonths, type Day } from '#kernel/time';
import type { DemoCertificate, DemoData } from './demo-data.js';
import type { CommuneProfile } from '../province/province-data.js';

/** Where on the calendar a demo certificate stands. */
interface CertificateDays {
  decisionDate: Day;
  issuedOn: Day;
  expiresOn: Day;
  lateRenewalUntil: Day | null;
}

/** Whose name stands under it. */
interface CertificateIssuer {
  issuedBy: string;
  issuingLevel: 'district' | 'province' | 'ministry';
}

/**
 * The days of a certificate that was decided so long ago, or that lapses on an exact day.
 *
 * A term of 36 months cannot end on 29 February when it began in a year without one. The certificate then lapses on
 * the 28th and carries an admitted late renewal of one day, so that its last day is the one asked for.
 */
export function certificateDays(
  certificate: Pick<DemoCertificate, 'decidedDaysAgo' | 'expiresInDays'>,
  today: Day,
): CertificateDays {
  if (certificate.expiresInDays === undefined) {
    const issuedOn = addDays(today, -(certificate.decidedDaysAgo ?? 0));
    return {
      decisionDate: issuedOn,
      issuedOn,
      expiresOn: addMonths(issuedOn, VALIDITY_MONTHS),
      lateRenewalUntil: null,
    };
  }
  const lastDay = addDays(today, certificate.expiresInDays);
  const issuedOn = addMonths(lastDay, -VALIDITY_MONTHS);
  const expiresOn = addMonths(issuedOn, VALIDITY_MONTHS);
  return {
    decisionDate: issuedOn,
    issuedOn,
    expiresOn,
    lateRenewalUntil: expiresOn === lastDay ? null : lastDay,
  };
}

/** Districts decided until then, and product codes had a district part. */
const LAST_DISTRICT_DAY: Day = '2025-06-30';

/**
 * Who decided on that day: the ministry over 5 stars, under its name of the day; the province over 3 and 4, before
 * 1/7/2025 the province the commune then belonged to; and over 3 stars until then mostly the district.
 */
export function certificateIssuer(
  data: Pick<DemoData, 'rulebook' | 'provincialBodies'>,
  {
    slug,
    stars,
    commune,
    decisionDate,
  }: { slug: string; stars: number; commune: CommuneProfile; decisionDate: Day },
): CertificateIssuer {
  const decides = ({ from, until }: { from?: Day; until?: Day }): boolean =>
    (from ?? '') <= decisionDate && decisionDate <= (until ?? '9999-12-31');
  const byDistrict = stars === 3 && decisionDate <= LAST_DISTRICT_DAY && share(slug) < 0.75;
  const wasHere = ({ formerProvince }: { formerProvince: string }): boolean =>
    decisionDate > LAST_DISTRICT_DAY || formerProvince === commune.formerProvince;
  const body =
    stars === 5
      ? data.rulebook.bodies.find((each) => each.level === 'ministry' && decides(each))
      : data.provincialBodies.find((each) =>
          byDistrict
            ? each.formerDistrict !== undefined && each.formerDistrict === commune.formerDistricts[0]
            : each.level === 'province' && decides(each) && wasHere(each),
        );
  if (body === undefined) throw new Error(`Nobody decided on ${decisionDate} for ${commune.name}`);
  return { issuedBy: body.name, issuingLevel: body.level };
}

/**
 * The code on the score sheet: the form of Decision 26/2026 where it was known, before 1/7/2025 one with a district
 * part (initials stand in for its number), of which only the shape is meant.
 */
export function certificateProductCode(
  provinceCode: string,
  commune: CommuneProfile,
  decisionDate: Day,
  serial: number,
): string {
  const number = String(serial).padStart(2, '0');
  const year = decisionDate.slice(0, 4);
  if (decisionDate > LAST_DISTRICT_DAY) {
    return `${provinceCode}-${commune.code}-${number}-${year}`;
  }
  const initials = (commune.formerDistricts[0] ?? commune.name)
    .replace(/^(Huyện|Thành phố|Thị xã) /, '')
    .split(' ')
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
  return `${provinceCode}-${initials}-${commune.code}-${number}-${year}`;
}

/** A number from 0 to 1 that is always the same for the same slug, for what is decided by chance once. */
export function share(slug: string): number {
  return createHash('sha256').update(slug).digest().readUInt32BE(0) / 0xffff_ffff;
}
