import { things } from './things.js';
import { callers, shopPeople, type Caller, type Line, type ShopPerson } from './lines.js';

/** What a caller must be told: let in, or the status and code of the refusal. */
export type Expected = 'let in' | `${number} ${string}`;

const SIGN_IN = '401 sign_in_required';
const NOT_ALLOWED = '403 not_allowed';
const NOT_FOUND = '404 not_found';

/** Reads a line of the table for one caller. */
export function expectedOf(line: Line, caller: Caller): Expected {
  if (line.kind === 'anybody' || line.kind === 'secret' || line.kind === 'operator') return 'let in';
  if (caller === 'guest') return SIGN_IN;
  if (caller === 'bearer token without scope') return NOT_ALLOWED;
  if (line.kind === 'account') return 'let in';
  return line.kind === 'shop' ? expectedInShop(line, caller) : expectedOfOfficer(line, caller);
}

/** Who gets in, by the table. */
export function letIn(line: Line): Caller[] {
  return callers.filter((caller) => expectedOf(line, caller) === 'let in');
}

function expectedInShop(line: Line, caller: Caller): Expected {
  if (!isOfShop(caller)) return NOT_FOUND;
  return line.shopPeople.includes(caller) ? 'let in' : NOT_ALLOWED;
}

const isOfShop = (caller: Caller): caller is ShopPerson => (shopPeople as readonly string[]).includes(caller);

function expectedOfOfficer(line: Line, caller: Caller): Expected {
  // Whoever holds a mandate is assisting staff of the shop's commune.
  const post = caller === 'mandate' ? 'assisting_staff in territory' : caller;
  const role = line.roles.find((candidate) => post.startsWith(`${candidate} `));
  if (role === undefined) return NOT_ALLOWED;
  const territorial = line.thing !== undefined && things[line.thing].territorial;
  return territorial && post.endsWith('out of territory') ? NOT_FOUND : 'let in';
}

/**
 * Whether what came back is what was expected. Let in means that the route's own work began: it may still find fault
 * with an empty body, but not with the caller, and it found the thing it was asked for.
 */
export function isAsExpected(
  line: Line,
  expected: Expected,
  answer: { status: number; code: string | undefined },
): boolean {
  if (expected !== 'let in') return `${answer.status} ${answer.code ?? ''}` === expected;
  if (answer.status >= 500) return false;
  switch (line.kind) {
    case 'anybody':
      return answer.status !== 401 && answer.status !== 403;
    // Without the secret every caller is nobody: not found, or asked for it; or the body was read first.
    case 'secret':
      return [400, 401, 404, 415].includes(answer.status);
    case 'operator':
      return answer.status === 200;
    default:
      return (
        answer.code !== 'sign_in_required' &&
        answer.status !== 403 &&
        (answer.status !== 404 || (line.thing === undefined && line.kind === 'account'))
      );
  }
}
