import { isDay, type Day } from '#kernel/time';
import { paths } from '../paths.js';

/** What the register's list can be narrowed to; the parameters of its address are the API's own. */
export interface RegisterQuery {
  q?: string;
  status?: string;
  field?: string;
  commune?: string;
  cursor?: string;
}

export const registerStatuses = ['active', 'ceased', 'dissolved'] as const;
export const registerFields = ['agriculture', 'non_agriculture'] as const;
export const importOutcomes = ['faulty', 'create', 'update', 'unchanged'] as const;
const NAMES = ['q', 'status', 'field', 'commune', 'cursor'] as const;

/** Reads the filters of an address; what nobody offers is left out, so a mistyped address shows the whole list. */
export function readRegisterQuery(search: URLSearchParams): RegisterQuery {
  const allowed: Record<(typeof NAMES)[number], (value: string) => boolean> = {
    q: (value) => value.length <= 200,
    status: (value) => (registerStatuses as readonly string[]).includes(value),
    field: (value) => (registerFields as readonly string[]).includes(value),
    commune: (value) => /^\d{5}$/.test(value),
    cursor: (value) => value.length <= 1_000,
  };
  const query: RegisterQuery = {};
  for (const name of NAMES) {
    const value = search.get(name)?.trim() ?? '';
    if (value !== '' && allowed[name](value)) query[name] = value;
  }
  return query;
}

/** That address with these filters; parameters always stand in the same order, so links compare. */
export function registerHref(query: RegisterQuery, base: string = paths.register): string {
  const parameters = new URLSearchParams();
  for (const name of NAMES) {
    const value = query[name];
    if (value) parameters.set(name, value);
  }
  const text = parameters.toString();
  return text === '' ? base : `${base}?${text}`;
}

/** The day in the figures' address: undefined where none is named, null where it is none of the calendar. */
export function readFiguresDay(search: URLSearchParams): Day | null | undefined {
  const asked = search.get('asOf')?.trim() ?? '';
  if (asked === '') return undefined;
  return isDay(asked) ? asked : null;
}
