import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  productListStatement,
  productOrders,
} from '../../../apps/api/src/modules/catalogue/shop/product-list.sql.js';
import { callAs } from '../../support/caller.js';
import type { SmallProduct, SmallSeller } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

interface Ranking {
  relevance: { criterion: string; points: number; counted: string }[];
  orders: { sort: string; by: string; direction: string; ties: string }[];
  paidPlaces: boolean;
}

let shop: SmallShop;
let plain: SmallSeller;
let named: SmallSeller;

beforeAll(async () => {
  shop = await openSmallShop();
  plain = await shop.floor.seller('mau-hang');
  named = await shop.floor.seller('mau-tep');
  await shop.database.query(`UPDATE sellers SET name = 'Hoa Tràm' WHERE id = $1`, [named.sellerId]);
  await shop.database.query(
    `INSERT INTO search_terms (words, means, suggested) VALUES ('bông', '{hoa}', false)`,
  );
});
afterAll(() => shop.close());

const published = async (): Promise<Ranking> =>
  (await callAs<Ranking>(shop.app, null, 'GET', '/ranking')).body;
const order = async (q: string, more = ''): Promise<string[]> => {
  const { body } = await callAs<{ items: { slug: string }[] }>(
    shop.app,
    null,
    'GET',
    `/products?q=${encodeURIComponent(q)}${more}`,
  );
  return body.items.map(({ slug }) => slug);
};
let made = 0;
async function product(
  name: string,
  wish: { seller?: SmallSeller; stars?: number; setNo?: number } = {},
): Promise<SmallProduct> {
  made += 1;
  const { seller = plain, ...rest } = wish;
  const goods = await shop.floor.product({ slug: `hang-${made}`, seller, ...rest });
  await shop.floor.rename(goods, name);
  return goods;
}

describe('the published criteria', () => {
  it('say of every order what it goes by, and that no place is for sale', async () => {
    const { orders, paidPlaces, relevance } = await published();
    expect(paidPlaces).toBe(false);
    expect(orders.map(({ sort }) => sort)).toEqual([...productOrders]);
    expect(relevance.map(({ criterion }) => criterion)).toEqual([
      'wholeName',
      'wholeNameByMeaning',
      'inOrder',
      'fillsName',
      'wordInName',
      'meaningInName',
      'wordOfMaker',
      'wordOfPlace',
      'wordOfKind',
      'star',
    ]);
  });

  it.each([...productOrders])('are all that %s goes by', async (sort) => {
    const { orders } = await published();
    const { by, direction } = orders.find((one) => one.sort === sort) ?? { by: '', direction: '' };
    const { text } = productListStatement({
      order: sort,
      deep: false,
      searching: true,
      facets: false,
      long: false,
      filters: [],
    });
    const way = direction === 'rising' ? 'ASC' : 'DESC';
    expect(/cut AS MATERIALIZED \([\s\S]*?ORDER BY ([^)]*?) LIMIT/.exec(text)?.[1]).toBe(
      `l.${by} ${way}, l.product_id ${way}`,
    );
  });

  it('are all that is added up: words, where they stand, and stars', () => {
    const { text } = productListStatement({
      order: 'relevance',
      deep: false,
      searching: true,
      facets: false,
      long: false,
      filters: [],
    });
    const points = /hits AS MATERIALIZED \(\s*SELECT l\.\*, ([\s\S]*?)AS relevance/.exec(text)?.[1] ?? '';
    const adding =
      /CROSS JOIN LATERAL \(\s*SELECT coalesce\(sum\(([\s\S]*?)\) AS points/.exec(text)?.[1] ?? '';
    expect(points.length).toBeGreaterThan(100);
    expect(adding.length).toBeGreaterThan(50);
    expect([...new Set((points + adding).match(/\bl\.\w+/g))].sort()).toEqual(['l.search', 'l.stars']);
  });
});

describe('two products that differ in one criterion', () => {
  // The better one is made first: it would come last if nothing told them apart but the tie.
  const better = async (q: string, first: SmallProduct, second: SmallProduct): Promise<void> => {
    expect(await order(q)).toEqual([first.slug, second.slug]);
    for (const { productId } of [first, second])
      await shop.database.query(`UPDATE products SET publication_status = 'withdrawn' WHERE id = $1`, [
        productId,
      ]);
  };

  it('stand in that order: the words in the name before the same as a name of the maker', async () => {
    await better('tram', await product('Mật tràm'), await product('Mật ong', { seller: named }));
  });
  it('the words one after the other before the words apart', async () => {
    await better('mam tom', await product('Mắm tôm chua'), await product('Tôm chua mắm'));
  });
  it('a name that is what was typed before a longer one', async () => {
    await better('muoi ot', await product('Muối ớt'), await product('Muối ớt xanh rừng ngập mặn'));
  });
  it('the word itself before one of the same meaning', async () => {
    await better('bông', await product('Chà bông cá'), await product('Trà hoa cúc'));
  });
  it('a word of the same meaning in the name before it in the maker’s name', async () => {
    await better('bông', await product('Trà hoa cúc'), await product('Trà sen', { seller: named }));
  });
  it('a word of the maker before a word of the place, and that before a word of the set', async () => {
    await shop.database.query(`UPDATE sellers SET name = 'Hoa Đất' WHERE id = $1`, [named.sellerId]);
    await better('dat', await product('Bánh', { seller: named }), await product('Bánh'));
    await shop.database.query(`UPDATE communes SET former_names = '{Cồn Cạn}' WHERE code = '32248'`);
    await shop.database.query(`UPDATE product_sets SET name = 'Đồ uống có cồn khác' WHERE no = 15`);
    const cake = await product('Bánh');
    const wine = await product('Rượu', { setNo: 15 });
    await shop.database.query(`UPDATE products SET commune_code = '32191' WHERE id = $1`, [wine.productId]);
    await better('con', cake, wine);
  });
  it('more stars before fewer, and then the later one', async () => {
    await better('keo', await product('Kẹo dừa', { stars: 5 }), await product('Kẹo dừa', { stars: 3 }));
    const earlier = await product('Kẹo chuối');
    const later = await product('Kẹo chuối');
    expect(await order('keo chuoi')).toEqual([later.slug, earlier.slug]);
  });

  it('and money or sales move neither of them', async () => {
    const earlier = await product('Nấm tràm');
    const later = await product('Nấm tràm');
    await shop.floor.setPrice(earlier, 900_000);
    await shop.database.query(`UPDATE listings SET sold_quantity = 1000 WHERE product_id = $1`, [
      earlier.productId,
    ]);
    expect(await order('nam tram')).toEqual([later.slug, earlier.slug]);
    expect(await order('nam tram', '&sort=best-selling')).toEqual([earlier.slug, later.slug]);
    expect(await order('nam tram', '&sort=price-asc')).toEqual([later.slug, earlier.slug]);
  });
});
