import { PUBLIC_CODE_ALPHABET } from '#kernel/ids';
import { withoutAccents } from '#kernel/text';

/** Longer remarks than any bank carries are cut; it bounds how many codes one remark can ask for. */
const MAX_LETTERS = 400;

const [SHORTEST, LONGEST] = [8, 12];

/**
 * Letters that codes leave out, read as the digit they are taken for. The others that codes leave out look like nothing
 * in their alphabet.
 */
const LOOK_ALIKES: Readonly<Record<string, string>> = { B: '8', G: '6', S: '5', Z: '2' };

const CODE_RUN = new RegExp(`[${PUBLIC_CODE_ALPHABET}]{${SHORTEST},}`, 'g');

/** What of a remark is compared: capitals and digits only, because banks drop or add spaces, dots and accents. */
export function remarkLetters(remark: string): string {
  return withoutAccents(remark)
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '')
    .slice(0, MAX_LETTERS);
}

/**
 * Every text inside a transfer's remark that could be the code of an order or purchase: banks put their own text before
 * and after it, without a space. Which of them is one, the shop's own orders tell.
 */
export function codesInRemark(remark: string): string[] {
  const letters = remarkLetters(remark);
  const retyped = letters.replace(/[BGSZ]/g, (letter) => LOOK_ALIKES[letter] ?? letter);
  const codes = new Set<string>();
  for (const text of new Set([letters, retyped])) {
    for (const [run] of text.matchAll(CODE_RUN)) {
      for (let length = SHORTEST; length <= LONGEST; length += 1)
        for (let at = 0; at + length <= run.length; at += 1) codes.add(run.slice(at, at + length));
    }
  }
  return [...codes];
}
