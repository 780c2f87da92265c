import { letIn } from './expected.js';
import type { Caller, Line } from './lines.js';
import { routeAccess } from './route-access.js';
import { things, type Thing } from './things.js';
import type { Person } from '../support/people.js';
import type { World } from './world.js';
import { allRoutes, fillIn, type Route } from '../support/routes.js';

/** What a route answered: its status, and the code where it is a problem. */
export interface Told {
  status: number;
  code: string | undefined;
}

/** The whole of an answer that a test of forgery looks at. */
export interface Answered extends Told {
  readonly problem: { code: string; errors?: { path: string; code: string }[] } | undefined;
  readonly setCookie: string | null;
}

/** A route with its line in the table. */
export interface Judged {
  route: Route;
  line: Line;
}

/** All routes with their lines. */
export function judgedRoutes(): Judged[] {
  return allRoutes().map((route) => {
    const line = routeAccess[route.address];
    if (line === undefined) throw new Error(`No line for ${route.address} in tests/access/route-access.ts`);
    return { route, line };
  });
}

/** Whether the route may change something. */
export const isUnsafe = ({ route }: Judged): boolean => route.method !== 'GET';

/** Whether the route asks who is calling. */
export const asksWho = ({ line }: Judged): boolean =>
  line.kind === 'account' || line.kind === 'shop' || line.kind === 'officers';

/** A name and an id that nothing has. */
const NOWHERE = '01900000-0000-7000-8000-000000000000';

/** The parameters of an address: the world's shop, and a thing of it made for this call. */
export async function paramsFor(
  world: World,
  { line, route }: Judged,
  caller: Person | null = null,
): Promise<Record<string, string>> {
  const made = line.thing === undefined ? {} : await (things[line.thing] as Thing).make(world, caller);
  const anything = Object.fromEntries(route.params.map((name) => [name, NOWHERE]));
  return { ...anything, sellerSlug: world.shop.slug, ...made };
}

/** The first that the table lets in and that has a session. */
export function firstLetIn({ line }: Judged): Caller {
  const caller = letIn(line).find((candidate) => candidate !== 'guest');
  if (caller === undefined) throw new Error('The table lets nobody in here');
  return caller;
}

/** The headers by which that caller is known. */
export const headersOf = (world: World, caller: Caller): Record<string, string> =>
  world.cast.get(caller)?.headers ?? {};

/** Calls the route with the body its line knows, or with this one. */
export async function call(...args: Parameters<typeof ask>): Promise<Told> {
  const { status, code } = await ask(...args);
  return { status, code };
}

/** The same, with the whole answer. */
export async function ask(
  world: World,
  { line, route }: Judged,
  params: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
  body: object = line.body(world),
): Promise<Answered> {
  const takesBody = route.body !== undefined;
  const response = await fetch(`${world.app.url}${fillIn(route, params)}`, {
    method: route.method,
    redirect: 'manual',
    headers: { ...(takesBody ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(takesBody ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') === true;
  const problem = isProblem ? (JSON.parse(text) as NonNullable<Answered['problem']>) : undefined;
  const setCookie = response.headers.get('set-cookie');
  return { status: response.status, code: problem?.code, problem, setCookie };
}
