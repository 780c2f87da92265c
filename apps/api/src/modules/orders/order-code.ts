import { parsePublicCode } from '#kernel/ids';
import { Problem } from '../../platform/http/problem.js';

/** The code of an order or a purchase as people type it. @throws Problem not_found for what cannot be a code */
export function orderCodeOf(typed: string): string {
  const code = parsePublicCode(typed);
  if (code === null) throw new Problem('not_found');
  return code;
}
