import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  certificateExpiry,
  type CertificateRecord,
  certificateViolations,
  isInRenewalWindow,
  renewalWindow,
  revocationViolations,
  STAR_THRESHOLDS,
  starsForScore,
} from '#kernel/certificate-rules';

const provincial: CertificateRecord = {
  productCode: '96-32248-01-2026',
  decisionNumber: '1234/QĐ-UBND',
  decisionDate: '2026-06-25',
  issuedBy: 'UBND tỉnh Cà Mau',
  issuingLevel: 'province',
  stars: 4,
  score: 78.5,
  issuedOn: '2026-06-25',
  expiresOn: '2029-06-25',
};

/** The provincial certificate with changes; the term follows the decision unless it is changed too. */
function certificate(change: Partial<CertificateRecord>): CertificateRecord {
  const issuedOn = change.issuedOn ?? change.decisionDate ?? provincial.issuedOn;
  return { ...provincial, issuedOn, expiresOn: certificateExpiry(issuedOn), ...change };
}

const broken = (record: CertificateRecord): string[] => certificateViolations(record).map(({ rule }) => rule);

describe('rank and score', () => {
  test.each([
    [100, 5],
    [90, 5],
    [89.9, 4],
    [70, 4],
    [69.9, 3],
    [50, 3],
    [49.9, 2],
    [30, 2],
    [29.9, 1],
    [0, 1],
  ])('%d points reach %i stars', (score, stars) => {
    expect(starsForScore(score)).toBe(stars);
  });

  test('a score under the threshold of its rank is impossible, also by a tenth', () => {
    const ministry = {
      issuingLevel: 'ministry',
      issuedBy: 'Bộ Nông nghiệp và Môi trường',
      stars: 5,
    } as const;
    expect(broken(certificate({ ...ministry, score: 89.9 }))).toEqual(['score_below_stars']);
    expect(broken(certificate({ ...ministry, score: 90 }))).toEqual([]);
    expect(broken(certificate({ stars: 4, score: 69.9 }))).toEqual(['score_below_stars']);
    expect(broken(certificate({ stars: 3, score: 49.9 }))).toEqual(['score_below_stars']);
  });

  test('a higher score may end in a lower rank, and a decision may not state the score', () => {
    expect(broken(certificate({ stars: 3, score: 92 }))).toEqual([]);
    expect(broken(certificate({ stars: 3, score: null }))).toEqual([]);
  });

  test('scores outside 0 to 100 are refused', () => {
    for (const score of [-1, 100.1, Number.NaN]) {
      expect(broken(certificate({ score }))).toEqual(['score_out_of_range']);
    }
  });

  test.each([0, 1, 2, 6, 3.5])('%d stars get no certificate', (stars) => {
    expect(broken(certificate({ stars }))).toContain('stars_not_certified');
  });

  test('the rank a score reaches is always one the score allows', () => {
    fc.assert(
      fc.property(fc.double({ min: 50, max: 100, noNaN: true }), (score) => {
        const stars = starsForScore(score) as 3 | 4 | 5;
        expect(score).toBeGreaterThanOrEqual(STAR_THRESHOLDS[stars]);
      }),
    );
  });
});

describe('term', () => {
  test('a certificate issued 23/11/2023 runs through 23/11/2026', () => {
    expect(certificateExpiry('2023-11-23')).toBe('2026-11-23');
    expect(certificateExpiry('2024-02-29')).toBe('2027-02-28');
  });

  test('a term other than 36 months is refused with field, sentence and source', () => {
    expect(certificateViolations(certificate({ expiresOn: '2029-06-24' }))).toEqual([
      {
        field: 'expiresOn',
        rule: 'term_not_36_months',
        message: 'Giấy chứng nhận có thời hạn đúng 36 tháng kể từ ngày cấp.',
        source: 'Quyết định 26/2026/QĐ-TTg, Điều 4.3',
      },
    ]);
  });

  test('a certificate is not issued before its decision', () => {
    expect(broken(certificate({ issuedOn: '2026-06-24' }))).toEqual(['issued_before_decision']);
    expect(broken(certificate({ issuedOn: '2026-07-10' }))).toEqual([]);
  });

  test('a late renewal carries at most 180 days past the expiry', () => {
    const since2023 = { decisionDate: '2023-11-23', productCode: '96-971-32248-01-2023' };
    const late = (lateRenewalUntil: string | null) => broken(certificate({ ...since2023, lateRenewalUntil }));
    expect(late(null)).toEqual([]);
    expect(late('2026-11-24')).toEqual([]);
    expect(late('2027-05-22')).toEqual([]);
    expect(late('2027-05-23')).toEqual(['late_renewal_too_long']);
    expect(late('2026-11-23')).toEqual(['late_renewal_too_long']);
  });

  test('a renewal is filed from day 180 to day 120 before the expiry', () => {
    const expiresOn = '2026-11-23';
    expect(renewalWindow(expiresOn)).toEqual({ opensOn: '2026-05-27', closesOn: '2026-07-26' });
    expect(isInRenewalWindow('2026-05-26', expiresOn)).toBe(false);
    expect(isInRenewalWindow('2026-05-27', expiresOn)).toBe(true);
    expect(isInRenewalWindow('2026-07-26', expiresOn)).toBe(true);
    expect(isInRenewalWindow('2026-07-27', expiresOn)).toBe(false);
  });
});

describe('numbers', () => {
  test('the present code form is asked for from 22/5/2026 on', () => {
    const old = '96-971-32248-01-2026';
    expect(broken(certificate({ productCode: old, decisionDate: '2026-05-21' }))).toEqual([]);
    expect(broken(certificate({ productCode: old, decisionDate: '2026-05-22' }))).toEqual([
      'product_code_form',
    ]);
  });

  test('a certificate needs the number of its decision', () => {
    expect(broken(certificate({ decisionNumber: '  ' }))).toEqual(['decision_missing']);
  });

  test('several broken rules are all named, in the order of the form', () => {
    expect(broken(certificate({ productCode: '', score: 10, expiresOn: '2030-01-01' }))).toEqual([
      'product_code_form',
      'score_below_stars',
      'term_not_36_months',
    ]);
  });
});

describe('revocation', () => {
  const revocation = { revokedOn: '2026-09-01', ground: 'c', decisionNumber: '99/QĐ-UBND' };
  const rules = (change: Partial<typeof revocation>) =>
    revocationViolations({ ...revocation, ...change }, provincial).map(({ rule }) => rule);

  test('takes the six grounds of Article 8 and no other', () => {
    for (const ground of ['a', 'b', 'c', 'd', 'đ', 'e']) expect(rules({ ground })).toEqual([]);
    for (const ground of ['f', 'A', '', 'toString']) expect(rules({ ground })).toEqual(['unknown_ground']);
  });

  test('needs a decision and cannot precede the certificate', () => {
    expect(rules({ decisionNumber: '' })).toEqual(['decision_missing']);
    expect(rules({ revokedOn: '2026-06-24' })).toEqual(['revoked_before_issue']);
    expect(rules({ revokedOn: '2026-06-25' })).toEqual([]);
  });
});
