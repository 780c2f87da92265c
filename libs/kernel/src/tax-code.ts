/**
 * Tax codes as Circular 86/2024/TT-BTC has them: ten digits for an organisation, the tenth of which checks the nine before
 * it; the same and a dash with three digits for a branch; since 1 July 2025 the twelve digits of the personal
 * identification number for households and single persons.
 */

/** What a tax code belongs to by its form. */
export type TaxCodeKind = 'organisation' | 'branch' | 'person';

const WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/** The kind of a tax code that is in order; null for a text that is none. */
export function taxCodeKind(text: string): TaxCodeKind | null {
  if (/^\d{12}$/.test(text)) return isPersonalId(text) ? 'person' : null;
  const [, code, branch] = /^(\d{10})(-\d{3})?$/.exec(text) ?? [];
  if (code === undefined || !hasCheckDigit(code)) return null;
  return branch === undefined ? 'organisation' : 'branch';
}

/** Ten minus the weighted sum of the first nine digits modulo eleven; a code for which that is ten does not exist. */
function hasCheckDigit(code: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(code[index]), 0);
  return 10 - (sum % 11) === Number(code[9]);
}

/**
 * Whether the text has the form of a personal identification number (Decree 70/2024/NĐ-CP): the province of birth
 * registration (001 to 096), sex and century (0 to 9), the year of birth, six random digits. It has no check digit.
 */
export function isPersonalId(text: string): boolean {
  const province = Number(/^(\d{3})\d{9}$/.exec(text)?.[1] ?? 0);
  return province >= 1 && province <= 96;
}
