import { toAsciiUpper } from '#kernel/text';

/** How banks shorten what a name begins with. */
const SHORT: readonly [RegExp, string][] = [
  [/\bCONG TY TRACH NHIEM HUU HAN\b/g, 'CT TNHH'],
  [/\b(CONG TY|CTY)\b/g, 'CT'],
  [/\bLIEN HIEP HOP TAC XA\b/g, 'LHHTX'],
  [/\bHOP TAC XA\b/g, 'HTX'],
  [/\bTO HOP TAC\b/g, 'THT'],
  [/\bHO KINH DOANH\b/g, 'HKD'],
  [/\bMOT THANH VIEN\b/g, 'MTV'],
  [/\bCO PHAN\b/g, 'CP'],
  [/\bDOANH NGHIEP TU NHAN\b/g, 'DNTN'],
];

/** A name as a bank writes it on an account, its usual abbreviations made one. */
function asOnAccount(name: string): string {
  const upper = toAsciiUpper(name)
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim();
  return SHORT.reduce((text, [long, short]) => text.replace(long, short), upper).replaceAll(' ', '');
}

/**
 * Whether an account's name is one of these names. Money of a shop goes to an account in its own name, or in that of who
 * represents it, never to a third person's (the floor cannot know who that is).
 */
export function isAccountOf(accountName: string, names: readonly (string | null)[]): boolean {
  const account = asOnAccount(accountName);
  return account !== '' && names.some((name) => name !== null && asOnAccount(name) === account);
}
