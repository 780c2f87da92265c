import { describe, expect, it } from 'vitest';
import { certificateViolations } from '#kernel/certificate-rules';
import { addDays, addMonths } from '#kernel/time';
import { certificateDays, certificateIssuer, certificateProductCode } from './demo-certificate.js';
import { DemoData } from './demo-data.js';

const data = new DemoData('ca-mau');
const namCan = data.commune('32191');
const baclieu = data.commune('31825');

describe('the days of a demo certificate', () => {
  it('lapse exactly today', () => {
    expect(certificateDays({ expiresInDays: 0 }, '2026-11-23')).toEqual({
      decisionDate: '2023-11-23',
      issuedOn: '2023-11-23',
      expiresOn: '2026-11-23',
      lateRenewalUntil: null,
    });
  });

  it('lapse on 29 February by a late renewal, because 36 months from a common year cannot end there', () => {
    expect(certificateDays({ expiresInDays: 0 }, '2028-02-29')).toEqual({
      decisionDate: '2025-02-28',
      issuedOn: '2025-02-28',
      expiresOn: '2028-02-28',
      lateRenewalUntil: '2028-02-29',
    });
  });

  it.each(['2026-12-31', '2027-03-31', '2028-02-29', '2028-03-01', '2027-02-28', '2028-12-31', '2027-01-01'])(
    'have their last day today or yesterday when seeded on %s, within the law',
    (today) => {
      for (const expiresInDays of [0, -1]) {
        const days = certificateDays({ expiresInDays }, today);
        expect(days.lateRenewalUntil ?? days.expiresOn).toBe(addDays(today, expiresInDays));
        const issuer = certificateIssuer(data, {
          slug: 'x',
          stars: 3,
          commune: namCan,
          decisionDate: days.decisionDate,
        });
        const productCode = certificateProductCode('96', namCan, days.decisionDate, 1);
        const record = { ...days, ...issuer, productCode, decisionNumber: '1/QĐ-MẪU', stars: 3, score: 60 };
        expect(certificateViolations({ ...record, communeCode: '32191' }, data.rulebook)).toEqual([]);
      }
    },
  );

  it('count back from the day of seeding', () => {
    const days = certificateDays({ decidedDaysAgo: 48 }, '2026-11-23');
    expect(days.issuedOn).toBe('2026-10-06');
    expect(days.expiresOn).toBe(addMonths('2026-10-06', 36));
  });
});

describe('the issuer of a demo certificate', () => {
  const issuer = (stars: number, decisionDate: string, commune = namCan, slug = 'a') =>
    certificateIssuer(data, { slug, stars, commune, decisionDate });

  it('is the district for most 3 stars until 30/6/2025, and the province of then for the rest', () => {
    const names = Array.from({ length: 40 }, (_, i) => issuer(3, '2025-06-30', namCan, `hang-${i}`).issuedBy);
    expect(new Set(names)).toEqual(new Set(['UBND huyện Năm Căn', 'UBND tỉnh Cà Mau']));
    expect(names.filter((name) => name === 'UBND huyện Năm Căn').length).toBeGreaterThan(20);
  });

  it('is the province from 1/7/2025', () => {
    expect(issuer(3, '2025-07-01')).toEqual({ issuedBy: 'UBND tỉnh Cà Mau', issuingLevel: 'province' });
    expect(issuer(4, '2025-07-01', baclieu)).toEqual({
      issuedBy: 'UBND tỉnh Cà Mau',
      issuingLevel: 'province',
    });
  });

  it('is the former province for 4 stars of a commune that belonged to it', () => {
    expect(issuer(4, '2025-06-30', baclieu)).toEqual({
      issuedBy: 'UBND tỉnh Bạc Liêu',
      issuingLevel: 'province',
    });
  });

  it('is the ministry under its name of the day for 5 stars', () => {
    expect(issuer(5, '2025-02-28').issuedBy).toBe('Bộ Nông nghiệp và Phát triển nông thôn');
    expect(issuer(5, '2025-03-01').issuedBy).toBe('Bộ Nông nghiệp và Môi trường');
  });
});

describe('the product code of a demo certificate', () => {
  it('has the form of the decree since the two-level government, and a district part before', () => {
    expect(certificateProductCode('96', namCan, '2026-05-22', 7)).toBe('96-32191-07-2026');
    expect(certificateProductCode('96', namCan, '2025-06-30', 7)).toBe('96-NC-32191-07-2025');
  });
});
