import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keptAddress } from './cached-pages.js';
import { KeptPage } from './kept-page.js';
import { FLOOR_TAG, PageCache } from './page-cache.js';

const NOON = Date.parse('2026-11-27T05:00:00Z');
const pageOf = (text: string, tags: readonly string[], expiresAt = NOON + 1_000): KeptPage =>
  new KeptPage(new Set([FLOOR_TAG, ...tags]), expiresAt, Buffer.from(text), {});

/** A rendering that ends when told. */
function begun(cache: PageCache<string>, address: string): (page: KeptPage) => Promise<string> {
  let end: (page: KeptPage) => void = () => undefined;
  const made = cache.refill(address, async (keep) => {
    keep(await new Promise<KeptPage>((ready) => (end = ready)));
    return address;
  });
  return (page) => {
    end(page);
    return made;
  };
}

const MIB = 1024 * 1024;

describe('pages that are kept', () => {
  test('go with the words they carry, and only those', async () => {
    const cache = new PageCache<string>(MIB);
    await begun(cache, '/a')(pageOf('a', ['product:1', 'products']));
    await begun(cache, '/b')(pageOf('b', ['product:2']));
    cache.purge(['product:1']);
    expect([cache.get('/a', NOON), cache.get('/b', NOON)?.tags.has('product:2')]).toEqual([undefined, true]);
    cache.purge([FLOOR_TAG]);
    expect(cache.size).toBe(0);
  });

  test('end at their hour', async () => {
    const cache = new PageCache<string>(MIB);
    await begun(cache, '/a')(pageOf('a', []));
    expect(cache.get('/a', NOON + 999)).toBeDefined();
    expect(cache.get('/a', NOON + 1_000)).toBeUndefined();
    expect(cache.size).toBe(0);
  });

  test('make room for others, the least asked for first, and never take more than they may', async () => {
    const weight = pageOf('x', []).weight;
    const cache = new PageCache<string>(3 * weight);
    for (const address of ['/a', '/b', '/c']) await begun(cache, address)(pageOf('x', [address]));
    cache.get('/a', NOON);
    await begun(cache, '/d')(pageOf('x', []));
    expect(['/a', '/b', '/c', '/d'].filter((address) => cache.get(address, NOON))).toEqual([
      '/a',
      '/c',
      '/d',
    ]);
    // All of them were asked for by now: the one that has been there longest goes, and never the one that just came.
    await begun(cache, '/e')(pageOf('x', []));
    expect(['/a', '/c', '/d', '/e'].filter((address) => cache.get(address, NOON))).toHaveLength(3);
    expect(cache.get('/e', NOON)).toBeDefined();
    await begun(cache, '/f')(pageOf('x'.repeat(4 * weight), []));
    expect(cache.get('/f', NOON)).toBeUndefined();
  });

  test('whatever happens in whatever order, no page is served that was begun before a change of what it shows', async () => {
    const act = fc.oneof(
      fc.record({ act: fc.constant('begin' as const), page: fc.nat(2), tag: fc.nat(2) }),
      fc.record({ act: fc.constant('end' as const), which: fc.nat(5) }),
      fc.record({ act: fc.constant('change' as const), tag: fc.nat(3) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (acts) => {
        const cache = new PageCache<string>(MIB);
        const truth = [0, 0, 0];
        const open: (() => Promise<unknown>)[] = [];
        for (const next of acts) {
          if (next.act === 'begin') {
            const end = begun(cache, `/${next.page}`);
            const read = `${next.tag} ${truth[next.tag]}`;
            open.push(() => end(pageOf(read, [`t${next.tag}`, `read:${read}`])));
          } else if (next.act === 'end') await open.splice(next.which, 1)[0]?.();
          else {
            for (const tag of next.tag === 3 ? [0, 1, 2] : [next.tag]) truth[tag] = (truth[tag] ?? 0) + 1;
            cache.purge(next.tag === 3 ? [FLOOR_TAG] : [`t${next.tag}`]);
          }
          for (const page of ['/0', '/1', '/2']) {
            const read = [...(cache.get(page, NOON)?.tags ?? [])].find((tag) => tag.startsWith('read:'));
            const [tag = 0, seen] = (read ?? '').slice('read:'.length).split(' ').map(Number);
            if (read !== undefined) expect(seen).toBe(truth[tag]);
          }
        }
        await Promise.all(open.map((end) => end()));
      }),
    );
  });
});

test('a kept page leaves with its headers, or as a mark alone to who has it', async () => {
  const page = new KeptPage(new Set(), NOON, Buffer.from('tôm'.repeat(500)), {
    'content-type': 'text/html',
    'content-length': '7',
  });
  const server = createServer((request, response) => page.send(request, response, 'hit'));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    for (const encoding of ['br', 'gzip', 'identity', 'br']) {
      const answer = await fetch(origin, { headers: { 'accept-encoding': encoding } });
      expect(await answer.text()).toBe('tôm'.repeat(500));
      expect(answer.headers.get('cache-status')).toBe('floor; hit');
      expect(answer.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
    }
    const same = await fetch(origin, { headers: { 'if-none-match': page.etag } });
    expect([same.status, same.headers.get('etag'), same.headers.get('content-length')]).toEqual([
      304,
      page.etag,
      null,
    ]);
  } finally {
    server.close();
    server.closeAllConnections();
  }
});

test('only what is listed has an address to be kept under, and every spelling of it the same', () => {
  expect(keptAddress('/san-pham?sort=price-asc&stars=4&stars=3&utm_medium=x')).toBe(
    '/san-pham?stars=4&stars=3&sort=price-asc',
  );
  expect(keptAddress('/san-pham/tom-kho?fbclid=abc')).toBe('/san-pham/tom-kho');
  expect(keptAddress('/en?utm_source=zalo')).toBe('/en');
  expect(keptAddress('/en/san-pham?stars=3')).toBe('/en/san-pham?stars=3');
  for (const url of [
    '/en/',
    '/english',
    '/en/gio-hang',
    '/gio-hang',
    '/tai-khoan',
    '/san-pham/tom-kho?a=1',
    '/san-pham/../gio-hang',
    '//',
    '/SAN-PHAM',
    '/san-pham/',
  ])
    expect([url, keptAddress(url)]).toEqual([url, null]);
});
