import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS } from '#kernel/time';
import { imageSource, imageSrcset } from '../../../apps/api/src/platform/files/index.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';
import type { SmallProduct, SmallSeller } from '../../support/small-floor.js';

interface Card {
  slug: string;
  available: number;
  priceVnd: number;
  stars: number;
}

interface List {
  items: Card[];
  nextCursor: string | null;
  facets?: Record<string, { value: string; label: string; count: number }[]>;
}

let shop: SmallShop;
let second: SmallSeller;
const made: Record<string, SmallProduct> = {};

beforeAll(async () => {
  shop = await openSmallShop();
  second = await shop.floor.seller('dat-mui');
  const wishes = [
    { slug: 'a', seller: shop.seller, priceVnd: 50_000, stars: 3, setNo: 8, onHand: 5 },
    { slug: 'b', seller: shop.seller, priceVnd: 120_000, stars: 4, setNo: 8, onHand: 0 },
    { slug: 'c', seller: shop.seller, priceVnd: 90_000, stars: 5, setNo: 15, onHand: 7 },
    { slug: 'd', seller: second, priceVnd: 90_000, stars: 4, setNo: 15, onHand: 9 },
    { slug: 'e', seller: second, priceVnd: 300_000, stars: 3, setNo: 8, onHand: 11 },
  ];
  for (const [index, wish] of wishes.entries()) {
    const product = await shop.floor.product(wish);
    made[wish.slug] = product;
    await shop.database.query(`UPDATE products SET published_at = $2 WHERE id = $1`, [
      product.productId,
      new Date(Date.UTC(2026, 9, 1 + index)),
    ]);
  }
  // d is from the other commune and can be tasted at the cape; c has sold best, e is rated best.
  await shop.database.query(`UPDATE products SET commune_code = '32191' WHERE slug = 'd'`);
  await shop.database.query(`INSERT INTO shelf_stocks (product_id, tourism_point_id, checked_on)
    SELECT p.id, t.id, '2026-11-01' FROM products p, tourism_points t WHERE p.slug IN ('d', 'a') AND t.slug = 'mui-ca-mau'`);
  await shop.database.query(`UPDATE listings SET sold_quantity = 40 WHERE product_id = $1`, [
    made['c']?.productId,
  ]);
  await shop.database.query(
    `UPDATE listings SET rating_average = 4.5, rating_count = 8 WHERE product_id = $1`,
    [made['e']?.productId],
  );
  await shop.database.query(
    `UPDATE listings SET rating_average = 4.5, rating_count = 2 WHERE product_id = $1`,
    [made['b']?.productId],
  );
});
afterAll(() => shop.close());

async function list(query: string): Promise<List> {
  const { status, body } = await shop.app.http.get(`/api/v1/products${query}`);
  expect([status, body]).toEqual([200, body]);
  return body as List;
}

const slugs = async (query: string): Promise<string> =>
  (await list(query)).items.map(({ slug }) => slug).join('');

