/** Vietnamese text, free of I/O and of crypto: also imported by browser islands. */

const COMBINING_MARKS = /[\u0300-\u036f]/g;
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const CONTROL_CHARACTERS = /\p{Cc}/u;
const CONTROL_CHARACTERS_BUT_LINE_BREAKS_AND_TABS = /[^\P{Cc}\t\n\r]/u;

/** Removes accents and maps đ to d, keeping case, spaces and everything else. */
export function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(COMBINING_MARKS, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
}

/**
 * The form in which Vietnamese is compared and searched: lower case, without accents, đ as d, every run of
 * anything but a–z and 0–9 as one space, trimmed. Precomposed and combining spellings fold alike.
 *
 * Its SQL twin is `fold_vi(text)`; a test on real PostgreSQL holds the two equal, so change both or none.
 */
export function foldVietnamese(text: string): string {
  return withoutAccents(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/**
 * Address part made of a name: folded words joined by hyphens, cut at a word boundary so that at most
 * `maxLength` characters remain (a single longer word is cut hard). Empty when nothing foldable is left.
 */
export function slugify(text: string, maxLength = 80): string {
  const slug = foldVietnamese(text).replaceAll(' ', '-');
  if (slug.length <= maxLength) return slug;
  const boundary = slug.lastIndexOf('-', maxLength);
  return slug.slice(0, boundary > 0 ? boundary : maxLength);
}

/**
 * Text as banks carry it in transfer remarks: only A–Z, a–z, 0–9 and single spaces, accents removed, đ as d.
 * Case is kept.
 */
export function toBankText(text: string): string {
  return withoutAccents(text)
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim();
}

/** `toBankText` in capitals, the way account holders' names stand on bank statements. */
export function toAsciiUpper(text: string): string {
  return toBankText(text).toUpperCase();
}

/**
 * Whether one typing slip turns `a` into `b`: at most one code point inserted, left out or replaced, or two
 * neighbours swapped (Damerau–Levenshtein distance ≤ 1). Equal texts count. Linear in the length.
 */
export function editDistance1(a: string, b: string): boolean {
  if (a === b) return true;
  const [shorter, longer] = [[...a], [...b]].sort((x, y) => x.length - y.length) as [string[], string[]];
  if (longer.length - shorter.length > 1) return false;
  let start = 0;
  while (start < shorter.length && shorter[start] === longer[start]) start += 1;
  if (longer.length > shorter.length) return sameFrom(shorter, start, longer, start + 1);
  if (sameFrom(shorter, start + 1, longer, start + 1)) return true;
  const swapped = shorter[start] === longer[start + 1] && shorter[start + 1] === longer[start];
  return swapped && sameFrom(shorter, start + 2, longer, start + 2);
}

function sameFrom(a: string[], aStart: number, b: string[], bStart: number): boolean {
  if (a.length - aStart !== b.length - bStart) return false;
  for (let i = 0; aStart + i < a.length; i += 1) {
    if (a[aStart + i] !== b[bStart + i]) return false;
  }
  return true;
}

/**
 * At most `maxCodePoints` code points, the last one an ellipsis where something was cut. Never splits a
 * surrogate pair, and never leaves a base letter without its combining mark.
 */
export function truncate(text: string, maxCodePoints: number): string {
  if (text.length <= maxCodePoints) return text;
  const composed = [...text.normalize('NFC')];
  if (composed.length <= maxCodePoints) return composed.join('');
  if (maxCodePoints <= 0) return '';
  let end = maxCodePoints - 1;
  while (end > 0 && /^\p{M}$/u.test(composed[end] ?? '')) end -= 1;
  return `${composed.slice(0, end).join('').trimEnd()}…`;
}

/** Whether the text holds any control character (C0, DEL, C1): null byte, line break and tab included. */
export function hasControlCharacters(text: string): boolean {
  return CONTROL_CHARACTERS.test(text);
}

/**
 * Whether the text may be stored and shown as it is: well-formed Unicode (PostgreSQL refuses lone surrogates
 * and null bytes), no control characters, no bidirectional overrides that could disguise a name. With
 * `multiline`, line breaks and tabs are allowed.
 */
export function isPlainText(text: string, options: { multiline?: boolean } = {}): boolean {
  const forbidden = options.multiline ? CONTROL_CHARACTERS_BUT_LINE_BREAKS_AND_TABS : CONTROL_CHARACTERS;
  return text.isWellFormed() && !forbidden.test(text) && !BIDI_CONTROLS.test(text);
}
