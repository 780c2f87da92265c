import { createServer } from 'node:http';
import { join } from 'node:path';
import pg from 'pg';
import { ROOT } from '../../apps/launcher/src/tools.ts';

/**
 * The speed limit of this machine for the API's reads: bare node:http, one pool of pg, the same named statements with
 * the same values, and nothing between the row and the socket. Values come from the bench, once, before it is timed.
 */
interface Read {
  name: string;
  text: string;
  values: unknown[];
}

const pool = new pg.Pool({
  connectionString: process.env['DATABASE_URL'],
  max: 20,
  // What the API's own pool sets: without it the limit would plan long statements anew and be slower than the API.
  options: '-c plan_cache_mode=force_generic_plan',
});
const reads = new Map<string, Read>();
const fixed = new Map<string, { head: string[]; body: Buffer }>();

const server = createServer((request, response) => {
  const path = request.url ?? '/';
  const bytes = fixed.get(path);
  if (bytes !== undefined) {
    response.writeHead(200, bytes.head);
    response.end(bytes.body);
    return;
  }
  const read = reads.get(path);
  if (read === undefined) {
    void takeOrders(request, response);
    return;
  }
  pool.query<{ body: string }>(read).then(
    (result) => {
      const body = Buffer.from(result.rows[0]?.body ?? '');
      response.writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': body.length,
      });
      response.end(body);
    },
    (error: unknown) => {
      response.writeHead(500);
      response.end(String(error));
    },
  );
});

/**
 * `PUT /read/x` sets a read, `PUT /bytes/x` fixed bytes, with the headers named in `answer-headers` as names and values in
 * turn; both then answer under their own path.
 */
async function takeOrders(
  request: import('node:http').IncomingMessage,
  response: import('node:http').ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const path = request.url ?? '/';
  if (request.method === 'PUT' && path.startsWith('/read/'))
    reads.set(path, JSON.parse(body.toString()) as Read);
  else if (request.method === 'PUT') {
    const more = JSON.parse(String(request.headers['answer-headers'] ?? '[]')) as string[];
    const type = String(request.headers['content-type']);
    const head = ['content-type', type, ...more, 'content-length', String(body.length)];
    fixed.set(path, { head, body });
  }
  response.writeHead(request.method === 'PUT' ? 204 : 404);
  response.end();
}

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { port: number };
  console.log(`limit listening on http://127.0.0.1:${port} (${join(ROOT, 'tests/bench')})`);
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    server.close();
    server.closeAllConnections();
    void pool.end();
  });
}