describe('the list of products', () => {
  it('shows a card with exactly the contract’s fields', async () => {
    const sha = 'ab'.repeat(32);
    await shop.database.query(
      `INSERT INTO product_images (product_id, position, sha, width, height, alt) VALUES ($1, 1, $2, 900, 600, 'Khô “mực”')`,
      [made['a']?.productId, sha],
    );
    await shop.database.query(`UPDATE variants SET measure_amount = 300, measure_unit = 'g' WHERE id = $1`, [
      made['a']?.variantId,
    ]);
    const { items } = await list('?sort=price-asc&limit=1');
    const picture = { sha, width: 900, height: 600 };
    expect(items[0]).toEqual({
      id: made['a']?.productId,
      slug: 'a',
      name: 'Sản phẩm a',
      stars: 3,
      set: 8,
      group: 'I',
      priceVnd: 50_000,
      unit: 'gói 500 g',
      unitPrice: { amountVnd: 166_667, per: 'kg' },
      byWeight: false,
      available: 5,
      seller: { slug: 'rach-goc', name: 'Gian hàng rach-goc', kind: 'cooperative' },
      commune: { code: '32248', name: 'Xã Đất Mũi' },
      image: { ...imageSource(picture), alt: 'Khô “mực”', srcset: imageSrcset(picture, 'jpg') },
      rating: { average: null, count: 0 },
    });
  });

  it('is JSON that no cache keeps', async () => {
    const answer = await shop.app.http.get('/api/v1/products');
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    ['', 'edcba'],
    ['?sort=newest', 'edcba'],
    ['?sort=relevance', 'edcba'],
    ['?sort=price-asc', 'acdbe'],
    ['?sort=price-desc', 'ebdca'],
    ['?sort=stars', 'cdbea'],
    ['?sort=best-selling', 'cedba'],
    ['?sort=rating', 'ebdca'],
  ])('sorts %s as %s', async (query, order) => {
    expect(await slugs(query)).toBe(order);
  });

  it.each([
    ['?group=I', 'eba'],
    ['?group=II', 'dc'],
    ['?group=I&group=II', 'edcba'],
    ['?set=15', 'dc'],
    ['?stars=5&stars=4', 'dcb'],
    ['?stars=1', ''],
    ['?seller=dat-mui', 'ed'],
    ['?seller=dat-mui&seller=rach-goc', 'edcba'],
    ['?seller=nobody', ''],
    ['?commune=32191', 'd'],
    ['?commune=99999', ''],
    ['?point=mui-ca-mau', 'da'],
    ['?point=hon-da-bac', ''],
    ['?minPriceVnd=90000', 'edcb'],
    ['?maxPriceVnd=90000', 'dca'],
    ['?minPriceVnd=90000&maxPriceVnd=90000', 'dc'],
    ['?minPriceVnd=90001&maxPriceVnd=90000', ''],
    ['?inStock=true', 'edca'],
    ['?inStock=false', 'edcba'],
    ['?group=I&stars=3&seller=dat-mui&maxPriceVnd=300000&inStock=true', 'e'],
    ['?q=san%20pham&group=II', 'cd'],
    ['?q=%20', 'edcba'],
  ])('narrows %s to “%s”', async (query, found) => {
    expect(await slugs(query)).toBe(found);
  });

  it('knows what is in season: from the first day on which it is ordered to the last', async () => {
    await shop.database
      .query(`UPDATE products SET order_from = CASE slug WHEN 'c' THEN DATE '2026-11-24' ELSE '2026-11-01' END,
      order_until = CASE slug WHEN 'b' THEN DATE '2026-11-22' ELSE '2026-11-30' END, deliver_from = '2026-12-20'
      WHERE slug IN ('b', 'c', 'd', 'e')`);
    expect(await slugs('?inSeason=true')).toBe('ed');
    expect(await slugs('?inSeason=false')).toBe('edcba');
    expect(await slugs('?q=san%20pham&inSeason=true&inStock=true&sort=newest')).toBe('ed');
    shop.clock.advance(DAY_MS);
    expect(await slugs('?inSeason=true&seller=rach-goc')).toBe('c');
    shop.clock.advance(-DAY_MS);
    await shop.database.query(
      `UPDATE products SET order_from = NULL, order_until = NULL, deliver_from = NULL`,
    );
    await shop.database.query(`UPDATE stock_levels SET restricted = false`);
    expect(await slugs('?inSeason=true')).toBe('');
  });

  it('counts what can be taken now: reserved goods are gone, holds past their hour are back', async () => {
    const variant = made['e']?.variantId;
    const available = async (): Promise<number | undefined> =>
      (await list('?seller=dat-mui&sort=price-desc')).items[0]?.available;
    await shop.database.query('UPDATE stock_levels SET reserved = 11 WHERE variant_id = $1', [variant]);
    expect(await available()).toBe(0);
    expect(await slugs('?inStock=true')).toBe('dca');
    // Orders are made by another room; here a hold may stand without one.
    await shop.database.query(`ALTER TABLE stock_reservations DISABLE TRIGGER ALL`);
    await shop.database.query(
      `INSERT INTO stock_reservations (order_line_id, variant_id, quantity, expires_at, status, status_changed_at)
       VALUES (uuidv7(), $1, 4, '2026-11-23T03:00:00Z', 'live', now()), (uuidv7(), $1, 7, '2026-11-23T03:00:01Z', 'live', now())`,
      [variant],
    );
    expect(await available()).toBe(4);
    shop.clock.advance(1_000);
    expect(await available()).toBe(11);
    await shop.database.query('DELETE FROM stock_reservations');
    await shop.database.query(`ALTER TABLE stock_reservations ENABLE TRIGGER ALL`);
    await shop.database.query('UPDATE stock_levels SET reserved = 0 WHERE variant_id = $1', [variant]);
  });
});

