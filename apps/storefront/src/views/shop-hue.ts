/** How many colours tokens.css has for shops (`.hue-1` … in seller.css). */
const HUES = 12;

/**
 * The class that colours the bar of a shop somebody works for: always the same one for a shop, so that two tabs of two
 * shops are told apart at a glance. Two shops may share a colour; the name in the bar never is the same.
 */
export function shopHue(slug: string): string {
  let sum = 0;
  for (const letter of slug) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return `hue-${(sum % HUES) + 1}`;
}
