import type { Problem } from './generated/types.gen.js';

export type * from './generated/types.gen.js';

/** What the generated types say of a call: its address, and what goes into address, query and body. */
interface CallShape {
  url: string;
  path?: unknown;
  query?: unknown;
  body?: unknown;
  headers?: unknown;
}

export interface ApiClientOptions {
  /** `https://san.example.vn`, without a slash at the end. */
  origin: string;
  /** Sent with every call: language, order token. */
  headers?: Readonly<Record<string, string>>;
  /** Something that fetches; the platform's own unless given. */
  fetch?: typeof globalThis.fetch;
}

/** A refusal of the API, as its problem document says it. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';
  readonly status: number;
  readonly problem: Problem;

  constructor(status: number, problem: Problem) {
    super(`${status} ${problem.code}`);
    this.status = status;
    this.problem = problem;
  }
}

/** Calls the API with the types of docs/openapi.json; no retries, no cache, nothing kept between calls. */
export class ApiClient {
  private readonly options: ApiClientOptions;

  constructor(options: ApiClientOptions) {
    this.options = options;
  }

  /**
   * One call: `call<ShopProductsListData, ShopProductsListResponse>('GET', { url: '/api/v1/products', query: { q } })`.
   *
   * @throws ApiRefusal for every answer of 400 and above
   */
  async call<Data extends CallShape, Answer>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    data: Data,
  ): Promise<Answer> {
    const { origin, headers, fetch = globalThis.fetch } = this.options;
    const hasBody = data.body !== undefined;
    const response = await fetch(`${origin}${addressOf(data)}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(hasBody ? { 'content-type': 'application/json' } : {}),
        ...headers,
        ...definedTexts(data.headers),
      },
      ...(hasBody ? { body: JSON.stringify(data.body) } : {}),
    });
    const text = await response.text();
    if (!response.ok) throw new ApiRefusal(response.status, JSON.parse(text) as Problem);
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  }
}

function addressOf(data: CallShape): string {
  const parts = definedTexts(data.path);
  const path = data.url.replace(/\{([^}]+)\}/g, (_whole, name: string) =>
    encodeURIComponent(parts[name] ?? ''),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries((data.query ?? {}) as Record<string, unknown>)) {
    if (value === undefined || value === null) continue;
    for (const single of Array.isArray(value) ? value : [value]) query.append(name, String(single));
  }
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

function definedTexts(fields: unknown): Record<string, string> {
  const entries = Object.entries((fields ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    entries.filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)]),
  );
}