describe('pages', () => {
  const ORDERS = ['newest', 'price-asc', 'price-desc', 'stars', 'rating', 'best-selling'];

  it.each(ORDERS)('in the order %s follow each other without gap or repeat', async (sort) => {
    const whole = await slugs(`?sort=${sort}`);
    for (const limit of [1, 2, 4]) {
      let [walked, cursor]: [string, string | null] = ['', ''];
      while (cursor !== null) {
        const page: List = await list(
          `?sort=${sort}&limit=${limit}${cursor === '' ? '' : `&cursor=${cursor}`}`,
        );
        expect(page.items.length).toBeLessThanOrEqual(limit);
        walked += page.items.map(({ slug }) => slug).join('');
        cursor = page.nextCursor;
      }
      expect(walked).toBe(whole);
    }
  });

  it('of a search follow each other too, with filters and facets', async () => {
    const first = await list('?q=san+pham&limit=3&facets=true');
    const next = await list(`?q=san+pham&limit=3&facets=true&cursor=${first.nextCursor ?? ''}`);
    expect([...first.items, ...next.items].map(({ slug }) => slug).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(next.nextCursor).toBeNull();
    expect(next.facets).toEqual(first.facets);
  });

  it('end exactly: a full last page has no cursor', async () => {
    expect((await list('?limit=5')).nextCursor).toBeNull();
    expect((await list('?limit=4')).nextCursor).not.toBeNull();
  });

  it('are not opened by a cursor of another order, another list, or a changed one', async () => {
    const { nextCursor } = await list('?limit=2');
    const sellers = await shop.app.http.get('/api/v1/sellers?limit=1');
    const cut = (nextCursor ?? '').slice(0, -2);
    const at = Math.floor((nextCursor ?? '').length / 2);
    const changed =
      (nextCursor ?? '').slice(0, at) +
      ((nextCursor ?? '')[at] === 'A' ? 'B' : 'A') +
      (nextCursor ?? '').slice(at + 1);
    const foreign = (sellers.body as List).nextCursor ?? '';
    for (const query of [
      `sort=price-asc&cursor=${nextCursor ?? ''}`,
      `q=san&cursor=${nextCursor ?? ''}`,
      `cursor=${cut}`,
      `cursor=${changed}`,
      `cursor=${foreign}`,
      'cursor=',
      'cursor=e30',
      'cursor=%00',
      'cursor=nonsense',
    ]) {
      const { status, body } = await shop.app.http.get(`/api/v1/products?${query}`);
      expect([query, status, (body as { code: string }).code]).toEqual([query, 400, 'invalid_cursor']);
    }
  });
});

describe('facets', () => {
  const counts = (facets: List['facets'], name: string): string =>
    (facets?.[name] ?? []).map(({ value, count }) => `${value}:${count}`).join(' ');

  it('count every value of the whole list, labelled', async () => {
    const { facets } = await list('?facets=true');
    expect(facets).toEqual({
      stars: [
        { value: '5', label: '5 sao', count: 1 },
        { value: '4', label: '4 sao', count: 2 },
        { value: '3', label: '3 sao', count: 2 },
      ],
      group: [
        { value: 'I', label: 'Thực phẩm', count: 3 },
        { value: 'II', label: 'Đồ uống', count: 2 },
      ],
      set: [
        { value: '8', label: 'Chế biến từ thủy sản', count: 3 },
        { value: '15', label: 'Đồ uống có cồn khác', count: 2 },
      ],
      commune: [
        { value: '32248', label: 'Xã Đất Mũi', count: 4 },
        { value: '32191', label: 'Xã Năm Căn', count: 1 },
      ],
      seller: [
        { value: 'rach-goc', label: 'Gian hàng rach-goc', count: 3 },
        { value: 'dat-mui', label: 'Gian hàng dat-mui', count: 2 },
      ],
    });
  });

  it('are not sent unasked', async () => {
    expect((await list('')).facets).toBeUndefined();
    expect((await list('?facets=false')).facets).toBeUndefined();
  });

  it('count each over the other active filters', async () => {
    const { items, facets } = await list('?facets=true&group=I&stars=3');
    expect(items.map(({ slug }) => slug).join('')).toBe('ea');
    expect(counts(facets, 'stars')).toBe('4:1 3:2');
    expect(counts(facets, 'group')).toBe('I:2');
    expect(counts(facets, 'set')).toBe('8:2');
    expect(counts(facets, 'seller')).toBe('dat-mui:1 rach-goc:1');
  });

  it('agree with the lists they lead to, whatever is chosen', async () => {
    const chosen = [
      '',
      '&group=II',
      '&stars=4',
      '&seller=dat-mui',
      '&set=8&commune=32248',
      '&inStock=true&stars=3&stars=4',
      '&maxPriceVnd=90000&group=II',
      '&point=mui-ca-mau',
      '&inSeason=true',
    ];
    for (const filters of chosen) {
      const { facets } = await list(`?facets=true${filters}`);
      for (const [name, values] of Object.entries(facets ?? {})) {
        const others = filters.replaceAll(new RegExp(`&${name}=[^&]*`, 'g'), '');
        for (const { value, count } of values) {
          const { items } = await list(`?${name}=${value}${others}`);
          expect([filters, name, value, items.length]).toEqual([filters, name, value, count]);
        }
      }
    }
  });
});
