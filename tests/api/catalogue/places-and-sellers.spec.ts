import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';

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

interface Page {
  items: Record<string, unknown>[];
  nextCursor: string | null;
}

async function get(path: string): Promise<Record<string, unknown>> {
  const { status, body } = await app.http.get(`/api/v1${path}`);
  expect([path, status]).toEqual([path, 200]);
  return body as Record<string, unknown>;
}
const page = async (path: string): Promise<Page> => (await get(path)) as unknown as Page;
const first = async (q: string): Promise<unknown> =>
  (await page(`/communes?q=${encodeURIComponent(q)}`)).items[0]?.['name'];

/** All pages of a list, walked with its cursors. */
async function walk(path: string, limit: number): Promise<Record<string, unknown>[]> {
  const all: Record<string, unknown>[] = [];
  let cursor: string | null = null;
  do {
    const next: Page = await page(`${path}?limit=${limit}${cursor === null ? '' : `&cursor=${cursor}`}`);
    expect(next.items.length).toBeLessThanOrEqual(limit);
    all.push(...next.items);
    cursor = next.nextCursor;
  } while (cursor !== null);
  return all;
}

describe('communes', () => {
  it('are all 64 without words', async () => {
    const { items, nextCursor } = await page('/communes');
    expect([items.length, nextCursor]).toEqual([64, null]);
    expect(items[0]).toEqual({
      code: expect.stringMatching(/^\d{5}$/) as string,
      name: expect.stringMatching(/^(Xã|Phường) /) as string,
      kind: expect.stringMatching(/^(commune|ward)$/) as string,
      oldNames: expect.any(Array) as string[],
    });
    expect((await walk('/communes', 10)).map(({ code }) => code)).toEqual(items.map(({ code }) => code));
  });

  it.each([
    ['nam can', 'Xã Năm Căn'],
    ['Năm Căn', 'Xã Năm Căn'],
    ['xã Hàng Vịnh', 'Xã Năm Căn'],
    ['thị trấn Năm Căn', 'Xã Năm Căn'],
    ['hang vinh', 'Xã Năm Căn'],
    ['XÃ NĂM CĂN', 'Xã Năm Căn'],
    ['dat mui', 'Xã Đất Mũi'],
    ['Đất Mũi', 'Xã Đất Mũi'],
    ['bac lieu', 'Phường Bạc Liêu'],
  ])('finds “%s” first as %s', async (typed, name) => {
    expect(await first(typed)).toBe(name);
  });

  it('leads from an old district to all its communes', async () => {
    const { items } = await page(`/communes?q=${encodeURIComponent('huyện Ngọc Hiển')}`);
    expect(items.length).toBeGreaterThan(1);
    for (const { oldNames } of items) expect(oldNames).toContain('Huyện Ngọc Hiển');
  });

  it('answers odd words with nothing, and refuses what cannot be text', async () => {
    for (const typed of ['xyzzy', '%', `'`, '\\', '!!!', '🦐']) {
      expect((await page(`/communes?q=${encodeURIComponent(typed)}`)).items).toEqual([]);
    }
    const { status, body } = await app.http.get('/api/v1/communes?q=%00');
    expect([status, (body as { code: string }).code]).toEqual([400, 'validation_failed']);
  });
});

