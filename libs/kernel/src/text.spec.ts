import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  editDistance1,
  foldVietnamese,
  hasControlCharacters,
  isPlainText,
  slugify,
  toAsciiUpper,
  toBankText,
  truncate,
} from '#kernel/text';

describe('foldVietnamese', () => {
  test.each([
    ['Năm Căn', 'nam can'],
    ['xã Đất Mũi', 'xa dat mui'],
    ['ĐẦM THỊ TƯỜNG', 'dam thi tuong'],
    ['Bánh phồng tôm (hộp 500 g) – loại 1', 'banh phong tom hop 500 g loai 1'],
    ['  Rượu   trái giác\t"5 Quốc" ', 'ruou trai giac 5 quoc'],
    ['khô cá sặc, U-Minh', 'kho ca sac u minh'],
    ['señor Åse İzmir Kelvin \u212a', 'senor ase izmir kelvin k'],
    ['🦐 tôm\u0000khô', 'tom kho'],
    ["'%\\<script>", 'script'],
    ['🦀', ''],
    ['', ''],
  ])('folds %j to %j', (text, folded) => {
    expect(foldVietnamese(text)).toBe(folded);
  });

  test('folds every accented Vietnamese letter to its plain letter', () => {
    const vowels: Record<string, string> = {
      a: 'aàáảãạăằắẳẵặâầấẩẫậ',
      e: 'eèéẻẽẹêềếểễệ',
      i: 'iìíỉĩị',
      o: 'oòóỏõọôồốổỗộơờớởỡợ',
      u: 'uùúủũụưừứửữự',
      y: 'yỳýỷỹỵ',
      d: 'dđ',
    };
    for (const [plain, letters] of Object.entries(vowels)) {
      for (const letter of letters) {
        expect(foldVietnamese(letter)).toBe(plain);
        expect(foldVietnamese(letter.toUpperCase())).toBe(plain);
        expect(foldVietnamese(letter.normalize('NFD'))).toBe(plain);
      }
    }
  });

  test('is idempotent and yields only a–z, 0–9 and single inner spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const folded = foldVietnamese(text);
        expect(foldVietnamese(folded)).toBe(folded);
        expect(folded).toMatch(/^([a-z0-9]+( [a-z0-9]+)*)?$/);
      }),
    );
  });
});

describe('slugify', () => {
  test('makes an address of a name', () => {
    expect(slugify('Tôm khô Rạch Gốc – Đặc biệt')).toBe('tom-kho-rach-goc-dac-biet');
  });

  test('cuts a long name at a word boundary', () => {
    expect(slugify('Bánh phồng tôm Hàng Vịnh', 15)).toBe('banh-phong-tom');
    expect(slugify('Bánh phồng tôm Hàng Vịnh', 14)).toBe('banh-phong-tom');
    expect(slugify('Bánh phồng tôm Hàng Vịnh', 13)).toBe('banh-phong');
  });

  test('cuts a single long word hard', () => {
    expect(slugify('a'.repeat(100), 10)).toBe('aaaaaaaaaa');
  });

  test('is empty when no letter or digit is left', () => {
    expect(slugify('🦐 – !')).toBe('');
  });
});

describe('bank text', () => {
  test('keeps case and drops accents and punctuation', () => {
    expect(toBankText('Đặt hàng số 1, cảm ơn!')).toBe('Dat hang so 1 cam on');
  });

  test('writes an account name in plain capitals', () => {
    expect(toAsciiUpper('Hợp tác xã Đất Mũi')).toBe('HOP TAC XA DAT MUI');
  });
});

describe('editDistance1', () => {
  test.each([
    ['tom', 'tom'],
    ['tom', 'to'],
    ['tom', 'tomm'],
    ['tom', 'atom'],
    ['tom', 'tam'],
    ['tom', 'tmo'],
    ['ab', 'ba'],
    ['', 'a'],
    ['🦐a', '🦀a'],
  ])('%j and %j are one slip apart at most', (a, b) => {
    expect(editDistance1(a, b)).toBe(true);
    expect(editDistance1(b, a)).toBe(true);
  });

  test.each([
    ['tom', 't'],
    ['tom', 'mot'],
    ['abcd', 'badc'],
    ['abc', 'cab'],
    ['', 'ab'],
    ['kho', 'kahi'],
  ])('%j and %j are more than one slip apart', (a, b) => {
    expect(editDistance1(a, b)).toBe(false);
    expect(editDistance1(b, a)).toBe(false);
  });

  test('agrees with the textbook table', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(fc.property(word, word, (a, b) => editDistance1(a, b) === tableDistance(a, b) <= 1));
  });
});

/** Optimal string alignment, row by row: slow and obvious. */
function tableDistance(a: string, b: string): number {
  const cell = new Map<string, number>();
  const at = (i: number, j: number): number => cell.get(`${i},${j}`) ?? Infinity;
  for (let i = 0; i <= a.length; i += 1) {
    for (let j = 0; j <= b.length; j += 1) {
      let best = i === 0 ? j : j === 0 ? i : Infinity;
      best = Math.min(best, at(i - 1, j) + 1, at(i, j - 1) + 1);
      if (i > 0 && j > 0) best = Math.min(best, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, at(i - 2, j - 2) + 1);
      }
      cell.set(`${i},${j}`, best);
    }
  }
  return at(a.length, b.length);
}

describe('truncate', () => {
  test.each([
    ['tôm khô', 7, 'tôm khô'],
    ['tôm khô', 6, 'tôm k…'],
    ['tôm khô', 5, 'tôm…'],
    ['🦐🦐🦐', 3, '🦐🦐🦐'],
    ['🦐🦐🦐', 2, '🦐…'],
    ['tôm', 0, ''],
    ['tôm', 1, '…'],
  ])('cuts %j at %i code points to %j', (text, max, cut) => {
    expect(truncate(text, max)).toBe(cut);
  });

  test('keeps a letter whole when its accent is a separate code point', () => {
    expect(truncate('tôm khô'.normalize('NFD'), 3)).toBe('tô…');
    expect(truncate('xq\u0303 abc', 3)).toBe('x…');
  });

  test('never exceeds the limit and never breaks a surrogate pair', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, max) => {
        const cut = truncate(text, max);
        expect([...cut].length).toBeLessThanOrEqual(max);
        expect(cut.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('plain text', () => {
  test('finds null bytes and other control characters', () => {
    expect(hasControlCharacters('tôm khô')).toBe(false);
    expect(hasControlCharacters('tôm\u0000')).toBe(true);
    expect(hasControlCharacters('tôm\n')).toBe(true);
    expect(hasControlCharacters('tôm\u007f')).toBe(true);
    expect(hasControlCharacters('tôm\u0085')).toBe(true);
  });

  test('allows line breaks only where a text has several lines', () => {
    expect(isPlainText('dòng một\ndòng hai')).toBe(false);
    expect(isPlainText('dòng một\r\n\tdòng hai', { multiline: true })).toBe(true);
    expect(isPlainText('dòng\u0000', { multiline: true })).toBe(false);
  });

  test('refuses lone surrogates and direction overrides, accepts emoji and Vietnamese', () => {
    expect(isPlainText('\ud800')).toBe(false);
    expect(isPlainText('abc\u202egnp.exe')).toBe(false);
    expect(isPlainText('Cua Năm Căn 🦀')).toBe(true);
  });
});
