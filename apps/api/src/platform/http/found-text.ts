import { Problem } from './problem.js';

/** The JSON text of a statement's one row; `not_found` where there is none. */
export function foundText(row: { body: string } | null): string {
  if (row === null) throw new Problem('not_found');
  return row.body;
}
