import type { TestApp } from './app.js';
import type { Person } from './people.js';

/** What the API answered. */
export interface Told<Body> {
  status: number;
  body: Body;
  /** The problem's code, where it refused. */
  code: string | undefined;
}

/** Calls a route below `/api/v1` as somebody; a body goes out as JSON. */
export async function callAs<Body = Record<string, unknown>>(
  app: Pick<TestApp, 'url'>,
  person: Pick<Person, 'headers'> | null,
  method: string,
  path: string,
  body?: object,
): Promise<Told<Body>> {
  const response = await fetch(`${app.url}/api/v1${path}`, {
    method,
    headers: { ...person?.headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer = (text === '' ? {} : JSON.parse(text)) as Body & { code?: string };
  return { status: response.status, body: answer, code: response.ok ? undefined : answer.code };
}
