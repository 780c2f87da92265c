import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CertificateInTime, certificateThatCounts } from '#kernel/certificate-history';
import { certificateExpiry } from '#kernel/certificate-rules';
import { addDays, daysBetween } from '#kernel/time';

const FIRST_DAY = '2022-01-01';
const FIVE_YEARS = 5 * 365 + 1;

/** Histories of up to five certificates, decided within seven years, some kept longer, some revoked. */
const histories = fc
  .array(
    fc.record({
      decided: fc.integer({ min: -900, max: 1_700 }),
      issuedAfter: fc.integer({ min: 0, max: 40 }),
      late: fc.option(fc.integer({ min: 1, max: 180 }), { freq: 4 }),
      revokedAfter: fc.option(fc.integer({ min: 0, max: 1_400 }), { freq: 3 }),
      stars: fc.constantFrom(3, 4, 5),
    }),
    { maxLength: 5 },
  )
  .map((wishes) =>
    wishes.map(({ decided, issuedAfter, late, revokedAfter, stars }, index): CertificateInTime => {
      const decisionDate = addDays(FIRST_DAY, decided);
      const issuedOn = addDays(decisionDate, issuedAfter);
      return {
        id: `c${index}`,
        decisionDate,
        issuedOn,
        validUntil: addDays(certificateExpiry(issuedOn), late ?? 0),
        revokedOn: revokedAfter === null ? null : addDays(issuedOn, revokedAfter),
        stars,
      };
    }),
  );

/**
 * The same thing told otherwise: a calendar of five years on which the certificates are laid one over the other, oldest
 * decision first, each from its first day to its last or to the eve of its revocation.
 */
function calendarOf(history: readonly CertificateInTime[]): (string | undefined)[] {
  const calendar: (string | undefined)[] = Array.from({ length: FIVE_YEARS });
  const oldestFirst = [...history].sort((a, b) =>
    `${a.decisionDate} ${a.id}` < `${b.decisionDate} ${b.id}` ? -1 : 1,
  );
  for (const { id, issuedOn, validUntil, revokedOn } of oldestFirst) {
    const from = daysBetween(FIRST_DAY, issuedOn);
    const last = daysBetween(FIRST_DAY, validUntil);
    const end = revokedOn === null ? last : Math.min(last, daysBetween(FIRST_DAY, revokedOn) - 1);
    for (let day = Math.max(0, from); day <= Math.min(end, FIVE_YEARS - 1); day += 1) calendar[day] = id;
  }
  return calendar;
}

describe('the certificate that counts', () => {
  test('is what an independent calendar says, on every day of five years', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const counted = Array.from(
          { length: FIVE_YEARS },
          (_, day) => certificateThatCounts(history, addDays(FIRST_DAY, day))?.id,
        );
        expect(counted).toEqual(calendarOf(history));
      }),
      { numRuns: 60 },
    );
  });

  test('of two decisions of one day is the one entered last', () => {
    const one = {
      id: '1',
      decisionDate: '2024-01-05',
      issuedOn: '2024-01-05',
      validUntil: '2027-01-05',
      revokedOn: null,
      stars: 3,
    };
    expect(certificateThatCounts([{ ...one, id: '2' }, one], '2025-01-01')?.id).toBe('2');
  });

  test('of 23/11/2023 counts through 23/11/2026 and not on the next day', () => {
    const history = [
      {
        id: '1',
        decisionDate: '2023-11-23',
        issuedOn: '2023-11-23',
        validUntil: certificateExpiry('2023-11-23'),
        revokedOn: null,
        stars: 3,
      },
    ];
    expect(certificateThatCounts(history, '2026-11-23')?.id).toBe('1');
    expect(certificateThatCounts(history, '2026-11-24')).toBeNull();
  });
});
