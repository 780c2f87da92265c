import { fillNumbers } from '#kernel/fill-numbers';
import type { Floor } from '../backend/catalogue.types.js';

/** Words with the province's own times in their braces; nothing of them while nobody can be asked for the times. */
export function withTimes(words: string, floor: Pick<Floor, 'times'> | null): string {
  if (floor === null) return words.includes('{') ? '' : words;
  return fillNumbers(words, { ...floor.times });
}
