import type { Floor } from '../backend/catalogue.types.js';

type Times = Floor['times'];

/**
 * Words with the province's own times in their braces, as `{returnDays}`; nothing of them while nobody can be asked for the
 * times. Other braces are what people wrote, a shop's name among them.
 */
export function withTimes(words: string, floor: { times: Times } | null): string {
  if (floor === null) return /\{\w+(Days|Hours)\}/.test(words) ? '' : words;
  return words.replace(/\{(\w+(?:Days|Hours))\}/g, (written, name: string) =>
    String(floor.times[name as keyof Times] ?? written),
  );
}
