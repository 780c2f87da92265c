import { afterAll, beforeAll, expect, it } from 'vitest';
import pg from 'pg';
import { FEW_AT_MOST } from '#kernel/stock-band';
import { testApp, type TestApp } from '../../support/app.js';
import { Buyer } from '../../support/buyer.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
let app: TestApp;
let ear: Ear;

beforeAll(async () => {
  database = await testDatabase({ seeded: true });
  app = await testApp({ database });
  ear = await Ear.at(database.appUrl);
});
afterAll(async () => {
  await ear.close();
  await app.close();
  await database.drop();
});

/**
 * Hears what is announced. A session that listens is given what was committed before its statement before it is given the
 * result: what the stream to storefronts relies on, the tests rely on too.
 */
class Ear {
  private words: string[] = [];
  private constructor(private readonly client: pg.Client) {
    client.on('notification', ({ payload }) => this.words.push(...(payload ?? '').split(' ')));
  }

  static async at(url: string): Promise<Ear> {
    const listening = new Ear(new pg.Client({ connectionString: url }));
    await listening.client.connect();
    await listening.client.query('LISTEN page_changes');
    return listening;
  }

  /** The words since it was last asked. */
  async heard(): Promise<string[]> {
    await this.client.query('SELECT');
    return [...new Set(this.words.splice(0))].sort();
  }

  close(): Promise<void> {
    return this.client.end();
  }
}

interface Goods {
  id: string;
  variantId: string;
  seller: string;
  point: string;
}
async function goods(): Promise<Goods> {
  const [found] = await database.query<Goods & object>(
    `SELECT p.id, v.id AS "variantId", s.slug AS seller, t.slug AS point FROM products p JOIN sellers s ON s.id = p.seller_id
     JOIN variants v ON v.product_id = p.id AND v.position = 1 JOIN listings l ON l.product_id = p.id
     JOIN shelf_stocks ss ON ss.product_id = p.id JOIN tourism_points t ON t.id = ss.tourism_point_id
     JOIN stock_levels st ON st.variant_id = v.id AND NOT st.restricted AND st.reserved = 0
     WHERE s.status = 'approved' AND p.publication_status = 'published'
       -- What anybody may order to be paid on delivery.
       AND is_listed(l.publication_status, l.seller_status, l.stars, l.listed_from, l.listed_until, '2026-11-23')
       AND s.accepts_cod AND p.set_no NOT IN (14, 15) AND v.price_vnd < 200000
     ORDER BY p.slug, t.slug LIMIT 1`,
  );
  if (found === undefined) throw new Error('the demo has no goods');
  return found;
}

it('says for each change which pages show it', async () => {
  const { id, variantId, seller, point } = await goods();
  const product = [`product:${id}`, 'products'];
  const stock = (onHand: number): [string, string[]] => [
    `UPDATE stock_levels SET on_hand = ${onHand} WHERE variant_id = '${variantId}'`,
    product,
  ];
  const changes: [statement: string, words: string[]][] = [
    [`UPDATE variants SET price_vnd = price_vnd + 1000 WHERE id = '${variantId}'`, product],
    [`UPDATE product_images SET alt = alt || '.' WHERE product_id = '${id}'`, product],
    [`UPDATE listings SET sold_quantity = sold_quantity + 1 WHERE product_id = '${id}'`, product],
    [`UPDATE certifications SET score = score WHERE product_id = '${id}'`, ['listed', ...product]],
    [`UPDATE products SET story = story || '.' WHERE id = '${id}'`, ['listed', ...product]],
    [stock(FEW_AT_MOST + 90)[0], []],
    [stock(FEW_AT_MOST + 1)[0], []],
    stock(FEW_AT_MOST),
    stock(0),
    [`UPDATE stock_levels SET on_hand = on_hand WHERE variant_id = '${variantId}'`, []],
    [`UPDATE tourism_points SET name = name WHERE slug = '${point}'`, [`point:${point}`, 'points']],
    [
      `UPDATE tourism_routes SET name = name WHERE slug = 'ca-mau-song-trem'`,
      ['route:ca-mau-song-trem', 'routes'],
    ],
    [
      `UPDATE tourism_route_stops s SET words = words FROM tourism_routes r WHERE r.id = s.route_id AND r.slug = 'ca-mau-song-trem'`,
      ['route:ca-mau-song-trem', 'routes'],
    ],
    [
      `INSERT INTO point_pictures (tourism_point_id, position, sha, width, height, alt, illustration)
       SELECT id, 12, repeat('a', 64), 4, 3, 'a', true FROM tourism_points WHERE slug = '${point}'`,
      [`point:${point}`, 'points'],
    ],
    [
      `INSERT INTO point_photos (tourism_point_id, position, sha, width, height, alt, added_by)
       SELECT t.id, 1, repeat('b', 64), 4, 3, 'a', (SELECT id FROM accounts LIMIT 1) FROM tourism_points t WHERE slug = '${point}'`,
      [`point:${point}`, 'points'],
    ],
    [`UPDATE point_photos SET alt = alt || '.'`, [`point:${point}`, 'points']],
    [`DELETE FROM point_photos`, [`point:${point}`, 'points']],
    [`UPDATE communes SET name = name WHERE false`, []],
    [`UPDATE product_sets SET name = name`, ['floor']],
    [`UPDATE orders SET updated_at = updated_at`, []],
  ];
  await database.query(`UPDATE stock_levels SET on_hand = 200 WHERE variant_id = $1`, [variantId]);
  await ear.heard();
  for (const [statement, words] of changes) {
    await database.query(statement);
    expect([statement, await ear.heard()]).toEqual([statement, words.toSorted()]);
  }
  await database.query(`UPDATE sellers SET story = story || '.' WHERE slug = $1`, [seller]);
  const said = await ear.heard();
  for (const word of [`seller:${seller}`, 'sellers', 'listed', ...product]) expect(said).toContain(word);
  // More than anybody wants to name.
  await database.query(`UPDATE variants SET updated_at = updated_at`);
  expect(await ear.heard()).toEqual(['floor']);
});

