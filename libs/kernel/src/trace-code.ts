import { PUBLIC_CODE_ALPHABET } from '#kernel/ids';

/** Seven drawn characters and one that checks them: short enough to type, and 3 × 10⁹ of them. */
export const TRACE_CODE_LENGTH = 8;

const LETTERS = PUBLIC_CODE_ALPHABET;

/** What stands for one character of a code and can stand for no other, because codes have no such letter. */
const READ_AS: Readonly<Record<string, string>> = { B: '8', G: '6', S: '5', Z: '2', U: 'V' };

/** Why a text is no code of a label. */
export type UnreadableCode =
  /** Nothing was typed. */
  | { problem: 'empty' }
  /** These characters stand in no code, and could be read in more than one way. */
  | { problem: 'letters'; letters: readonly string[] }
  | { problem: 'length'; length: number }
  /** The check character does not fit: something is mistyped or two characters changed places. */
  | { problem: 'mistyped' };

/**
 * Whether the text is a code of a label, exactly: eight characters of `PUBLIC_CODE_ALPHABET` whose places, weighted 1 to
 * 8, add up to nothing modulo 23. As 23 is a prime, one mistyped character and any two that changed places are noticed,
 * so that no slip leads to the goods of somebody else. The database draws codes by the same rule.
 */
export function isTraceCode(text: unknown): text is string {
  return typeof text === 'string' && text.length === TRACE_CODE_LENGTH && isSum(text);
}

/**
 * A code as a person typed it or pasted it with its address: `cdfh jkm2`, `…/truy-xuat/CDFHJKM2`. Letters that can stand
 * for one character only are read as that one (B as 8); O and 0, I and 1 are not guessed at.
 */
export function readTraceCode(typed: string): { code: string } | UnreadableCode {
  const text = [...(typed.slice(0, 200).split('/').at(-1) ?? '').normalize('NFKC').toUpperCase()]
    .filter((letter) => !/[\s._·–—-]/.test(letter))
    .map((letter) => (letter === 'Đ' ? 'D' : (READ_AS[letter] ?? letter)))
    .join('');
  if (text === '') return { problem: 'empty' };
  const letters = [...new Set(text)].filter((letter) => !LETTERS.includes(letter));
  if (letters.length > 0) return { problem: 'letters', letters };
  if (text.length !== TRACE_CODE_LENGTH) return { problem: 'length', length: text.length };
  return isSum(text) ? { code: text } : { problem: 'mistyped' };
}

/** In two groups, as it is printed: `CDFH JKM2`. */
export const spacedTraceCode = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;

function isSum(text: string): boolean {
  let sum = 0;
  for (const [index, letter] of [...text].entries()) {
    const value = LETTERS.indexOf(letter);
    if (value === -1) return false;
    sum += (index + 1) * value;
  }
  return sum % LETTERS.length === 0;
}
