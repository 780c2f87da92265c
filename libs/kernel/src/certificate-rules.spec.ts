import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { criteriaSetOn } from '#kernel/certificate-issuers';
import {
  certificateExpiry,
  type CertificateRecord,
  certificateViolations,
  lateRenewalViolations,
  revocationViolations,
  scoreViolations,
  starsForScore,
} from '#kernel/certificate-rules';
import { exampleRulebook } from '#kernel/example-rulebook';

const provincial: CertificateRecord = {
  productCode: '96-32248-01-2026',
  communeCode: '32248',
  decisionNumber: '1234/QĐ-UBND',
  decisionDate: '2026-06-25',
  issuedBy: 'UBND tỉnh Cà Mau',
  stars: 4,
  score: 78.5,
  issuedOn: '2026-06-25',
  expiresOn: '2029-06-25',
};

const criteria = criteriaSetOn('2026-06-25', exampleRulebook.criteriaSets);
if (criteria === undefined) throw new Error('There are criteria on that day');

/** The provincial certificate with changes; the term follows the decision unless it is changed too. */
function certificate(change: Partial<CertificateRecord>): CertificateRecord {
  const issuedOn = change.issuedOn ?? change.decisionDate ?? provincial.issuedOn;
  return { ...provincial, issuedOn, expiresOn: certificateExpiry(issuedOn), ...change };
}

const violations = (record: CertificateRecord) => certificateViolations(record, exampleRulebook);
const broken = (record: CertificateRecord): string[] => violations(record).map(({ rule }) => rule);

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
    expect(starsForScore(score, criteria)).toBe(stars);
  });

  test('a score under the threshold of its rank is impossible, also by a tenth', () => {
    const ministry = { issuedBy: 'Bộ Nông nghiệp và Môi trường', stars: 5 };
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
        expect(scoreViolations(starsForScore(score, criteria), score, criteria)).toEqual([]);
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
    expect(violations(certificate({ expiresOn: '2029-06-24' }))).toEqual([
      {
        field: 'expiresOn',
        rule: 'term_not_36_months',
        message: {
          vi: 'Giấy chứng nhận có thời hạn đúng 36 tháng kể từ ngày cấp, tức đến hết ngày 25/06/2029.',
          en: 'A certificate runs exactly 36 months from its issue, that is through 25/06/2029.',
        },
        source: { vi: 'Quyết định 26/2026/QĐ-TTg, Điều 4.3', en: 'Decision 26/2026/QĐ-TTg, Art. 4.3' },
      },
    ]);
  });

  test('a certificate is not issued before its decision', () => {
    expect(broken(certificate({ issuedOn: '2026-06-24' }))).toEqual(['issued_before_decision']);
    expect(broken(certificate({ issuedOn: '2026-07-10' }))).toEqual([]);
  });

  test('a term ends on the last of a month that has no such day', () => {
    for (const [issuedOn, last] of [
      ['2024-02-29', '2027-02-28'],
      ['2025-08-31', '2028-08-31'],
      ['2025-02-28', '2028-02-28'],
    ] as const)
      expect(certificateExpiry(issuedOn)).toBe(last);
  });
});

describe('a late renewal', () => {
  const late = (until: string, evidence = 'Phiếu tiếp nhận 12/PTN', expiresOn = '2026-11-23') =>
    lateRenewalViolations({ until, evidence }, { expiresOn }).map(({ rule }) => rule);

  test('carries at most 180 days past the expiry', () => {
    expect(late('2026-11-24')).toEqual([]);
    expect(late('2027-05-22')).toEqual([]);
    expect(late('2027-05-23')).toEqual(['late_renewal_too_long']);
    expect(late('2026-11-23')).toEqual(['late_renewal_too_long']);
  });

  test('needs its paper, and is no way back for what lapsed before 22/5/2026', () => {
    expect(late('2026-12-01', ' ')).toEqual(['evidence_missing']);
    expect(late('2026-06-01', 'x', '2026-05-21')).toEqual(['expired_before_decree']);
    expect(late('2026-06-01', 'x', '2026-05-22')).toEqual([]);
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

  test('a code of the present form names the commune of the producer', () => {
    expect(broken(certificate({ productCode: '96-32191-01-2026' }))).toEqual(['product_code_place']);
    expect(broken(certificate({ productCode: '92-32248-01-2026' }))).toEqual(['product_code_place']);
    expect(broken(certificate({ productCode: '96-32191-01-2025', decisionDate: '2025-12-01' }))).toEqual([]);
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
  const revocation = {
    revokedOn: '2026-09-01',
    ground: 'c',
    decisionNumber: '99/QĐ-UBND',
    revokedBy: 'UBND tỉnh Cà Mau',
  };
  const rules = (change: Partial<typeof revocation>, stars = 4) =>
    revocationViolations({ ...revocation, ...change }, { ...provincial, stars }, exampleRulebook).map(
      ({ field, rule }) => `${field} ${rule}`,
    );

  test('takes the six grounds of Article 8 and no other', () => {
    for (const ground of ['a', 'b', 'c', 'd', 'đ', 'e']) expect(rules({ ground })).toEqual([]);
    for (const ground of ['f', 'A', '', 'toString'])
      expect(rules({ ground })).toEqual(['ground unknown_ground']);
  });

  test('needs a decision and cannot precede the certificate', () => {
    expect(rules({ decisionNumber: '' })).toEqual(['decisionNumber decision_missing']);
    expect(rules({ revokedOn: '2026-06-24' })).toEqual(['revokedOn revoked_before_issue']);
    expect(rules({ revokedOn: '2026-06-25' })).toEqual([]);
  });

  test('is for the province with 3 and 4 stars, for the ministry with 5', () => {
    const ministry = { revokedBy: 'Bộ Nông nghiệp và Môi trường' };
    expect(rules({}, 3)).toEqual([]);
    expect(rules({}, 5)).toEqual(['revokedBy may_not_revoke']);
    expect(rules(ministry, 5)).toEqual([]);
    expect(rules(ministry, 4)).toEqual(['revokedBy may_not_revoke']);
    expect(rules({ revokedBy: 'UBND xã Đất Mũi' })).toEqual(['revokedBy commune_never_issues']);
    expect(rules({ revokedBy: 'UBND huyện Cái Nước' }, 3)).toEqual([
      'revokedOn district_abolished',
      'revokedBy may_not_revoke',
    ]);
  });
});
