import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { isAlcohol, isListed, products } from '../../support/province-data.js';

let database: TestDatabase;
let app: TestApp;
beforeAll(async () => {
  database = await testDatabase({ seeded: true });
  app = await testApp({ database });
}, 180_000);
afterAll(async () => {
  await app.close();
  await database.drop();
});

interface Found {
  items: { slug: string; changedAt: string; name: string; priceVnd: number; image: string | null }[];
  next?: string | null;
}
async function get<Answer>(path: string): Promise<Answer> {
  const { status, body } = await app.http.get(`/api/v1/found${path}`);
  expect([path, status]).toEqual([path, 200]);
  return body as Answer;
}

const listed = products
  .filter(isListed)
  .map(({ slug }) => slug)
  .sort();

it('tells search engines of every page that is for them, and of no other', async () => {
  const parts = await get<Record<string, { from: string; changedAt: string }[]>>('');
  expect(Object.keys(parts)).toEqual(['products', 'sellers', 'tourism-points', 'tourism-routes', 'articles']);
  expect(parts['products']).toEqual([
    { from: listed[0], changedAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/) as string },
  ]);
  const { items } = await get<Found>('/pages/products');
  expect(items.map(({ slug }) => slug).sort()).toEqual(listed);
  expect((await get<Found>(`/pages/products?from=${listed[3]}`)).items.map(({ slug }) => slug)).toEqual(
    items.map(({ slug }) => slug).filter((slug) => slug >= (listed[3] ?? '')),
  );
  expect((await get<Found>('/pages/tourism-points')).items).toHaveLength(28);
  expect((await get<Found>('/pages/tourism-routes')).items).toHaveLength(3);
  expect((await get<Found>('/pages/sellers')).items.length).toBeGreaterThan(50);
});

it('hands the catalogues of other sites everything on sale but alcohol, page by page and each once', async () => {
  const seen: string[] = [];
  for (let from: string | null = ''; from !== null;) {
    const page: Found = await get<Found>(`/goods${from === '' ? '' : `?from=${from}`}`);
    expect(page.items.length).toBeLessThanOrEqual(100);
    expect(
      page.items.every(({ priceVnd, image }) => priceVnd > 0 && /^[0-9a-f]{64}$/.test(image ?? '')),
    ).toBe(true);
    seen.push(...page.items.map(({ slug }) => slug));
    from = page.next ?? null;
  }
  const spirits = new Set(products.filter(isAlcohol).map(({ slug }) => slug));
  expect(listed.some((slug) => spirits.has(slug))).toBe(true);
  expect(seen.toSorted()).toEqual(listed.filter((slug) => !spirits.has(slug)));
});

