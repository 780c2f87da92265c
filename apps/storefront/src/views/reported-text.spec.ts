import { describe, expect, it } from 'vitest';
import { sameList, shortened } from './reported-text.js';

describe('a text somebody reports', () => {
  it('is quoted whole while it is short, in one paragraph', () => {
    expect(shortened('  Khô dẻo,\n\ngói kỹ. ')).toBe('Khô dẻo, gói kỹ.');
    expect(shortened('a'.repeat(240))).toBe('a'.repeat(240));
  });

  it('ends with a whole word, and in the middle of one only where there is nothing else', () => {
    const cut = shortened('khô cá sặc '.repeat(40));
    expect(cut.length).toBeLessThanOrEqual(241);
    expect(cut).toMatch(/(khô|cá|sặc)…$/);
    expect(shortened('ă'.repeat(500))).toBe(`${'ă'.repeat(240)}…`);
    // No letter made of two units is cut in two.
    expect(shortened('🦀'.repeat(300))).toBe(`${'🦀'.repeat(240)}…`);
  });
});

describe('the list it stands in', () => {
  const list = '/san-pham/kho/danh-gia';

  it('is the page that was being read, without what was reported before', () => {
    const here = new URL(`https://san.example${list}?sort=lowest&cursor=abc&bao=1&tra-loi=`);
    expect(sameList(list, here)).toBe(`${list}?sort=lowest&cursor=abc`);
    expect(sameList(list, here, { bao: '2' })).toBe(`${list}?sort=lowest&cursor=abc&bao=2`);
  });

  it('is its first page for whoever comes from another', () => {
    const here = new URL('https://san.example/san-pham/kho?huu-ich=1');
    expect(sameList(list, here)).toBe(list);
    expect(sameList(list, here, { bao: '2', 'tra-loi': '' })).toBe(`${list}?bao=2&tra-loi=`);
  });
});
