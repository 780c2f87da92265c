import { describe, expect, it } from 'vitest';
import { matchCommune, type NamedCommune } from './match-commune.js';

const commune = (
  code: string,
  fullName: string,
  formerNames: string[],
  formerDistricts: string[],
): NamedCommune => ({
  code,
  fullName,
  formerNames,
  formerDistricts,
});
const COMMUNES = [
  commune('32248', 'Xã Đất Mũi', ['Xã Đất Mũi', 'Xã Viên An'], ['Huyện Ngọc Hiển']),
  commune('32191', 'Xã Năm Căn', ['Xã Hàng Vịnh', 'Thị trấn Năm Căn'], ['Huyện Năm Căn']),
  commune(
    '32014',
    'Phường Lý Văn Lâm',
    ['Phường 1', 'Xã Lợi An'],
    ['Thành phố Cà Mau', 'Huyện Trần Văn Thời'],
  ),
  commune('31825', 'Phường Bạc Liêu', ['Phường 1', 'Phường 2'], ['Thành phố Bạc Liêu']),
  commune('32104', 'Xã Trần Văn Thời', ['Thị trấn Trần Văn Thời', 'Xã Lợi An'], ['Huyện Trần Văn Thời']),
];
const codeOf = (text: string): string => {
  const match = matchCommune(text, COMMUNES);
  return 'code' in match ? match.code : `? ${match.candidates.map(({ code }) => code).join(' ')}`.trim();
};

describe('finding the commune somebody means', () => {
  it.each([
    ['Xã Đất Mũi', '32248'],
    ['đất mũi', '32248'],
    ['DAT MUI', '32248'],
    ['32248', '32248'],
    ['Xã Hàng Vịnh', '32191'],
    ['TT. Năm Căn', '32191'],
    ['Viên An, huyện Ngọc Hiển', '32248'],
  ])('%s is %s', (text, code) => expect(codeOf(text)).toBe(code));

  it('asks where an old name leads to several, and takes the old district for an answer', () => {
    expect(codeOf('Phường 1')).toBe('? 32014 31825');
    expect(codeOf('Phường 1, thành phố Bạc Liêu')).toBe('31825');
    expect(codeOf('Phường 1 (TP Cà Mau)')).toBe('32014');
    expect(codeOf('Xã Lợi An')).toBe('? 32014 32104');
  });

  it('knows none of what is nowhere, and offers what begins alike', () => {
    expect(codeOf('Xã Nowhere')).toBe('?');
    expect(codeOf('Năm Cam')).toBe('? 32191');
    expect(codeOf(' ')).toBe('?');
  });
});
