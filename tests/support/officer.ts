import type { TestApp } from './app.js';
import type { Person } from './people.js';

/** What the API answered: its status and its body, read where it is JSON. */
export interface Answer<Body = unknown> {
  status: number;
  body: Body;
}

/** The parts of a problem document that tests look at. */
export interface ProblemBody {
  code: string;
  errors?: { path: string; code: string; message: string }[];
}

/** An officer at the API's door, with their session. */
export class OfficerClient {
  constructor(
    private readonly app: TestApp,
    readonly person: Person,
  ) {}

  async call<Body = unknown>(method: string, path: string, body?: object): Promise<Answer<Body>> {
    const response = await fetch(`${this.app.url}/api/v1${path}`, {
      method,
      headers: {
        ...this.person.headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, body: (isJson ? JSON.parse(text) : text) as Body };
  }

  /** Sends a file as a browser's form would, with the text fields beside it. */
  async upload<Body = unknown>(
    path: string,
    file: { name: string; bytes: Uint8Array | string },
    fields: Readonly<Record<string, string>> = {},
  ): Promise<Answer<Body>> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([Buffer.from(file.bytes)]), file.name);
    const response = await fetch(`${this.app.url}/api/v1${path}`, {
      method: 'POST',
      headers: this.person.headers,
      body: form,
    });
    return { status: response.status, body: (await response.json()) as Body };
  }

  /** The bytes of a file the API hands out, and its headers. */
  async download(path: string): Promise<{ status: number; bytes: Buffer; headers: Headers }> {
    const response = await fetch(`${this.app.url}/api/v1${path}`, { headers: this.person.headers });
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, bytes, headers: response.headers };
  }
}

/** What a refusal says: its code and the fields with theirs (`taxCode bad_format`). */
export function refusalOf({ status, body }: Answer): string {
  const { code, errors = [] } = body as ProblemBody;
  return [`${status} ${code}`, ...errors.map((error) => `${error.path} ${error.code}`).sort()].join(', ');
}