describe('provinces, groups and the floor', () => {
  it('has the 34 provinces', async () => {
    const all = await walk('/provinces', 20);
    expect(all).toHaveLength(34);
    expect(all).toContainEqual({ code: '96', name: 'Tỉnh Cà Mau' });
  });

  it('has six groups and 26 sets whose counts are those of the list', async () => {
    const { groups } = (await get('/product-sets')) as {
      groups: {
        code: string;
        productCount: number;
        sets: { no: number; productCount: number; alcohol: boolean }[];
      }[];
    };
    expect(groups.map(({ code }) => code)).toEqual(['I', 'II', 'III', 'IV', 'V', 'VI']);
    const sets = groups.flatMap((group) => group.sets);
    expect(sets.map(({ no }) => no)).toEqual(Array.from({ length: 26 }, (_, index) => index + 1));
    expect(sets.filter(({ alcohol }) => alcohol).map(({ no }) => no)).toEqual([14, 15]);
    for (const group of groups) {
      expect(group.sets.reduce((sum, { productCount }) => sum + productCount, 0)).toBe(group.productCount);
    }
    const { facets } = (await get('/products?facets=true&limit=1')) as {
      facets: Record<string, { value: string; count: number }[]>;
    };
    for (const { value, count } of facets['set'] ?? []) {
      expect(sets.find(({ no }) => String(no) === value)?.productCount).toBe(count);
    }
  });

  it('publishes its operating rules in every version, by its registration', async () => {
    const rules = await get('/operating-rules');
    expect(rules).toMatchObject({ version: '2026-11', from: '2026-11-01', standing: 'in_force' });
    expect(await get('/operating-rules/2026-11')).toEqual(rules);
    expect(rules['versions']).toEqual([
      { version: '2026-11', from: '2026-11-01', standing: 'in_force', changes: ['Bản đầu tiên.'] },
    ]);
    expect((await app.http.get('/api/v1/operating-rules/2020-01')).body).toMatchObject({
      status: 404,
      code: 'not_found',
    });
    expect((await get('/floor'))['registration']).toMatchObject({ number: '00000/TMĐT-MẪU' });
  });

  it('says which floor it is and how much is on it', async () => {
    const floor = await get('/floor');
    expect(floor).toMatchObject({
      name: 'Sàn OCOP Cà Mau',
      fullName: 'Tỉnh Cà Mau',
      province: { code: '96', name: 'Cà Mau' },
      demo: true,
      counts: { tourismPoints: 28, communes: 64 },
    });
    const counts = floor['counts'] as { products: number; sellers: number };
    expect((await walk('/products', 100)).length).toBe(counts.products);
    expect((await walk('/sellers', 100)).length).toBe(counts.sellers);
    expect(counts.products).toBeGreaterThanOrEqual(105);
  });
});

it('names what the programme and the floor fix in the language asked for, and says that answers depend on it', async () => {
  const ask = (path: string) => app.http.get(`/api/v1${path}`).set('accept-language', 'en');
  const sets = await ask('/product-sets');
  expect(sets.headers['vary']).toContain('accept-language');
  const { groups } = sets.body as { groups: { name: string; sets: { no: number; name: string }[] }[] };
  expect(groups.map(({ name }) => name).slice(0, 2)).toEqual(['Food', 'Drinks']);
  const named = [...groups, ...groups.flatMap((group) => group.sets)].map(({ name }) => name);
  expect(named.filter((name) => /[\u0300-\u036fđ]/i.test(name.normalize('NFD')))).toEqual([]);

  const { facets, items } = (await ask('/products?facets=true&limit=1')).body as {
    facets: Record<string, { value: string; label: string }[]>;
    items: { slug: string }[];
  };
  expect(facets['stars']?.map(({ label }) => label)).toEqual(['5 stars', '4 stars', '3 stars']);
  expect(facets['group']?.[0]).toMatchObject({ value: 'I', label: 'Food' });
  expect(facets['commune']?.[0]?.label).toMatch(/^(Xã|Phường) /);
  expect((await ask(`/products/${items[0]?.slug}`)).body).toMatchObject({
    deliveryTerms: expect.stringContaining('Sellers pack') as string,
    returnTerms: expect.stringContaining('7 days') as string,
  });
  expect((await ask('/floor')).body).toMatchObject({ name: 'Cà Mau OCOP Marketplace' });
});

describe('tourism points', () => {
  it('are listed by name with what each shows', async () => {
    const all = await walk('/tourism-points', 10);
    expect(all).toHaveLength(28);
    expect(all.map(({ slug }) => slug)).toEqual(all.map(({ slug }) => slug as string).sort());
    for (const point of all) {
      const { items } = await page(`/products?point=${String(point['slug'])}&limit=100`);
      expect([point['slug'], point['productCount']]).toEqual([point['slug'], items.length]);
    }
  });

  it('have a page with goods, pick-up and neighbours', async () => {
    const all = await walk('/tourism-points', 100);
    const busiest = all.toSorted((a, b) => Number(b['productCount']) - Number(a['productCount']))[0];
    const point = await get(`/tourism-points/${String(busiest?.['slug'])}`);
    expect(point).toMatchObject(busiest ?? {});
    const cards = point['products'] as { slug: string; stars: number }[];
    expect(cards.length).toBe(Math.min(48, Number(point['productCount'])));
    expect(cards.map(({ stars }) => stars)).toEqual(
      cards.map(({ stars }) => stars).toSorted((a, b) => b - a),
    );
    expect(point['nearby']).toHaveLength(4);
    const [card] = cards;
    expect((await page(`/products?point=${String(point['slug'])}&limit=100`)).items).toContainEqual(card);
  });

  it('that do not exist are not found', async () => {
    expect((await app.http.get('/api/v1/tourism-points/khong-co')).status).toBe(404);
  });
});