describe('the picture beside an address that is passed on', () => {
  interface Sent {
    status: number;
    cache: string;
    bytes: Buffer;
  }
  const fetched = async (path: string): Promise<Sent> => {
    const answer = await fetch(app.url + path);
    return {
      status: answer.status,
      cache: answer.headers.get('cache-control') ?? '',
      bytes: Buffer.from(await answer.arrayBuffer()),
    };
  };
  const urlOf = async (path: string): Promise<string | null> =>
    ((await app.http.get(`/api/v1${path}`)).body as { sharePicture: string | null }).sharePicture;
  const files = (kind: string, slug: string): Promise<string[]> =>
    readdir(join(database.dataDir, 'images', 'share', kind, slug));
  const slug = listed[1] ?? '';
  const ofProduct = async (): Promise<string> => (await urlOf(`/products/${slug}`)) ?? '';

  it('is drawn once, however many ask, and fits what networks show', async () => {
    const url = await ofProduct();
    const [first, ...others] = await Promise.all(Array.from({ length: 6 }, () => fetched(url)));
    expect(first).toMatchObject({ status: 200, cache: 'public, max-age=31536000, immutable' });
    const bytes = first?.bytes ?? Buffer.alloc(0);
    const { format, width, height } = await sharp(bytes).metadata();
    expect([format, width, height]).toEqual(['jpeg', 1200, 630]);
    expect(bytes.length).toBeLessThan(150_000);
    for (const other of others) expect(other.bytes.equals(bytes)).toBe(true);
    const [file = ''] = await files('product', slug);
    const path = join(database.dataDir, 'images', 'share', 'product', slug, file);
    const { mtimeMs } = await stat(path);
    expect((await fetched(url)).bytes.equals(bytes)).toBe(true);
    expect((await stat(path)).mtimeMs).toBe(mtimeMs);
  });

  it('is another once it would show something else, and only then', async () => {
    const [before, { bytes }] = [await ofProduct(), await fetched(await ofProduct())];
    await database.query(`UPDATE variants SET price_vnd = price_vnd + 1000
      WHERE product_id = (SELECT id FROM products WHERE slug = '${slug}')`);
    expect(await ofProduct()).toBe(before);
    await database.query(`UPDATE products SET name = 'Ổi ruột đỏ sấy dẻo' WHERE slug = '${slug}'`);
    const after = await ofProduct();
    expect(after).not.toBe(before);
    const drawn = await fetched(after);
    expect(drawn.bytes.equals(bytes)).toBe(false);
    // Whoever kept the old address sees what is true, and asks again.
    expect(await fetched(before)).toEqual({ ...drawn, cache: 'public, no-cache' });
    expect(await files('product', slug)).toEqual([after.split('/').at(-1)]);
  });

  it('goes with shops, points, stories and the floor itself as well', async () => {
    const [{ seller, point, article } = { seller: '', point: '', article: '' }] = await database.query<{
      seller: string;
      point: string;
      article: string;
    }>(`SELECT (SELECT s.slug FROM sellers s JOIN products p ON p.seller_id = s.id WHERE p.slug = '${slug}') AS seller,
      (SELECT slug FROM tourism_points ORDER BY slug LIMIT 1) AS point,
      (SELECT slug FROM articles WHERE status = 'published' AND title_en IS NOT NULL ORDER BY slug LIMIT 1) AS article`);
    for (const path of [`/sellers/${seller}`, `/tourism-points/${point}`, `/articles/${article}`, '/floor']) {
      const url = (await urlOf(path)) ?? '';
      const { status, cache, bytes } = await fetched(url);
      expect([path, status, cache.includes('immutable'), (await sharp(bytes).metadata()).width]).toEqual([
        path,
        200,
        true,
        1200,
      ]);
    }
    const english = await app.http.get(`/api/v1/articles/${article}`).set('accept-language', 'en');
    const { sharePicture } = english.body as { sharePicture: string };
    expect(sharePicture).toContain('/article-en/');
    expect((await fetched(sharePicture)).status).toBe(200);
  });

  it('is not there where nothing is on sale, and nothing is drawn for whoever guesses', async () => {
    const url = await ofProduct();
    await database.query(`UPDATE products SET paused_at = now() WHERE slug = '${slug}'`);
    expect([await urlOf(`/products/${slug}`), (await fetched(url)).status]).toEqual([null, 404]);
    await database.query(`UPDATE products SET paused_at = NULL WHERE slug = '${slug}'`);
    for (const path of [
      'product/khong-co/0123456789abcdef.jpg',
      `order/${slug}/0123456789abcdef.jpg`,
      `product/${slug}/0123456789abcdef.png`,
      `product/${slug}/..%2F..%2Fx.jpg`,
      'product/..%2Fx/0123456789abcdef.jpg',
      'floor/x.jpg',
    ])
      expect([path, (await fetched(`/api/v1/images/share/${path}`)).status]).toEqual([path, 404]);
  });
});

it('forgets what the gate closes behind, with the same day', async () => {
  const [slug = ''] = listed;
  await database.query(
    `UPDATE sellers SET status = 'suspended', status_changed_at = now() WHERE id = (SELECT seller_id FROM products WHERE slug = '${slug}')`,
  );
  const has = async (path: string): Promise<boolean> =>
    (await get<Found>(path)).items.some((item) => item.slug === slug);
  expect([await has('/pages/products'), await has('/goods')]).toEqual([false, false]);
});

it('knows no other kinds, and no addresses that are none', async () => {
  const status = async (path: string): Promise<number> => (await app.http.get(`/api/v1/found${path}`)).status;
  expect(
    await Promise.all(['/pages/orders', '/pages/products?from=A%27', '/goods?page=2'].map(status)),
  ).toEqual([404, 400, 400]);
});
