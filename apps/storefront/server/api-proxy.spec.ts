import {
  createServer,
  request as ask,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { ApiProxy } from './api-proxy.js';

const SECRET = 's'.repeat(32);
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  open.push(
    () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  );
  return (server.address() as AddressInfo).port;
}

/** A public port in front of an API that answers so; gives the public port. */
async function inFrontOf(api: (request: IncomingMessage, response: ServerResponse) => void): Promise<number> {
  const apiPort = await listen(createServer(api));
  return proxyTo(apiPort);
}

async function proxyTo(apiPort: number): Promise<number> {
  const proxy = new ApiProxy({
    host: '127.0.0.1',
    port: 0,
    apiOrigin: `http://127.0.0.1:${apiPort}`,
    publicUrl: null,
    storefrontSecret: SECRET,
    trustProxy: false,
    pageCacheMb: 0,
    offlineShop: true,
    mapTiles: null,
    mapPage: null,
  });
  open.push(() => proxy.close());
  return listen(createServer((request, response) => proxy.forward(request, response)));
}

test('path, query, method, body and status pass through unchanged', async () => {
  const port = await inFrontOf((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      response.writeHead(409, { 'content-type': 'application/problem+json', 'x-request-id': 'r1' });
      response.end(`${request.method} ${request.url} ${body}`);
    });
  });
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/carts?a=%C4%91&a=2`, {
    method: 'POST',
    body: '{"é":1}',
  });
  expect(answer.status).toBe(409);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.headers.get('x-request-id')).toBe('r1');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await answer.text()).toBe('POST /api/v1/carts?a=%C4%91&a=2 {"é":1}');
});

test('nobody outside can claim another address or the secret', async () => {
  const port = await inFrontOf((request, response) => response.end(JSON.stringify(request.headers)));
  const forged = {
    'x-floor-client': '198.51.100.1',
    'x-floor-secret': 'guess',
    'x-forwarded-for': '198.51.100.1',
  };
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/floor`, {
    headers: { ...forged, 'order-token': 'mine' },
  });
  const seen = (await answer.json()) as Record<string, string>;
  expect(seen['x-floor-client']).toBe('127.0.0.1');
  expect(seen['x-floor-secret']).toBe(SECRET);
  expect(seen['x-forwarded-for']).toBeUndefined();
  expect(seen['order-token']).toBe('mine');
});

test('a body may be as large as a photographed paper where the API takes a file, and nowhere else', async () => {
  const port = await inFrontOf((request, response) => {
    request.resume().on('end', () => response.end('taken'));
  });
  const sent = (path: string, bytes: number) =>
    fetch(`http://127.0.0.1:${port}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: Buffer.alloc(bytes),
    }).then(({ status }) => status);
  const large = 12 * 1024 * 1024;
  expect(await sent('seller/htx-a/documents', large)).toBe(200);
  expect(await sent('admin/cooperative-imports', large)).toBe(200);
  expect(await sent('seller/htx-a/documents', large + 65 * 1024)).toBe(413);
  for (const path of ['x', 'seller/htx-a/documents/1', 'sessions', 'seller/a/b/documents'])
    expect([path, await sent(path, 257 * 1024)]).toEqual([path, 413]);
});

test('a long answer of unknown length arrives whole', async () => {
  const part = Buffer.alloc(256 * 1024, 7);
  const port = await inFrontOf((_request, response) => {
    for (let count = 0; count < 8; count++) response.write(part);
    response.end();
  });
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/images/x`);
  expect((await answer.arrayBuffer()).byteLength).toBe(8 * part.length);
});

test('an answer without a body ends at once', async () => {
  const port = await inFrontOf((_request, response) => response.writeHead(204).end());
  expect((await fetch(`http://127.0.0.1:${port}/api/x`, { method: 'DELETE' })).status).toBe(204);
});

test('an API that is away is a 503 that says when to come back', async () => {
  const gone = createServer();
  const apiPort = await listen(gone);
  await open.pop()?.();
  const answer = await fetch(`http://127.0.0.1:${await proxyTo(apiPort)}/api/v1/floor`);
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('2');
  expect(await answer.json()).toMatchObject({ status: 503, code: 'overloaded' });
});

test('a caller who goes away lets the API stop too', async () => {
  let stopped: () => void;
  const noticed = new Promise<void>((resolve) => (stopped = resolve));
  const port = await inFrontOf((_request, response) => {
    response.once('close', () => stopped());
    response.write('begun');
  });
  const caller = ask({ host: '127.0.0.1', port, path: '/api/slow' });
  caller.on('error', () => undefined);
  caller.on('response', () => caller.destroy());
  caller.end();
  await noticed;
});
