/** What of a record's before and after everybody in the shop may read: no person's number, and nothing sealed. */
const SHOWN: ReadonlySet<string> = new Set([
  'by',
  'kind',
  'name',
  'number',
  'permissions',
  'priceVnd',
  'quantity',
  'reason',
  'role',
  'slug',
  'startsOn',
  'status',
  'step',
  'until',
]);
const LONGEST = 500;

type Shown = string | number | boolean | null | readonly string[];

/** The details of a record that are shown; null where there are none. Unknown ones are left out, not guessed at. */
export function safeDetails(details: Readonly<Record<string, unknown>> | null): Record<string, Shown> | null {
  const shown = Object.entries(details ?? {}).filter(
    (entry): entry is [string, Shown] => SHOWN.has(entry[0]) && isShown(entry[1]),
  );
  return shown.length === 0 ? null : Object.fromEntries(shown);
}

function isShown(value: unknown): value is Shown {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string' && item.length <= LONGEST);
  if (typeof value === 'string') return value.length <= LONGEST;
  return value === null || typeof value === 'number' || typeof value === 'boolean';
}
