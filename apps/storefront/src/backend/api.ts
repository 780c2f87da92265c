import { FormData, Pool, type Dispatcher } from 'undici';
import type { Language } from '../language.js';
import type { Problem } from './buying.types.js';
import { SessionJar } from './session-jar.js';

/** A refusal of the API, as its problem document says it. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly problem: Problem;

  constructor(status: number, problem: Problem) {
    super(`${status} ${problem.code}`);
    this.status = status;
    this.problem = problem;
  }

  get code(): Problem['code'] {
    return this.problem.code;
  }
}

/** Longer than the API waits for a place in its own queue, shorter than a buyer waits for a page. */
const ANSWER_TIMEOUT_MS = 15_000;

let pool: Pool | undefined;

type Query = Record<string, string | number | boolean | readonly (string | number)[] | undefined | null>;

interface Call<Answer = unknown> {
  /**
   * The words under which a change of what the answer holds is announced (migration AnnouncePageChanges): a page may be
   * kept only where all its calls say them. Words of other things than rows, which change with a release only, are none.
   */
  tags?: (answer: Answer) => Iterable<string>;
  query?: Query;
  /** Goes out as JSON, a form with its file as it is. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** What the API hands out to be saved. */
interface ApiFile {
  bytes: ArrayBuffer;
  type: string;
  disposition: string;
}

/** The only door to the API: one object a request, so that every call carries that buyer's address. */
export class Backend {
  private readonly door: App.Locals['door'];
  /** So that the API knows whose request it is, and what it set for the browser. */
  readonly session: SessionJar;
  /** What labels and refusals come back in. */
  readonly language: Language;

  constructor(door: App.Locals['door'], session = new SessionJar(null), language: Language = 'vi') {
    this.door = door;
    this.session = session;
    this.language = language;
    pool ??= new Pool(door.apiOrigin, { connections: 128, pipelining: 1, keepAliveTimeout: 30_000 });
  }

  /** @throws ApiProblem on every answer of 400 and above */
  get<Answer>(path: string, call: Call<Answer> = {}): Promise<Answer> {
    return this.call<Answer>('GET', path, call);
  }

  /** @throws ApiProblem on every answer of 400 and above */
  send<Answer>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, call: Call = {}): Promise<Answer> {
    return this.call<Answer>(method, path, call);
  }

  /** What a POST answers as a file, with the headers that say what it is. @throws ApiProblem */
  download(path: string, call: Call): Promise<ApiFile> {
    return this.fileOf('POST', path, call);
  }

  /** A file that is there. @throws ApiProblem */
  file(path: string, call: Call = {}): Promise<ApiFile> {
    return this.fileOf('GET', path, call);
  }

  private async fileOf(method: Dispatcher.HttpMethod, path: string, call: Call): Promise<ApiFile> {
    const answer = await this.request(method, path, call);
    if (answer.statusCode >= 400)
      throw new ApiProblem(answer.statusCode, readProblem(answer.statusCode, await answer.body.text()));
    return {
      bytes: await answer.body.arrayBuffer(),
      type: String(answer.headers['content-type'] ?? 'application/octet-stream'),
      disposition: String(answer.headers['content-disposition'] ?? 'attachment'),
    };
  }

  private async call<Answer>(
    method: Dispatcher.HttpMethod,
    path: string,
    call: Call<Answer>,
  ): Promise<Answer> {
    const response = await this.request(method, path, call as Call);
    const text = await response.body.text();
    if (response.statusCode >= 400)
      throw new ApiProblem(response.statusCode, readProblem(response.statusCode, text));
    const answer = (text === '' ? undefined : JSON.parse(text)) as Answer;
    for (const tag of call.tags?.(answer) ?? []) this.door.page?.tags.add(tag);
    return answer;
  }

  private async request(
    method: Dispatcher.HttpMethod,
    path: string,
    call: Call,
  ): Promise<Dispatcher.ResponseData> {
    const { page } = this.door;
    if (page && !call.tags) page.untold = true;
    const cookie = this.session.header;
    const headers: Record<string, string> = {
      accept: 'application/json',
      'accept-language': this.language,
      'x-floor-client': this.door.buyerAddress,
      'x-floor-secret': this.door.storefrontSecret,
      ...(cookie === undefined ? {} : { cookie }),
      ...call.headers,
    };
    const isForm = call.body instanceof FormData;
    if (call.body !== undefined && !isForm) headers['content-type'] = 'application/json';
    const answer = await (pool as Pool)
      .request({
        method,
        path: `/api/v1${path}${queryString(call.query)}`,
        headers,
        body: isForm ? (call.body as FormData) : call.body === undefined ? null : JSON.stringify(call.body),
        headersTimeout: ANSWER_TIMEOUT_MS,
        bodyTimeout: ANSWER_TIMEOUT_MS,
      })
      .catch((cause: Error) => {
        // An API that restarts is away for seconds; to the pages that is the same as one that is too busy.
        console.error(`${method} ${path.split('/')[1]}: the API does not answer: ${cause.message}`);
        if (page) page.untold = true;
        throw new ApiProblem(503, unexplained(503));
      });
    // What a page shows in place of an answer it did not get is for this once.
    if (page && answer.statusCode >= 400) page.untold = true;
    this.session.take(answer.headers['set-cookie']);
    const changed = answer.headers['x-floor-changed-pages'];
    if (changed !== undefined) this.door.changed?.(String(changed).split(' '));
    return answer;
  }
}

function queryString(query: Query | undefined): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null || value === '') continue;
    for (const single of Array.isArray(value) ? value : [value]) parameters.append(name, String(single));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

function readProblem(status: number, text: string): Problem {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return unexplained(status);
  }
}

/** The answer, or null where the API says there is no such thing (404). */
export async function orMissing<Answer>(answer: Promise<Answer>): Promise<Answer | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}

/** Where nothing readable came back: a proxy's page, a cut line, no answer at all. */
function unexplained(status: number): Problem {
  const code = status === 503 ? 'overloaded' : 'internal_error';
  return { type: 'about:blank', title: 'No readable answer', status, detail: '', code, requestId: '' };
}
