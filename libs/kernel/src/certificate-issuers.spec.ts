import { describe, expect, test } from 'vitest';
import { criteriaSetOn, findIssuingBody, issuerViolations } from '#kernel/certificate-issuers';
import { exampleRulebook } from '#kernel/example-rulebook';

const by = (issuedBy: string) => (stars: number, decisionDate: string) =>
  issuerViolations({ issuedBy, stars, decisionDate }, exampleRulebook).map(({ rule }) => rule);

describe('districts', () => {
  const district = by('UBND huyện Cái Nước');

  test('3 stars of 10/5/2025 are valid, of 10/8/2025 impossible', () => {
    expect(district(3, '2025-05-10')).toEqual([]);
    expect(district(3, '2025-08-10')).toContain('district_abolished');
  });

  test('the last day of the districts was 30/6/2025', () => {
    expect(district(3, '2025-06-30')).toEqual([]);
    expect(district(3, '2025-07-01')).toContain('district_abolished');
  });

  test('districts never gave 4 or 5 stars, and none before Decision 148 of 2023', () => {
    expect(district(4, '2025-05-10')).toEqual(['level_may_not_give_stars']);
    expect(district(5, '2025-05-10')).toEqual(['level_may_not_give_stars']);
    expect(district(3, '2023-02-23')).toEqual(['level_may_not_give_stars']);
    expect(district(3, '2023-02-24')).toEqual([]);
  });

  test('a city of the province was a district', () => {
    expect(by('Ủy ban nhân dân thành phố Cà Mau')(3, '2024-12-01')).toEqual([]);
    expect(by('UBND thị xã Giá Rai')(3, '2024-12-01')).toEqual([]);
  });
});

test('communes issue nothing at any date', () => {
  for (const day of ['2024-05-10', '2026-11-23']) {
    expect(by('UBND xã Năm Căn')(4, day)).toEqual(['commune_never_issues']);
    expect(by('Ủy ban nhân dân phường An Xuyên')(3, day)).toEqual(['commune_never_issues']);
  }
});

describe('provinces', () => {
  test('give 3 and 4 stars, not 5', () => {
    const province = by('Chủ tịch UBND tỉnh Cà Mau');
    expect(province(3, '2026-06-25')).toEqual([]);
    expect(province(4, '2026-06-25')).toEqual([]);
    expect(province(4, '2021-06-25')).toEqual([]);
    expect(province(5, '2026-06-25')).toEqual(['level_may_not_give_stars']);
  });

  test('one that was merged decided until the day before', () => {
    const merged = by('UBND tỉnh Bạc Liêu');
    expect(merged(4, '2025-06-30')).toEqual([]);
    expect(merged(4, '2025-07-01')).toEqual(['province_merged']);
  });

  test('another province decides nothing here', () => {
    expect(by('UBND thành phố Cần Thơ')(4, '2026-06-25')).toEqual(['unknown_issuer']);
  });
});

describe('the ministry', () => {
  const former = by('Bộ Nông nghiệp và Phát triển nông thôn');
  const present = by('Bộ trưởng Bộ Nông nghiệp và Môi trường');

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
    expect(by('Bộ NN&MT')(5, '2026-06-25')).toEqual([]);
    expect(by('Bộ NN&PTNT')(5, '2024-06-25')).toEqual([]);
    expect(findIssuingBody('bộ nn & mt', exampleRulebook.bodies)?.name).toBe('Bộ Nông nghiệp và Môi trường');
  });

  test('another ministry or a firm cannot sign', () => {
    expect(by('Bộ Công Thương')(5, '2026-06-25')).toEqual(['unknown_issuer']);
    expect(by('Công ty TNHH Cua Biển')(3, '2026-05-10')).toEqual(['unknown_issuer']);
  });
});

describe('the criteria of a day', () => {
  test('are one set after the other, without a gap', () => {
    const on = (day: string) => criteriaSetOn(day, exampleRulebook.criteriaSets)?.number;
    expect(
      ['2019-08-21', '2023-02-23', '2023-02-24', '2025-06-30', '2025-07-01', '2026-05-21', '2026-05-22'].map(
        on,
      ),
    ).toEqual([
      '1048/QĐ-TTg',
      '1048/QĐ-TTg',
      '148/QĐ-TTg',
      '148/QĐ-TTg',
      '1489/QĐ-TTg',
      '1489/QĐ-TTg',
      '26/2026/QĐ-TTg',
    ]);
  });

  test('were none before 21/8/2019, so nothing can have been decided', () => {
    expect(criteriaSetOn('2019-08-20', exampleRulebook.criteriaSets)).toBeUndefined();
    expect(by('UBND tỉnh Cà Mau')(4, '2019-08-20')).toEqual(['no_criteria_yet']);
  });
});

test('a violation names its field, its sentence and its source in both languages', () => {
  const issue = { issuedBy: 'Bộ NN&PTNT', stars: 5, decisionDate: '2026-06-25' };
  expect(issuerViolations(issue, exampleRulebook)).toEqual([
    {
      field: 'decisionDate',
      rule: 'ministry_name_of_the_day',
      message: {
        vi: 'Từ ngày 01/03/2025 không còn Bộ Nông nghiệp và Phát triển nông thôn, nên cơ quan này không thể ra quyết định. Khi đó là Bộ Nông nghiệp và Môi trường.',
        en: 'From 01/03/2025 on Bộ Nông nghiệp và Phát triển nông thôn no longer exists and cannot have decided. It was Bộ Nông nghiệp và Môi trường then.',
      },
      source: { vi: 'Nghị quyết 202/2025/QH15', en: 'Resolution 202/2025/QH15' },
    },
  ]);
});
