import { foldVietnamese } from '#kernel/text';
import type { Backend } from './api.js';
import { getSuggestions } from './catalogue.js';
import type { Suggestion } from './catalogue.types.js';

/** Words tried one by one, and suggestions shown, where a search found nothing. */
const MOST_WORDS = 3;
const MOST_SHOWN = 8;

/** What fits all the words somebody looked for in vain, or else one of the longer ones. */
export async function getRelated(api: Backend, q: string): Promise<Suggestion[]> {
  const whole = await getSuggestions(api, q);
  if (whole.length > 0) return whole.slice(0, MOST_SHOWN);
  const words = q
    .split(/\s+/)
    .filter((word) => foldVietnamese(word).length >= 3)
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST_WORDS);
  const found = (await Promise.all(words.map((word) => getSuggestions(api, word)))).flat();
  return found
    .filter(
      (one, at) =>
        found.findIndex(
          ({ kind, key, text }) => kind === one.kind && key === one.key && text === one.text,
        ) === at,
    )
    .slice(0, MOST_SHOWN);
}
