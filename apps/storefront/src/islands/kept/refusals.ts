/** Why something did not reach the server, as far as it matters for what happens next. */
export type Trouble =
  /** No answer, or one of a server that is not itself: it is tried again. */
  | 'no_answer'
  /** The session is over: it waits until that account is signed in again. */
  | 'signed_out'
  /** Sending it again would be refused again. */
  | 'refused';

export class NotSent extends Error {
  override readonly name = 'NotSent';

  constructor(
    readonly trouble: Trouble,
    /** What the server says of it, in Vietnamese; empty where it said nothing. */
    readonly words = '',
    /** In how many seconds it may be asked again, where it said so. */
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(`${trouble} ${words}`.trim());
  }
}

/** `fetch`, as far as it is needed; tests bring their own. */
export type Ask = (address: string, request?: RequestInit) => Promise<Response>;

/** Asks with a limit: a line that went silent looks like one that is slow. @throws NotSent no_answer */
export async function ask(
  send: Ask,
  address: string,
  request: RequestInit,
  patienceMs: number,
): Promise<Response> {
  try {
    return await send(address, { ...request, signal: AbortSignal.timeout(patienceMs) });
  } catch {
    throw new NotSent('no_answer');
  }
}

interface Problem {
  code?: string;
  detail?: string;
  errors?: { message?: string }[];
  [extra: string]: unknown;
}

/** The problem document of an answer; an empty one where a proxy's page or half an answer came. */
export async function problemOf(answer: Response): Promise<Problem> {
  try {
    return (await answer.json()) as Problem;
  } catch {
    return {};
  }
}

/** What an answer of 400 and above means for whoever waits to send. */
export function troubleOf(status: number, problem: Problem, retryAfter: string | null): NotSent {
  const words = problem.errors?.[0]?.message ?? problem.detail ?? '';
  if (status === 401) return new NotSent('signed_out', words);
  // Full for now: room comes with the files that are on their way.
  const passes = status >= 500 || status === 408 || status === 429 || problem.code === 'uploads_full';
  const seconds = Number(retryAfter ?? NaN);
  return passes
    ? new NotSent('no_answer', words, Number.isFinite(seconds) ? seconds : null)
    : new NotSent('refused', words);
}

/** @throws NotSent for every answer of 400 and above */
export async function taken(answer: Response): Promise<Response> {
  if (answer.status < 400) return answer;
  throw troubleOf(answer.status, await problemOf(answer), answer.headers.get('retry-after'));
}
