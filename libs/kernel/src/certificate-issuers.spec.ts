import { describe, expect, test } from 'vitest';
import { type CertificateIssue, issuerViolations } from '#kernel/certificate-issuers';

const rules = (issue: CertificateIssue): string[] => issuerViolations(issue).map(({ rule }) => rule);

const by = (issuingLevel: CertificateIssue['issuingLevel'], issuedBy: string) => {
  return (stars: number, decisionDate: string) => rules({ issuingLevel, issuedBy, stars, decisionDate });
};

describe('districts', () => {
  const district = by('district', 'UBND huyện Cái Nước');

  test('3 stars of 10/5/2025 are valid, of 10/8/2025 impossible', () => {
    expect(district(3, '2025-05-10')).toEqual([]);
    expect(district(3, '2025-08-10')).toEqual(['district_abolished']);
  });

  test('the last day of the districts was 30/6/2025', () => {
    expect(district(3, '2025-06-30')).toEqual([]);
    expect(district(3, '2025-07-01')).toEqual(['district_abolished']);
  });

  test('districts never gave 4 or 5 stars', () => {
    expect(district(4, '2025-05-10')).toEqual(['level_may_not_give_stars']);
    expect(district(5, '2025-05-10')).toEqual(['level_may_not_give_stars']);
  });

  test('a city of the province was a district', () => {
    expect(by('district', 'Ủy ban nhân dân thành phố Cà Mau')(3, '2024-12-01')).toEqual([]);
    expect(by('district', 'UBND thị xã Giá Rai')(3, '2024-12-01')).toEqual([]);
  });
});

describe('communes', () => {
  test('issue nothing at any date, whatever level is claimed', () => {
    for (const day of ['2024-05-10', '2026-11-23']) {
      expect(by('commune', 'UBND xã Năm Căn')(4, day)).toEqual(['commune_never_issues']);
      expect(by('province', 'UBND xã Năm Căn')(4, day)).toEqual(['commune_never_issues']);
      expect(by('district', 'Ủy ban nhân dân phường An Xuyên')(3, day)).toEqual(['commune_never_issues']);
    }
  });
});

describe('provinces', () => {
  test('give 3 and 4 stars, not 5', () => {
    const province = by('province', 'Chủ tịch UBND tỉnh Cà Mau');
    expect(province(3, '2026-06-25')).toEqual([]);
    expect(province(4, '2026-06-25')).toEqual([]);
    expect(province(4, '2024-06-25')).toEqual([]);
    expect(province(5, '2026-06-25')).toEqual(['level_may_not_give_stars']);
  });

  test('a city under the central government is a province, a former province stays one', () => {
    expect(by('province', 'UBND thành phố Cần Thơ')(4, '2026-06-25')).toEqual([]);
    expect(by('province', 'UBND tỉnh Bạc Liêu')(4, '2024-06-25')).toEqual([]);
  });
});

describe('the ministry', () => {
  const former = by('ministry', 'Bộ Nông nghiệp và Phát triển nông thôn');
  const present = by('ministry', 'Bộ trưởng Bộ Nông nghiệp và Môi trường');

  test('gives 5 stars and nothing less', () => {
    expect(present(5, '2026-06-25')).toEqual([]);
    expect(present(4, '2026-06-25')).toEqual(['level_may_not_give_stars']);
  });

  test('has the name of the day since 1/3/2025', () => {
    expect(former(5, '2025-02-28')).toEqual([]);
    expect(former(5, '2025-03-01')).toEqual(['ministry_name_of_the_day']);
    expect(present(5, '2025-02-28')).toEqual(['ministry_name_of_the_day']);
    expect(present(5, '2025-03-01')).toEqual([]);
  });

  test('may be abbreviated', () => {
    expect(by('ministry', 'Bộ NN&MT')(5, '2026-06-25')).toEqual([]);
    expect(by('ministry', 'Bộ NN&PTNT')(5, '2024-06-25')).toEqual([]);
  });

  test('another ministry cannot sign', () => {
    expect(by('ministry', 'Bộ Công Thương')(5, '2026-06-25')).toEqual(['ministry_name_of_the_day']);
  });
});

describe('name and level', () => {
  test('must agree', () => {
    expect(by('province', 'UBND huyện Năm Căn')(3, '2025-05-10')).toEqual(['issuer_level_mismatch']);
    expect(by('district', 'UBND tỉnh Cà Mau')(3, '2025-05-10')).toEqual(['issuer_level_mismatch']);
    expect(by('province', 'Công ty TNHH Cua Biển')(3, '2026-05-10')).toEqual(['issuer_level_mismatch']);
  });

  test('a violation names its field, sentence and source', () => {
    const issue = { issuingLevel: 'district', issuedBy: 'UBND huyện Cái Nước', stars: 3 } as const;
    expect(issuerViolations({ ...issue, decisionDate: '2025-08-10' })).toEqual([
      {
        field: 'decisionDate',
        rule: 'district_abolished',
        message: 'Từ ngày 1/7/2025 không còn cấp huyện, nên cấp huyện không thể ra quyết định.',
        source: 'Quyết định 148/QĐ-TTg năm 2023; Quyết định 1489/QĐ-TTg năm 2025',
      },
    ]);
  });
});
