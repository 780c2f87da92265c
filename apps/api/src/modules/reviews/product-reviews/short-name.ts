const MOST_INITIALS = 4;

/**
 * A buyer's name as a review shows it: the given name, which comes last, behind the initials of the rest, as in
 * "N. T. Bưởi". Null where there is nothing to shorten.
 */
export function shortName(name: string): string | null {
  const parts = name
    .trim()
    .split(/\s+/)
    .filter((part) => part !== '');
  const given = parts.at(-1);
  if (given === undefined) return null;
  const initials = parts
    .slice(0, -1)
    .slice(0, MOST_INITIALS)
    .map((part) => `${[...part][0]?.toLocaleUpperCase('vi') ?? ''}.`);
  return [...initials, [...given].slice(0, 30).join('')].join(' ');
}
