import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoListings } from '../../../apps/api/src/demo/demo-listings.js';
import { seedDemo } from '../../../apps/api/src/demo/run-demo.js';
import { testApp, testEnvironment, type TestApp } from '../../support/app.js';
import { callAs } from '../../support/caller.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { People } from '../../support/people.js';
import { producers } from '../../support/province-data.js';

let database: TestDatabase;
let app: TestApp;
const clock = clockAtSeeding();

beforeAll(async () => {
  database = await testDatabase({ seeded: true });
  app = await testApp({ database, clock });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const standing = (): Promise<object[]> =>
  database.query(
    `SELECT p.slug AS product, c.status AS state, p.publication_status AS published FROM product_changes c
     JOIN products p ON p.id = c.product_id ORDER BY c.submitted_at DESC`,
  );

describe('the demo’s changes of products', () => {
  it('wait for each step, or came back, while buyers read what was approved before', async () => {
    const wanted = [...demoListings('ca-mau')]
      .sort((a, b) => a.sentDaysAgo - b.sentDaysAgo)
      .map(({ product, state }) => ({ product, state, published: 'published' }));
    expect(new Set(wanted.map(({ state }) => state))).toEqual(new Set(['submitted', 'checked', 'returned']));
    expect(await standing()).toEqual(wanted);
  });

  it('are of invented shops and of nobody', () => {
    for (const { shop, owner, content } of demoListings('ca-mau')) {
      expect(producers.find(({ slug }) => slug === shop)?.illustrative).toContain('legalName');
      expect(owner.phone).toMatch(/^\+84599997\d{3}$/);
      expect(owner.name).toMatch(/ Thử$/);
      expect(content.description ?? 'không có thật').toContain('không có thật');
    }
  });

  it('lie in an officer’s queues, late ones as late, with papers and words to look at', async () => {
    const officer = await new People(app, database, clock).officer('administrator');
    const { body } = await callAs<{ items: { id: string; status: string; late: boolean }[] }>(
      app,
      officer,
      'GET',
      '/admin/product-changes',
    );
    expect(body.items.map(({ status, late }) => [status, late])).toEqual([
      ['submitted', true],
      ['checked', false],
    ]);
    const { body: first } = await callAs(app, officer, 'GET', `/admin/product-changes/${body.items[0]?.id}`);
    expect(first).toMatchObject({
      priceJumps: [{ percent: 47.8 }],
      screened: [{ severity: 'flagged', phrase: 'ngon nhất' }],
      missing: [],
    });
  });

  it('are left alone when the demo is seeded again, also where somebody went on with them', async () => {
    await database.query(`DELETE FROM product_changes WHERE status = 'checked'`);
    const [before] = [await standing()];
    await seedDemo(testEnvironment({ database }), clockAtSeeding(), { withPictures: false });
    expect(await standing()).toEqual(expect.arrayContaining(before));
    expect(await standing()).toHaveLength(3);
    const [{ count } = { count: 0 }] = await database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM product_papers`,
    );
    await seedDemo(testEnvironment({ database }), clockAtSeeding(), { withPictures: false });
    expect(await database.query(`SELECT count(*)::int AS count FROM product_papers`)).toEqual([{ count }]);
  });
});
