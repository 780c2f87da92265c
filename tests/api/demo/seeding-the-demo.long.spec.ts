import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClock } from '#kernel/time';
import { seedDemo } from '../../../apps/api/src/demo/run-demo.js';
import { testEnvironment } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';

const DAY = '2026-11-23';
const LISTED = `is_listed(l.publication_status, l.seller_status, l.stars, l.listed_from, l.listed_until, $1)`;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ seeded: true });
});
afterAll(() => database.drop());

const listedOn = async (day: string, where = 'true', { query } = database): Promise<string[]> =>
  (
    await query<{ slug: string }>(
      `SELECT p.slug FROM listings l JOIN products p ON p.id = l.product_id WHERE ${LISTED} AND ${where} ORDER BY slug`,
      [day],
    )
  ).map(({ slug }) => slug);

describe('the demo catalogue on the day of seeding', () => {
  it('has at least 115 products of 60 producers, 105 of them listed', async () => {
    const [counts] = await database.query<{ products: number; producers: number }>(
      `SELECT count(*)::integer AS products, count(DISTINCT seller_id)::integer AS producers FROM products`,
    );
    expect(counts?.products).toBeGreaterThanOrEqual(115);
    expect(counts?.producers).toBeGreaterThanOrEqual(60);
    expect((await listedOn(DAY)).length).toBeGreaterThanOrEqual(105);
  });

  it('has places, sets and a fee table under it', async () => {
    const [counts] = await database.query(`
      SELECT (SELECT count(*) FROM provinces)::integer AS provinces, (SELECT count(*) FROM communes)::integer AS communes,
        (SELECT count(*) FROM tourism_points)::integer AS points, (SELECT count(*) FROM product_sets)::integer AS sets,
        (SELECT count(*) FROM product_groups)::integer AS groups,
        (SELECT count(DISTINCT zone) FROM shipping_rates WHERE option_code = 'tieu-chuan')::integer AS zones,
        (SELECT array_agg(no ORDER BY no) FROM product_sets WHERE alcohol) AS alcohol`);
    expect(counts).toEqual({
      provinces: 34,
      communes: 64,
      points: 28,
      sets: 26,
      groups: 6,
      zones: 4,
      alcohol: [14, 15],
    });
  });

  it('lists what expires today through today and not tomorrow', async () => {
    const expiring = `EXISTS (SELECT 1 FROM certifications c WHERE c.id = l.certification_id AND c.valid_until = '${DAY}')`;
    expect(await listedOn(DAY, expiring)).toEqual(['tom-kho-mau-rach-duoc']);
    expect(await listedOn('2026-11-24', `p.slug = 'tom-kho-mau-rach-duoc'`)).toEqual([]);
  });

  it.each([
    ['expired yesterday', `SELECT product_id FROM certifications WHERE valid_until = DATE '${DAY}' - 1`],
    ['revoked', `SELECT product_id FROM certifications WHERE revoked_on <= '${DAY}'`],
    [
      'assessed at 2 stars and never certified',
      `SELECT product_id FROM assessments a WHERE stars = 2 AND NOT EXISTS
         (SELECT 1 FROM certifications c WHERE c.product_id = a.product_id)`,
    ],
    [
      'of a suspended seller',
      `SELECT p.id FROM products p JOIN sellers s ON s.id = seller_id WHERE status = 'suspended'`,
    ],
    [
      'of a closed seller',
      `SELECT p.id FROM products p JOIN sellers s ON s.id = seller_id WHERE status = 'closed'`,
    ],
    [
      'of a cooperative that ceased',
      `SELECT p.id FROM products p JOIN sellers s ON s.id = seller_id JOIN producers r ON r.id = s.producer_id
       WHERE cooperative_status = 'ceased'`,
    ],
    ['withdrawn', `SELECT id FROM products WHERE publication_status = 'withdrawn'`],
    ['a draft', `SELECT id FROM products WHERE publication_status = 'draft'`],
  ])('has a product that is %s, and does not list it', async (_state, products) => {
    const found = await database.query(products);
    expect(found.length).toBeGreaterThanOrEqual(1);
    expect(await listedOn(DAY, `p.id IN (${products})`)).toEqual([]);
  });

  it('lists one that is out of stock and at least three without alcohol of which few are left', async () => {
    const stock = `(SELECT sum(on_hand - reserved) FROM stock_levels s JOIN variants v ON v.id = s.variant_id WHERE v.product_id = p.id)`;
    expect((await listedOn(DAY, `${stock} = 0`)).length).toBeGreaterThanOrEqual(1);
    const few = `EXISTS (SELECT 1 FROM stock_levels s JOIN variants v ON v.id = s.variant_id
      WHERE v.product_id = p.id AND s.on_hand - s.reserved BETWEEN 1 AND 40) AND p.set_no NOT IN (14, 15)`;
    expect((await listedOn(DAY, few)).length).toBeGreaterThanOrEqual(3);
    const [plenty] = await database.query<{ share: number }>(
      `SELECT avg((on_hand > 60)::integer)::float8 AS share FROM stock_levels`,
    );
    expect(plenty?.share).toBeGreaterThan(0.8);
  });

  it('keeps the invariants of stock', async () => {
    const broken = await database.query(`
      SELECT variant_id FROM stock_levels s
      WHERE on_hand <> (SELECT coalesce(sum(quantity), 0) FROM stock_movements m WHERE m.variant_id = s.variant_id)
        OR reserved <> (SELECT coalesce(sum(quantity), 0) FROM stock_reservations r WHERE r.variant_id = s.variant_id AND status = 'live')`);
    expect(broken).toEqual([]);
    const shelfless = await database.query(
      `SELECT id FROM variants EXCEPT SELECT variant_id FROM stock_levels`,
    );
    expect(shelfless).toEqual([]);
  });

  it('gives every seller cash, transfers to an impossible account, and goods for every Cà Mau commune', async () => {
    const [sellers] = await database.query(`
      SELECT bool_and(accepts_cod) AS cod, bool_and(accepts_bank_transfer) AS transfer,
        bool_and(bank_account_number ~ '^MAU[0-9]{7}$') AS impossible FROM sellers WHERE status NOT IN ('draft', 'submitted')`);
    expect(sellers).toEqual({ cod: true, transfer: true, impossible: true });
  });

  it('marks every invented field, and the database as a demo', async () => {
    const unmarked = await database.query(`SELECT slug FROM products WHERE cardinality(illustrative) = 0`);
    expect(unmarked).toEqual([]);
    const [mark] = await database.query<{ value: object }>(
      `SELECT value FROM floor_settings WHERE key = 'demo'`,
    );
    expect(mark?.value).toMatchObject({ seededAt: '2026-11-23T03:00:00.000Z' });
  });

  it('leaves a history of who did what, none of it later than the seeding', async () => {
    const [history] = await database.query(`
      SELECT count(*) FILTER (WHERE action = 'certificate.revoked')::integer AS revoked,
        count(*) FILTER (WHERE action = 'cooperative.ceased')::integer AS ceased,
        bool_and(occurred_at <= '2026-11-23T03:00:00Z') AS past FROM audit_records`);
    expect(history).toEqual({ revoked: 2, ceased: 1, past: true });
  });
});

