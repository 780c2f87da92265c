import { foldVietnamese } from '#kernel/text';

/** How decisions shorten what a holder's name begins with. */
const SHORT_FORMS: readonly (readonly [short: string, whole: string])[] = [
  ['htx', 'hop tac xa'],
  ['tht', 'to hop tac'],
  ['hkd', 'ho kinh doanh'],
  ['cty', 'cong ty'],
  ['dntn', 'doanh nghiep tu nhan'],
];

/** A holder's name as names are compared: "HTX Mẫu" and "Hợp tác xã Mẫu" are one. */
export function foldHolder(name: string): string {
  const folded = foldVietnamese(name);
  const form = SHORT_FORMS.find(([short]) => folded.startsWith(`${short} `));
  return form === undefined ? folded : `${form[1]}${folded.slice(form[0].length)}`;
}

/** The folded spellings under which the same name may be recorded. */
export function holderSpellings(name: string): string[] {
  const whole = foldHolder(name);
  const form = SHORT_FORMS.find(([, long]) => whole.startsWith(`${long} `));
  return form === undefined ? [whole] : [whole, `${form[0]}${whole.slice(form[1].length)}`];
}
