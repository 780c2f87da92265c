import type { Floor } from '../backend/catalogue.types.js';

type Times = Floor['times'];

/** The name of one of the province's times, where the time is to stand. */
export const A_TIME = /\{(\w+(?:Days|Hours))\}/;

/**
 * Words with the province's own times in their braces, as `{returnDays}`; nothing of them while nobody can be asked for the
 * times. Other braces are what people wrote, a shop's name among them.
 */
export function withTimes(words: string, floor: { times: Times } | null): string {
  if (floor === null) return A_TIME.test(words) ? '' : words;
  return words.replace(new RegExp(A_TIME, 'g'), (written, name: string) =>
    String(floor.times[name as keyof Times] ?? written),
  );
}
