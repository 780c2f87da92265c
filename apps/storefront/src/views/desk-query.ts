import { paths } from '../paths.js';

/** What the list of the desk can be narrowed to; the parameters of its address are the API's own. */
export interface DeskQuery {
  q?: string;
  status?: string;
  commune?: string;
  sort?: string;
  cursor?: string;
}

export const deskStatuses = ['submitted', 'draft', 'approved', 'suspended', 'closed'] as const;
/** Besides the order it comes in, which puts what is late on top. */
export const deskSorts = ['newest', 'name'] as const;

/** Reads the filters of an address; what nobody offers is left out, so a mistyped address shows the whole list. */
export function readDeskQuery(search: URLSearchParams): DeskQuery {
  const text = (name: string, longest: number): string | undefined =>
    search.get(name)?.trim().slice(0, longest) || undefined;
  const one = (name: string, among: readonly string[]): string | undefined =>
    among.find((value) => value === search.get(name));
  const [q, cursor] = [text('q', 200), text('cursor', 1_000)];
  const commune = /^\d{5}$/.exec(search.get('commune') ?? '')?.[0];
  const [status, sort] = [one('status', deskStatuses), one('sort', deskSorts)];
  return {
    ...(q ? { q } : {}),
    ...(status ? { status } : {}),
    ...(commune ? { commune } : {}),
    ...(sort ? { sort } : {}),
    ...(cursor ? { cursor } : {}),
  };
}

/** The list with these filters; parameters always stand in the same order, so links compare. */
export function deskHref(query: DeskQuery): string {
  const parameters = new URLSearchParams();
  for (const name of ['q', 'status', 'commune', 'sort', 'cursor'] as const) {
    const value = query[name];
    if (value) parameters.set(name, value);
  }
  const text = parameters.toString();
  return text === '' ? paths.deskSellers : `${paths.deskSellers}?${text}`;
}