describe('seeding again', () => {
  it('changes nothing', async () => {
    const before = await everything(database);
    const clock = fakeClock('2026-12-01T00:00:00Z');
    expect(await seedDemo(testEnvironment({ database }), clock, { withPictures: false })).toBe(false);
    expect(await everything(database)).toEqual(before);
  });

  it('goes on where a seeding was interrupted and ends with the same shop', async () => {
    const half = await testDatabase();
    try {
      await half.query(`
        CREATE FUNCTION pull_the_plug() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN IF NEW.quantity = 154 THEN RAISE 'pulled the plug'; END IF; RETURN NEW; END $$`);
      await half.query(
        `CREATE TRIGGER pull_the_plug BEFORE INSERT ON stock_movements FOR EACH ROW EXECUTE FUNCTION pull_the_plug()`,
      );
      const environment = testEnvironment({ database: half });
      await expect(seedDemo(environment, clockAtSeeding(), { withPictures: false })).rejects.toThrow(
        'pulled the plug',
      );
      await half.query(`DROP TRIGGER pull_the_plug ON stock_movements`);
      expect((await shop(half)).length).toBeLessThan((await shop(database)).length);
      // A day later: what is left is still counted from the day the seeding began.
      const later = fakeClock('2026-11-24T05:00:00Z');
      expect(await seedDemo(environment, later, { withPictures: false })).toBe(true);
      expect(await shop(half)).toEqual(await shop(database));
    } finally {
      await half.drop();
    }
  });

  it('refuses a database with real shops in it', async () => {
    const real = await testDatabase();
    try {
      await real.query(`INSERT INTO provinces (code, name, region) VALUES ('96', 'Cà Mau', 'south')`);
      await real.query(`INSERT INTO communes (code, province_code, name, full_name, kind, latitude, longitude)
        VALUES ('32191', '96', 'Năm Căn', 'Xã Năm Căn', 'commune', 8.8, 105)`);
      await real.query(`
        WITH p AS (INSERT INTO producers (kind, legal_name, representative, commune_code, address_line, tax_code)
          VALUES ('household', 'Hộ thật', 'Ai đó', '32191', 'Ấp 1', '0000000000') RETURNING id)
        INSERT INTO sellers (producer_id, slug, name, phone, status, status_changed_at)
        SELECT id, 'that', 'Thật', '0900000000', 'draft', now() FROM p`);
      await expect(seedDemo(testEnvironment({ database: real }), clockAtSeeding())).rejects.toThrow(
        'not marked as a demo',
      );
      expect(await real.query(`SELECT 1 FROM products`)).toEqual([]);
      expect(await real.query(`SELECT 1 FROM floor_settings`)).toEqual([]);
    } finally {
      await real.drop();
    }
  });
});

