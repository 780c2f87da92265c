/** The filters a list's address may carry, in the order in which they stand there, each with what it may be. */
export type Filters<Name extends string> = Readonly<Record<Name, (value: string) => boolean>>;

/** Free words, as long as somebody types. */
export const isWords = (value: string): boolean => value.length <= 200;
export const isCommune = (value: string): boolean => /^\d{5}$/.test(value);
/** Where a page of the list begins: the API's own word, handed back as it came. */
export const isCursor = (value: string): boolean => /^[A-Za-z0-9_-]{1,1000}$/.test(value);
export const oneOf =
  (choices: readonly string[]) =>
  (value: string): boolean =>
    choices.includes(value);

/** Reads the filters of an address; what nobody offers is left out, so a mistyped address shows the whole list. */
export function readFilters<Name extends string>(
  search: URLSearchParams,
  filters: Filters<Name>,
): Partial<Record<Name, string>> {
  const query: Partial<Record<Name, string>> = {};
  for (const name of Object.keys(filters) as Name[]) {
    const value = search.get(name)?.trim() ?? '';
    if (value !== '' && filters[name](value)) query[name] = value;
  }
  return query;
}

/** That list with these filters; parameters always stand in the same order, so links compare. */
export function hrefOf<Name extends string>(
  base: string,
  query: Partial<Record<Name, string>>,
  filters: Filters<Name>,
): string {
  const parameters = new URLSearchParams();
  for (const name of Object.keys(filters) as Name[]) {
    const value = query[name];
    if (value) parameters.set(name, value);
  }
  const text = parameters.toString();
  return text === '' ? base : `${base}?${text}`;
}
