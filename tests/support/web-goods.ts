import { callAs } from './caller.js';
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

/** The order of a purchase: the only one, or that shop's. @param shop its slug */
export async function orderOf(
  floor: WebFloor,
  groupCode: string,
  shop?: string,
): Promise<{ id: string; code: string }> {
  const [order] = await floor.database.query<{ id: string; code: string }>(
    `SELECT o.id, o.code FROM orders o JOIN order_groups g ON g.id = o.order_group_id JOIN sellers s ON s.id = o.seller_id
     WHERE g.code = $1 AND ($2::text IS NULL OR s.slug = $2)`,
    [groupCode, shop ?? null],
  );
  if (order === undefined) throw new Error(`No order in ${groupCode}`);
  return order;
}

/** The shop confirms, packs and sends it, and everything is taken. */
export async function deliverOrder(
  floor: WebFloor,
  { owner, shop, code }: { owner: Person; shop: string; code: string },
): Promise<void> {
  const post = async (path: string, body: object = {}): Promise<string> => {
    const address = `/seller/${shop}/orders/${code}${path}`;
    const answer = await callAs<{ parcels: { id: string }[] }>(floor.api, owner, 'POST', address, body);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body.parcels[0]?.id ?? '';
  };
  await post('/confirmation');
  const parcel = await post('/parcels', { key: 'kien-mau-1' });
  await post(`/parcels/${parcel}/hand-over`);
  await post(`/parcels/${parcel}/arrival`);
}
