import { readDataFile } from '../../../platform/data/data-files.js';
import type { LetterKind } from './letter.entity.js';

const grounds = readDataFile<Record<LetterKind | 'all', string[]>>('programme/letter-grounds.json');

/** What a letter of that kind is founded on: first what is law, then what this case adds (a request, an application). */
export const groundsOf = (kind: LetterKind, ofThisCase: readonly string[]): string[] => [
  ...grounds.all,
  ...grounds[kind],
  ...ofThisCase,
];
