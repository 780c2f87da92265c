import { describe, expect, test } from 'vitest';
import {
  chainViolations,
  type NextCertificate,
  type PreviousCertificate,
  renewalWindow,
} from '#kernel/certificate-chain';

const previous: PreviousCertificate = {
  decisionDate: '2023-11-23',
  stars: 3,
  expiresOn: '2026-11-23',
  lateRenewalUntil: null,
  revokedOn: null,
};

const broken = (next: Partial<NextCertificate>, change: Partial<PreviousCertificate> = {}): string[] =>
  chainViolations(
    { kind: 'renewal', decisionDate: '2026-09-01', stars: 3, filedOn: '2026-06-30', ...next },
    { ...previous, ...change },
  ).map(({ field, rule }) => `${field} ${rule}`);

describe('a renewal', () => {
  test('is filed from day 180 to day 120 before the expiry: day 181 is too early, day 119 too late', () => {
    expect(renewalWindow('2026-11-23')).toEqual({ opensOn: '2026-05-27', closesOn: '2026-07-26' });
    expect(broken({ filedOn: '2026-05-26' })).toEqual(['filedOn filed_too_early']);
    expect(broken({ filedOn: '2026-05-27' })).toEqual([]);
    expect(broken({ filedOn: '2026-07-26' })).toEqual([]);
    expect(broken({ filedOn: '2026-07-27' })).toEqual(['filedOn filed_too_late']);
  });

  test('says when it was filed, before its decision', () => {
    expect(broken({ filedOn: null })).toEqual(['filedOn filing_day_missing']);
    expect(broken({ filedOn: '2026-09-02' })).toEqual(['filedOn filed_after_decision']);
  });

  test('of before 22/5/2026 followed the rules of then', () => {
    expect(broken({ filedOn: '2026-05-21' })).toEqual([]);
    expect(broken({ filedOn: null, decisionDate: '2026-05-21' })).toEqual([]);
  });

  test('that was admitted late may be filed outside the window', () => {
    expect(
      broken({ filedOn: '2026-12-01', decisionDate: '2027-01-20' }, { lateRenewalUntil: '2027-05-22' }),
    ).toEqual([]);
  });

  test('may end in fewer stars', () => {
    expect(broken({ stars: 3 }, { stars: 4 })).toEqual([]);
  });
});

describe('an upgrade', () => {
  const upgrade = { kind: 'upgrade', filedOn: null, stars: 4 } as const;

  test('has more stars than what it follows', () => {
    expect(broken(upgrade)).toEqual([]);
    expect(broken(upgrade, { stars: 4 })).toEqual(['stars upgrade_not_higher']);
    expect(broken({ ...upgrade, stars: 3 }, { stars: 4 })).toEqual(['stars upgrade_not_higher']);
  });

  test('follows a certificate in force, through its last day', () => {
    expect(broken({ ...upgrade, decisionDate: '2026-11-23' })).toEqual([]);
    expect(broken({ ...upgrade, decisionDate: '2026-11-24' })).toEqual(['decisionDate previous_lapsed']);
    expect(broken({ ...upgrade, decisionDate: '2026-11-24' }, { lateRenewalUntil: '2026-12-31' })).toEqual(
      [],
    );
  });
});

test('nothing follows a revoked certificate, nor precedes what it follows', () => {
  expect(broken({}, { revokedOn: '2026-09-01' })).toEqual(['decisionDate previous_revoked']);
  expect(broken({}, { revokedOn: '2026-09-02' })).toEqual([]);
  expect(broken({ decisionDate: '2023-11-23', filedOn: null })).toEqual([
    'decisionDate decided_before_previous',
  ]);
});