describe('seeding on an awkward day', () => {
  it.each([
    ['29 February', '2028-02-29'],
    ['the 31st', '2026-12-31'],
  ])('works on %s', async (_name, day) => {
    const awkward = await testDatabase();
    try {
      const clock = fakeClock(`${day}T01:00:00Z`);
      await seedDemo(testEnvironment({ database: awkward }), clock, { withPictures: false });
      expect((await listedOn(day, 'true', awkward)).length).toBeGreaterThanOrEqual(105);
      expect(await listedOn(day, `l.listed_until = $1`, awkward)).toEqual(['tom-kho-mau-rach-duoc']);
      const expired = await awkward.query(`SELECT 1 FROM certifications WHERE valid_until = $1::date - 1`, [
        day,
      ]);
      expect(expired).toHaveLength(1);
    } finally {
      await awkward.drop();
    }
  });
});

/** A digest of every row of every table. */
async function everything({ query }: TestDatabase): Promise<Record<string, string | null>> {
  const tables = await query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  const digests = tables.map(async ({ name }) => {
    const [row] = await query<{ digest: string | null }>(
      `SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) AS digest FROM ${name} t`,
    );
    return [name, row?.digest ?? null] as const;
  });
  return Object.fromEntries(await Promise.all(digests));
}

/** The shop as a visitor could tell it apart from another: no ids, no times of writing. */
async function shop({ query }: TestDatabase): Promise<object[]> {
  return query(`
    SELECT p.slug, p.publication_status, p.published_at, s.slug AS seller, s.status, r.cooperative_status,
      (SELECT array_agg((v.name, v.price_vnd, l.on_hand)::text ORDER BY v.position)
        FROM variants v LEFT JOIN stock_levels l ON l.variant_id = v.id WHERE v.product_id = p.id) AS variants,
      (SELECT array_agg((c.stars, c.product_code, c.issued_by, c.issued_on, c.valid_until, c.revoked_on)::text)
        FROM certifications c WHERE c.product_id = p.id) AS certificates,
      (SELECT array_agg((l.listed_from, l.listed_until, l.seller_status, l.search)::text ORDER BY l.listed_from)
        FROM listings l WHERE l.product_id = p.id) AS listings,
      (SELECT count(*) FROM assessments a WHERE a.product_id = p.id) AS assessments,
      (SELECT array_agg(h.checked_on ORDER BY h.checked_on) FROM shelf_stocks h WHERE h.product_id = p.id) AS shelves
    FROM products p JOIN sellers s ON s.id = p.seller_id JOIN producers r ON r.id = s.producer_id
    WHERE p.publication_status <> 'draft' OR EXISTS (SELECT 1 FROM certifications c WHERE c.product_id = p.id)
    ORDER BY p.slug`);
}
