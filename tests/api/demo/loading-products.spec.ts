import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemoProducts } from '../../../apps/api/src/demo/run-demo.js';
import { testEnvironment } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ seeded: true });
});
afterAll(() => database.drop());

/** How many products the gate lists on the day of seeding. */
async function listed(): Promise<number> {
  const rows = await database.query(`
    SELECT 1 FROM listings WHERE is_listed(publication_status, seller_status, stars, listed_from, listed_until, '2026-11-23')`);
  return rows.length;
}

describe('loading thousands of invented products', () => {
  it('adds that many listed products, each with a certificate the decrees allow and more than sixty in stock', async () => {
    const before = await listed();
    await loadDemoProducts(testEnvironment({ database }), 700, clockAtSeeding());
    expect(await listed()).toBe(before + 700);
    const [facts] = await database.query(`
      SELECT min(on_hand) > 60 AS plenty, count(DISTINCT p.set_no) > 8 AS sets, count(DISTINCT p.seller_id) AS sellers,
        max(v.position) AS variants
      FROM products p JOIN variants v ON v.product_id = p.id JOIN stock_levels s ON s.variant_id = v.id
      WHERE p.slug ~ '-mau-[0-9]+$'`);
    expect(facts).toEqual({ plenty: true, sets: true, sellers: '42', variants: 3 });
  });

  it('adds as many again when asked again', async () => {
    const before = await listed();
    await loadDemoProducts(testEnvironment({ database }), 20, clockAtSeeding());
    expect(await listed()).toBe(before + 20);
  });
});
