import type { CriteriaSet, IssuingBody, Rulebook } from '#kernel/certificate-issuers';

/** A rulebook for the tests of the rules; the floor's own is read from `data/`. */

const THRESHOLDS = [
  { stars: 5, from: 90 },
  { stars: 4, from: 70 },
  { stars: 3, from: 50 },
  { stars: 2, from: 30 },
  { stars: 1, from: 0 },
];
const BY_PROVINCE: CriteriaSet['issuers'] = [
  { stars: 3, level: 'province' },
  { stars: 4, level: 'province' },
  { stars: 5, level: 'ministry' },
];

const set = (
  number: string,
  [inForceFrom, inForceUntil]: [string, string | null],
  issuers: CriteriaSet['issuers'] = BY_PROVINCE,
): CriteriaSet => ({
  number,
  title: { vi: `Quyết định ${number}`, en: `Decision ${number}` },
  inForceFrom,
  inForceUntil,
  thresholds: THRESHOLDS,
  issuers,
});

const body = (level: IssuingBody['level'], name: string, more: Partial<IssuingBody> = {}): IssuingBody => ({
  level,
  name,
  source: { vi: 'Nghị quyết 202/2025/QH15', en: 'Resolution 202/2025/QH15' },
  ...more,
});

export const exampleRulebook: Rulebook = {
  provinceCode: '96',
  criteriaSets: [
    set('1048/QĐ-TTg', ['2019-08-21', '2023-02-23']),
    set('148/QĐ-TTg', ['2023-02-24', '2025-06-30'], [{ stars: 3, level: 'district' }, ...BY_PROVINCE]),
    set('1489/QĐ-TTg', ['2025-07-01', '2026-05-21']),
    set('26/2026/QĐ-TTg', ['2026-05-22', null]),
  ],
  bodies: [
    body('province', 'UBND tỉnh Cà Mau'),
    body('province', 'UBND tỉnh Bạc Liêu', { until: '2025-06-30' }),
    body('district', 'UBND huyện Cái Nước', { until: '2025-06-30' }),
    body('district', 'UBND thành phố Cà Mau', { until: '2025-06-30' }),
    body('district', 'UBND thị xã Giá Rai', { until: '2025-06-30' }),
    body('ministry', 'Bộ Nông nghiệp và Phát triển nông thôn', {
      aliases: ['Bộ NN&PTNT'],
      until: '2025-02-28',
    }),
    body('ministry', 'Bộ Nông nghiệp và Môi trường', { aliases: ['Bộ NN&MT'], from: '2025-03-01' }),
  ],
};
