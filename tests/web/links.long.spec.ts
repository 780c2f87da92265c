import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../apps/storefront/src/i18n/en.js';
import { vi } from '../../apps/storefront/src/i18n/vi.js';
import { Buyer } from '../support/buyer.js';
import { demo, PUBLIC_PAGES } from '../support/pages.js';
import { isAlcohol, products } from '../support/province-data.js';
import { WebFloor } from '../support/web-floor.js';

let floor: WebFloor;

beforeAll(async () => {
  floor = await WebFloor.start();
});
afterAll(() => floor?.stop());

/** Filters combine without end; so many addresses of one page are enough to find a broken one. */
const QUERIES_PER_PAGE = 12;

interface Crawled {
  path: string;
  status: number;
  html: string;
}

const decode = (text: string): string => text.replaceAll('&amp;', '&').replaceAll('&#38;', '&');
const attributes = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value = '']) => decode(value));

/** Opens every address any page links to, each once, from the home page on. */
async function crawl(): Promise<Crawled[]> {
  const seen = new Set<string>(['/']);
  const queries = new Map<string, number>();
  const pages: Crawled[] = [];
  for (let wave = ['/']; wave.length > 0;) {
    const opened = await Promise.all(
      wave.splice(0, 8).map(async (path) => {
        const answer = await fetch(floor.url + path);
        const isPage = answer.headers.get('content-type')?.startsWith('text/html') ?? false;
        const body = await answer.text();
        return { path, status: answer.status, html: isPage ? body : '' };
      }),
    );
    pages.push(...opened);
    for (const href of opened.flatMap(({ html }) => attributes(html, 'href'))) {
      const url = new URL(href, floor.url);
      const path = url.pathname + url.search;
      if (url.origin !== floor.url || seen.has(path)) continue;
      const count = queries.get(url.pathname) ?? 0;
      if (url.search !== '' && count >= QUERIES_PER_PAGE) continue;
      queries.set(url.pathname, count + (url.search === '' ? 0 : 1));
      seen.add(path);
      wave.push(path);
    }
  }
  return pages;
}

test('every link of every page leads somewhere, and every jump within a page lands', async () => {
  const pages = await crawl();
  // All goods, sellers and points, and the pages around them.
  expect(pages.filter(({ path }) => /^\/san-pham\/[^?]+$/.test(path)).length).toBeGreaterThanOrEqual(105);
  expect(pages.filter(({ path }) => /^\/nguoi-ban\/[^?]+$/.test(path)).length).toBeGreaterThanOrEqual(60);
  expect(pages.filter(({ path }) => /^\/du-lich\/[^?/]+$/.test(path))).toHaveLength(28 + 2);
  expect(pages.filter(({ path }) => path.startsWith('/du-lich/tuyen/'))).toHaveLength(3);
  expect(pages.filter(({ status }) => status !== 200).map(({ path, status }) => `${status} ${path}`)).toEqual(
    [],
  );

  const missing = pages.flatMap(({ path, html }) => {
    const ids = new Set(attributes(html, 'id'));
    return attributes(html, 'href')
      .filter((href) => href.startsWith('#') && !ids.has(href.slice(1)))
      .map((href) => `${href} on ${path}`);
  });
  expect(missing).toEqual([]);
  const outside = new Set(
    pages.flatMap(({ html }) => attributes(html, 'href')).filter((href) => /^(https?:)?\/\//.test(href)),
  );
  const elsewhere = [...outside].filter((href) => !href.startsWith(floor.url)).map((href) => new URL(href));
  // Whoever asks how to get to a point may see it on a map; nothing else leads away.
  expect(new Set(elsewhere.map(({ origin }) => origin))).toEqual(new Set(['https://www.openstreetmap.org']));
  expect(elsewhere.filter(({ search }) => !/^\?mlat=[\d.]+&mlon=[\d.]+$/.test(search))).toEqual([]);
});

test('the sitemap names every page that search engines keep, in both languages, and none that they are kept from', async () => {
  const addresses = async (path: string): Promise<string[]> => {
    const answer = await fetch(floor.url + path);
    expect([path, answer.status]).toEqual([path, 200]);
    const found = [...(await answer.text()).matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url = '']) =>
      decode(url),
    );
    expect(found.filter((url) => !url.startsWith(`${floor.url}/`))).toEqual([]);
    return found.map((url) => url.slice(floor.url.length));
  };
  const robots = await (await fetch(`${floor.url}/robots.txt`)).text();
  expect(robots).toContain(`Sitemap: ${floor.url}/sitemap.xml`);
  const parts = await addresses('/sitemap.xml');
  const named = (await Promise.all(parts.map(addresses))).flat();
  expect(new Set(named).size).toBe(named.length);
  const wanted = PUBLIC_PAGES.filter(({ indexed, path }) => indexed && !/[?]|^\/quy-che\/./.test(path)).map(
    ({ path }) => path,
  );
  expect(wanted.filter((path) => !named.includes(path))).toEqual([]);
  expect(named).toContain(`/en/san-pham/${demo.ordinary.slug}`);
  for (const { slug } of [demo.lapsed, demo.revoked, demo.suspended, demo.draft])
    expect(named.filter((path) => path.endsWith(`/${slug}`))).toEqual([]);

  const google = await (await fetch(`${floor.url}/feeds/google.xml`)).text();
  const cells = await (await fetch(`${floor.url}/feeds/facebook.csv`)).text();
  const spirits = new Set(products.filter(isAlcohol).map(({ slug }) => `/san-pham/${slug}`));
  const goods = named.filter((path) => /^\/san-pham\/./.test(path) && !spirits.has(path));
  expect(google.match(/<item>/g)).toHaveLength(goods.length);
  expect(cells.trim().split('\r\n')).toHaveLength(goods.length + 1);
});