it('names to the storefront, on the answer, what the request itself changed, and nothing where nothing changed', async () => {
  const { id, variantId } = await goods();
  await database.query(`UPDATE stock_levels SET on_hand = reserved + 5 WHERE variant_id = $1`, [variantId]);
  const buyer = new Buyer(app.url);
  const cart = await buyer.call('POST', '/carts', {});
  expect(cart.headers.get('x-floor-changed-pages')).toBeNull();
  const filled = await buyer.cart({ [variantId]: 1 });
  const placed = await buyer.place(filled, await buyer.quote(filled));
  expect(placed.status).toBe(201);
  expect(placed.headers.get('x-floor-changed-pages')?.split(' ').sort()).toEqual(
    [`product:${id}`, 'products'].sort(),
  );
});

/** What the public's role may read and no kept page shows, or what changes only together with what is announced. */
const NOT_ANNOUNCED: Readonly<Record<string, string>> = {
  stock_reservations: 'a hold begins and ends together with its row of stock_levels',
  floor_settings: 'whether this is a demo, and what it was migrated with',
  movable_clocks: 'what time it is',
  page_addresses:
    'an address changes together with its product or article, and what leads elsewhere is never kept',
  shipping_rates: 'fees are asked for on the way to an order, on pages for one person',
  order_lines: 'what was sold is frozen',
  order_return_lines: 'what goes back is said once, before its return is settled',
  search_terms: 'what somebody searches for is never kept',
  search_words: 'what somebody searches for is never kept',
};

it('announces every table that a public page may show', async () => {
  const tables = await database.query<{ name: string }>(
    `WITH RECURSIVE readable AS (
      SELECT c.oid, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind IN ('r', 'v') AND has_table_privilege('floor_app', c.oid, 'SELECT')
      UNION
      SELECT t.oid, t.relkind FROM readable v JOIN pg_rewrite r ON r.ev_class = v.oid
      JOIN pg_depend d ON d.objid = r.oid AND d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass
      JOIN pg_class t ON t.oid = d.refobjid AND t.relkind IN ('r', 'v')
    )
    SELECT c.relname AS name FROM readable JOIN pg_class c ON c.oid = readable.oid
    WHERE c.relkind = 'r' AND NOT EXISTS (SELECT FROM pg_trigger g JOIN pg_proc f ON f.oid = g.tgfoid
      WHERE g.tgrelid = c.oid AND f.prosrc ~ 'announce_(goods|pages)') ORDER BY 1`,
  );
  expect(tables.map(({ name }) => name)).toEqual(Object.keys(NOT_ANNOUNCED).sort());
});