describe('sellers', () => {
  it('are those that may sell, each with its products', async () => {
    const all = await walk('/sellers', 25);
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set(['approved']));
    const { facets } = (await get('/products?facets=true&limit=1')) as {
      facets: Record<string, { value: string; count: number }[]>;
    };
    const counts = new Map(facets['seller']?.map(({ value, count }) => [value, count]));
    for (const seller of all) expect(seller['productCount']).toBe(counts.get(seller['slug'] as string) ?? 0);
    expect(await get(`/sellers/${String(all[0]?.['slug'])}`)).toMatchObject(all[0] ?? {});
  });

  it('suspended and closed keep a page with their status and no product', async () => {
    const rows = await database.query<{ slug: string; status: string }>(
      `SELECT slug, status FROM shop_sellers WHERE status <> 'approved'`,
    );
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['suspended', 'closed']));
    for (const { slug, status } of rows) {
      expect(await get(`/sellers/${slug}`)).toMatchObject({
        slug,
        status,
        productCount: 0,
        pickupPoints: [],
      });
    }
  });

  it('show no bank account and no representative', async () => {
    const [seller] = (await page('/sellers?limit=1')).items;
    expect(Object.keys(await get(`/sellers/${String(seller?.['slug'])}`)).sort()).toEqual(
      ['address', 'commune', 'illustrative', 'kind', 'legalName', 'name', 'phone', 'pickupPoints', 'productCount',
        'sharePicture', 'slug', 'status', 'story', 'taxCode'],
    ); // prettier-ignore
  });

  it('in draft are not found', async () => {
    await database.query(`UPDATE sellers SET status = 'draft' WHERE slug = (SELECT min(slug) FROM sellers)`);
    const [draft] = await database.query<{ slug: string }>(`SELECT slug FROM sellers WHERE status = 'draft'`);
    expect((await app.http.get(`/api/v1/sellers/${draft?.slug ?? ''}`)).status).toBe(404);
  });
});

describe('pictures', () => {
  const pictureOf = ([card]: Record<string, unknown>[]): { url: string; srcset: string } => {
    if (card === undefined) throw new Error('No product is listed');
    return card['image'] as { url: string; srcset: string };
  };

  it('come in every promised width and format, for ever', async () => {
    const { items } = await page('/products?limit=1');
    const { url, srcset } = pictureOf(items);
    const widths = srcset.split(', ').map((candidate) => candidate.split(' ')[0] ?? '');
    expect(widths).toHaveLength(3);
    expect(widths).toContain(url);
    for (const [format, type] of [
      ['avif', 'image/avif'],
      ['webp', 'image/webp'],
      ['jpg', 'image/jpeg'],
    ] as const) {
      const answer = await app.http.get((widths[0] ?? '').replace(/jpg$/, format));
      expect([answer.status, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([
        200,
        type,
        'public, max-age=31536000, immutable',
      ]);
      expect(Number(answer.headers['content-length'])).toBe((answer.body as Buffer).length);
    }
  });

  it('that no product shows, or in another size, are not found and not kept by a cache', async () => {
    const { items } = await page('/products?limit=1');
    const { url } = pictureOf(items);
    for (const bad of [
      url.replace('640', '641'),
      url.replace('.jpg', '.png'),
      `/api/v1/images/${'0'.repeat(64)}/640.jpg`,
      '/api/v1/images/..%2f..%2fetc/passwd',
    ]) {
      const answer = await app.http.get(bad);
      expect([bad, answer.status, answer.headers['cache-control']]).toEqual([bad, 404, 'no-store']);
    }
  });
});
