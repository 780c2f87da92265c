import { afterAll, beforeAll, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { isListed, products } from '../../support/province-data.js';

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
  expect(Object.keys(parts)).toEqual(['products', 'sellers', 'tourism-points', 'articles']);
  expect(parts['products']).toEqual([
    { from: listed[0], changedAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/) as string },
  ]);
  const { items } = await get<Found>('/pages/products');
  expect(items.map(({ slug }) => slug).sort()).toEqual(listed);
  expect((await get<Found>(`/pages/products?from=${listed[3]}`)).items.map(({ slug }) => slug)).toEqual(
    items.map(({ slug }) => slug).filter((slug) => slug >= (listed[3] ?? '')),
  );
  expect((await get<Found>('/pages/tourism-points')).items).toHaveLength(28);
  expect((await get<Found>('/pages/sellers')).items.length).toBeGreaterThan(50);
});

it('hands the catalogues of other sites everything on sale, page by page and each once', async () => {
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
  expect(seen.toSorted()).toEqual(listed);
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
