import type { Vnd } from '#kernel/money';

/** As many digits as a transfer can have (VietQR, field 54). */
const MOST_VND = 9_999_999_999_999;

/** What banks write around a number: the currency, spaces of every width. */
const AROUND = /VN[DĐ]|[đ₫\s\u00a0\u202f]/giu;

/**
 * An amount as banks and carriers write it, in whole đồng: `1.850.000`, `1,850,000`, `1850000`, `1.850.000,00`,
 * `+1,850,000.00 VND`; `-50.000` and `(50.000)` are negative. Null where it is none, and where it has a part of a đồng.
 */
export function readAmount(written: string): Vnd | null {
  const bare = written.normalize('NFC').replace(AROUND, '');
  const inBrackets = /^\((.*)\)$/.exec(bare)?.[1];
  const signed = inBrackets ?? bare;
  const sign = inBrackets !== undefined || /^[-−–]/.test(signed) ? -1 : 1;
  const digits = wholePart(signed.replace(/^[-−–+]/, ''));
  if (digits === null || digits.length > 13) return null;
  const amount = Number(digits);
  return amount > MOST_VND ? null : amount === 0 ? 0 : sign * amount;
}

/** The digits before the decimals, which must be zeros; the separator of thousands is the one that is not theirs. */
function wholePart(text: string): string | null {
  for (const [thousands, decimals] of [
    ['.', ','],
    [',', '.'],
  ] as const) {
    const [whole = '', fraction, ...rest] = text.split(decimals);
    if (rest.length > 0) continue;
    // `1.850` and `1,850` are thousands: there is no part of a đồng, and none is written with three digits.
    if (fraction !== undefined && !/^0{1,2}$/.test(fraction)) continue;
    const groups = whole.split(thousands);
    const [first = '', ...others] = groups;
    const grouped = /^\d{1,3}$/.test(first) && others.every((group) => /^\d{3}$/.test(group));
    if (groups.length === 1 ? /^\d{1,15}$/.test(whole) : grouped)
      return groups.join('').replace(/^0+(?=\d)/, '');
  }
  return null;
}
