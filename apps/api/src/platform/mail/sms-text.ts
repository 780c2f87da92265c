import { withoutAccents } from '#kernel/text';

/** What people type for looks, as a telephone has it. */
const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/[‘’]/g, "'"],
  [/[“”„]/g, '"'],
  [/[–—•·]/g, '-'],
  [/…/g, '..'],
  [/₫/g, 'd'],
  [/\s+/g, ' '],
];

/** Of the characters that count once in an SMS (GSM 03.38), those every keyboard has. */
const ANYTHING_ELSE = /[^ -Z_a-z]/gu;

/**
 * A text as it goes to a telephone: without accents, as people write by SMS themselves. With them a message is UCS-2, and 70
 * characters are a part in place of 160; three times the price, and the oldest telephones show boxes.
 */
export function smsText(text: string): string {
  const plain = PLAIN.reduce((words, [sign, replacement]) => words.replace(sign, replacement), text);
  return withoutAccents(plain).replace(ANYTHING_ELSE, '?').trim();
}

/** In how many parts a text that `smsText` made goes out: 160 characters alone, 153 each in a row (GSM 03.38). */
export const partsOf = (short: string): number => (short.length <= 160 ? 1 : Math.ceil(short.length / 153));
