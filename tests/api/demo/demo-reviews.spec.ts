import { NestFactory } from '@nestjs/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DemoCalendar } from '../../../apps/api/src/demo/demo-calendar.js';
import { DemoModule } from '../../../apps/api/src/demo/demo.module.js';
import { demoPurchases, SeedReviews } from '../../../apps/api/src/demo/seed-reviews.js';
import { RecountRatings } from '../../../apps/api/src/modules/reviews/product-reviews/recount-ratings.js';
import { testEnvironment } from '../../support/app.js';
import { clockAtSeeding, SEEDED_AT } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { invented, products } from '../../support/province-data.js';

let database: TestDatabase;
let demo: Awaited<ReturnType<typeof NestFactory.createApplicationContext>>;
const purchases = demoPurchases('ca-mau');
const said = purchases.flatMap(({ lines }) => lines);

beforeAll(async () => {
  database = await testDatabase({ seeded: true });
  const environment = testEnvironment({ database });
  demo = await NestFactory.createApplicationContext(DemoModule.with(environment, clockAtSeeding()), {
    logger: ['fatal', 'error'],
  });
  await demo.get(SeedReviews).run('ca-mau', new DemoCalendar(SEEDED_AT));
});
afterAll(async () => {
  await demo?.close();
  await database.drop();
});

const counted = async (): Promise<object[]> =>
  database.query(`SELECT (SELECT count(*)::int FROM orders) AS orders, (SELECT count(*)::int FROM product_reviews) AS reviews,
    (SELECT count(*)::int FROM order_events) AS events, (SELECT count(*)::int FROM audit_records) AS records`);

describe('the demo’s reviews', () => {
  it('are of goods of invented shops, by people who are nobody', () => {
    for (const { buyer, owner, lines } of purchases) {
      expect(buyer).toEqual({
        name: expect.stringMatching(/^Khách Mẫu /) as string,
        phone: expect.stringMatching(/^\+84599996\d{3}$/) as string,
      });
      expect(owner.phone).toMatch(/^\+84599997\d{3}$/);
      for (const { product } of lines)
        expect(invented).toContain(products.find(({ slug }) => slug === product));
    }
    expect(new Set(purchases.map(({ buyer }) => buyer.phone)).size).toBe(purchases.length);
  });

  it('are each of a line that was delivered, shown, answered where the file says so, and later than what they speak of', async () => {
    const rows = await database.query<{
      product: string;
      rating: number;
      answer: string | null;
      late: boolean;
    }>(
      `SELECT p.slug AS product, r.rating, r.answer, r.status = 'shown' AND r.written_at > o.status_changed_at
         AND r.written_at < $1 AND coalesce(r.answered_at > r.written_at AND r.answered_at < $1, true) AS late
       FROM product_reviews r JOIN products p ON p.id = r.product_id JOIN orders o ON o.id = r.order_id
       WHERE o.status = 'completed' ORDER BY r.written_at`,
      [SEEDED_AT],
    );
    const sorted = (list: object[]): string[] => list.map((one) => JSON.stringify(one)).sort();
    expect(sorted(rows)).toEqual(
      sorted(said.map(({ product, rating, answer = null }) => ({ product, rating, answer, late: true }))),
    );
  });

  it('leave ratings, stock and payments as they would have come to be', async () => {
    expect(await demo.get(RecountRatings, { strict: false }).run()).toEqual([]);
    const rated = await database.query<{ slug: string; count: number; average: number }>(
      `SELECT p.slug, l.rating_count AS count, l.rating_average::float8 AS average FROM listings l
       JOIN products p ON p.id = l.product_id WHERE l.rating_count > 0 ORDER BY p.slug`,
    );
    const of = (slug: string): number[] =>
      said.filter(({ product }) => product === slug).map(({ rating }) => rating);
    expect(rated).toEqual(
      [...new Set(said.map(({ product }) => product))].sort().map((slug) => ({
        slug,
        count: of(slug).length,
        average:
          Math.round((of(slug).reduce((sum, rating) => sum + rating, 0) / of(slug).length) * 100) / 100,
      })),
    );
    const broken = await database.query(
      `SELECT variant_id FROM stock_levels s WHERE reserved <> 0
         OR on_hand <> (SELECT sum(quantity) FROM stock_movements m WHERE m.variant_id = s.variant_id)`,
    );
    expect(broken).toEqual([]);
    const payments = await database.query(
      `SELECT status, count(*)::int AS count FROM payments GROUP BY status`,
    );
    expect(payments).toEqual([{ status: 'paid', count: purchases.length }]);
  });

  it('are there once, however often the demo is filled', async () => {
    const before = await counted();
    await demo.get(SeedReviews).run('ca-mau', new DemoCalendar(SEEDED_AT));
    expect(await counted()).toEqual(before);
  });
});
