import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CollectedPage, sendPage } from './page-response.js';

const LONG = '<p>Tôm khô Rạch Gốc</p>'.repeat(100);
let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const page = new CollectedPage(request);
    const personal = request.url === '/personal';
    page.writeHead(200, {
      'content-type': 'text/html',
      ...(personal ? { 'cache-control': 'private, no-store' } : {}),
    });
    page.write(LONG.slice(0, 50));
    page.end(LONG.slice(50));
    void sendPage(page, request, response, { 'x-content-type-options': 'nosniff' });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

describe('a rendered page', () => {
  test.each(['br', 'gzip', 'identity'])('arrives whole when the caller reads %s', async (encoding) => {
    const answer = await fetch(origin, { headers: { 'accept-encoding': encoding } });
    expect(answer.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('vary')).toBe('accept-encoding');
    expect(await answer.text()).toBe(LONG);
  });

  test('is not sent again to who has it', async () => {
    const etag = (await fetch(origin)).headers.get('etag') ?? '';
    const again = await fetch(origin, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    expect((await fetch(origin, { headers: { 'if-none-match': 'W/"other"' } })).status).toBe(200);
  });

  test('of one person is never to be kept and has no mark to ask by', async () => {
    const answer = await fetch(`${origin}/personal`);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.headers.get('etag')).toBeNull();
  });

  test('asked for by HEAD says its length and sends nothing', async () => {
    const answer = await fetch(origin, { method: 'HEAD', headers: { 'accept-encoding': 'identity' } });
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(LONG)));
    expect(await answer.text()).toBe('');
  });
});