test.each([
  ['vi', vi, ''],
  ['en', en, '/en'],
] as const)(
  'the page for the press and its sheet tell what the list counts, in %s',
  async (language, t, at) => {
    interface Counted {
      facets: Record<'stars' | 'group' | 'commune', { value: string; label: string; count: number }[]>;
    }
    const list = await new Buyer(floor.url, language).call<Counted>('GET', '/products?facets=true&limit=1');
    const { stars, group, commune } = list.body.facets;
    const { parts, columns } = t.press;
    const wanted = [
      ...stars.map(({ value, count }) => [parts.stars, t.common.starsShort(Number(value)), count]),
      ...group.map(({ label, count }) => [parts.group, label, count]),
      ...commune.map(({ label, count }) => [parts.commune, label, count]),
    ].map((line) => line.join('|'));
    expect(
      new Set([stars, group, commune].map((facets) => facets.reduce((sum, { count }) => sum + count, 0)))
        .size,
    ).toBe(1);

    const html = await (await fetch(`${floor.url}${at}/bao-chi`)).text();
    const shown = html
      .split('<caption>')
      .slice(1)
      .flatMap((table) => {
        const [part = ''] = table.split('</caption>');
        return [...table.matchAll(/<th scope="row"[^>]*>\s*([^<]*?)\s*<\/th>\s*<td>\s*([\d.,]+)/g)].map(
          ([, name = '', count = '']) => `${part}|${decode(name)}|${count.replaceAll(/[.,]/g, '')}`,
        );
      });
    expect(shown).toEqual(wanted);
    expect(attributes(html, 'href')).toContain(`${at}/bao-chi/so-lieu`);

    const sheet = await fetch(`${floor.url}${at}/bao-chi/so-lieu`);
    expect(sheet.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [head, ...lines] = (await sheet.text()).trim().split('\r\n');
    expect(head).toBe([columns.part, columns.value, columns.count].join(','));
    expect(lines.map((line) => line.replaceAll('"', ''))).toEqual(
      wanted.map((line) => line.replaceAll('|', ',')),
    );
  },
);

test('no page of a demo lets anybody call or write to an invented number', async () => {
  for (const path of [
    `/san-pham/${demo.ordinary.slug}`,
    `/nguoi-ban/${demo.ordinary.producer}`,
    '/gioi-thieu',
  ]) {
    const html = await (await fetch(floor.url + path)).text();
    expect(
      attributes(html, 'href').filter((href) => /^(tel|mailto|zalo|https?:\/\/zalo)/.test(href)),
    ).toEqual([]);
  }
});

test('a picture exists in every width and format it is offered in, with the type it is announced with', async () => {
  const html = await (await fetch(`${floor.url}/san-pham/${demo.ordinary.slug}`)).text();
  const [picture = ''] = /<picture>.*?<\/picture>/s.exec(html) ?? [];
  const offered = attributes(picture, 'srcset').flatMap((set) =>
    set.split(',').map((one) => one.trim().split(' ')[0] ?? ''),
  );
  expect(offered).toHaveLength(9);
  const types: Record<string, string> = { avif: 'image/avif', webp: 'image/webp', jpg: 'image/jpeg' };
  for (const url of offered) {
    const answer = await fetch(new URL(url, floor.url));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      types[url.split('.').at(-1) ?? ''],
    ]);
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(500);
  }
});

test('a lapsed product shows no price and nothing to order, and where to go on', async () => {
  for (const { slug } of [demo.lapsed, demo.suspended, demo.closed]) {
    const html = await (await fetch(`${floor.url}/san-pham/${slug}`)).text();
    const main = /<main.*<\/main>/s.exec(html)?.[0] ?? '';
    const own = main.split('id="thay-the"')[0] ?? '';
    expect(own).not.toMatch(/₫|name="variantId"/);
    expect(own).toContain('Hiện không bán');
    expect(attributes(main, 'href').filter((href) => /^\/san-pham\/./.test(href)).length).toBeGreaterThan(0);
  }
});
