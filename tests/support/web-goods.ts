import type { People, Person } from './people.js';
import type { WebFloor } from './web-floor.js';

/** A shop of the demo with something that costs the same every time, and who keeps it. */
export interface WebGoods {
  owner: Person;
  shop: string;
  /** The path of the product's page. */
  product: string;
}

/** Food in stock of a shop that takes cash, as buyers find it: of one variant with a fixed price. */
export async function webGoods(floor: WebFloor, people: People): Promise<WebGoods> {
  const owner = await people.person({ name: 'Người Bán Mẫu' });
  const { body } = await floor.buyer.call<{ items: { slug: string }[] }>(
    'GET',
    '/products?group=I&inStock=true',
  );
  const [found] = await floor.database.query<{ sellerId: string; shop: string; slug: string }>(
    `SELECT s.id AS "sellerId", s.slug AS shop, p.slug FROM products p JOIN sellers s ON s.id = p.seller_id
     WHERE p.slug = ANY ($1) AND s.accepts_cod
       AND (SELECT count(*) FILTER (WHERE v.kg_price_vnd IS NULL) = count(*) AND count(*) = 1 FROM variants v WHERE v.product_id = p.id)
     ORDER BY p.slug LIMIT 1`,
    [body.items.map(({ slug }) => slug)],
  );
  if (found === undefined) throw new Error('Nothing in the demo is sold at a fixed price');
  await people.member(owner, { sellerId: found.sellerId });
  return { owner, shop: found.shop, product: `/san-pham/${found.slug}` };
}

/** The only order of a purchase. */
export async function orderOf(floor: WebFloor, groupCode: string): Promise<{ id: string; code: string }> {
  const [order] = await floor.database.query<{ id: string; code: string }>(
    `SELECT o.id, o.code FROM orders o JOIN order_groups g ON g.id = o.order_group_id WHERE g.code = $1`,
    [groupCode],
  );
  if (order === undefined) throw new Error(`No order in ${groupCode}`);
  return order;
}
