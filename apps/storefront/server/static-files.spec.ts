import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterEach, expect, test } from 'vitest';
import { StaticFiles } from './static-files.js';

const PUBLIC = fileURLToPath(new URL('../public', import.meta.url));
const closing: (() => unknown)[] = [];
afterEach(() => Promise.all(closing.splice(0).map((close) => close())));

/** A server that has nothing but the files of that directory; its address. */
async function serving(directory: string): Promise<string> {
  const files = await StaticFiles.load(directory);
  const server: Server = createServer((request, response) => {
    if (!files.serve(request.url ?? '', request, response, {})) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface Manifest {
  name: string;
  short_name: string;
  start_url: string;
  display: string;
  icons: { src: string; sizes: string; type: string }[];
}

test('the shop can be put on a phone’s screen: it has a name, opens at home, and its icons are what is said of them', async () => {
  const url = await serving(PUBLIC);
  const answer = await fetch(`${url}/manifest.webmanifest`);
  expect(answer.headers.get('content-type')).toBe('application/manifest+json; charset=utf-8');
  const { icons, ...manifest } = (await answer.json()) as Manifest;
  expect(manifest).toMatchObject({
    name: expect.stringMatching(/\S{2,}/) as string,
    start_url: '/',
    display: 'minimal-ui',
  });
  // A phone cuts off what is longer.
  expect(manifest.short_name.length).toBeLessThanOrEqual(12);
  const found = await Promise.all(
    icons.map(async ({ src }) => {
      const icon = await fetch(url + src);
      const { width, height } = await sharp(await icon.arrayBuffer()).metadata();
      const type = icon.headers.get('content-type')?.split(';')[0];
      return { src, sizes: type === 'image/svg+xml' ? 'any' : `${width}x${height}`, type };
    }),
  );
  expect(found).toEqual(icons);
  // What browsers ask for before they offer it.
  expect(found.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']));
});

test('a file that is named by its content is kept for good, a worker never, and what keeps its name for an hour', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'static-files-'));
  closing.push(() => rmSync(directory, { recursive: true }));
  mkdirSync(join(directory, '_astro'));
  for (const name of [
    '_astro/page.B4x1.js',
    '_astro/main.C0ff.css',
    '_astro/f.woff2',
    'worker.js',
    'favicon.svg',
  ])
    writeFileSync(join(directory, name), name);
  const url = await serving(directory);
  const kept = async (path: string): Promise<string | null> =>
    (await fetch(url + path, { method: 'HEAD' })).headers.get('cache-control');
  for (const path of ['/_astro/page.B4x1.js', '/_astro/main.C0ff.css', '/_astro/f.woff2'])
    expect([path, await kept(path)]).toEqual([path, 'public, max-age=31536000, immutable']);
  expect(await kept('/worker.js')).toBe('no-cache');
  expect(await kept('/favicon.svg')).toBe('public, max-age=3600');

  const etag = (await fetch(`${url}/favicon.svg`)).headers.get('etag') ?? '';
  expect((await fetch(`${url}/favicon.svg`, { headers: { 'if-none-match': etag } })).status).toBe(304);
  expect((await fetch(`${url}/_astro/unknown.js`)).status).toBe(404);
});
