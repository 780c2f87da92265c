import { afterAll, beforeAll, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { OfficerClient } from '../../support/officer.js';
import { People } from '../../support/people.js';

/** The demo's register of certificates, asked for the figures the press told of 30 July 2022. */

interface Figures {
  products: number;
  cooperatives: number;
  agriculturalCooperatives: number;
  productsOfAgriculturalCooperatives: number;
  byStars: { stars: number; products: number }[];
  byHolderKind: { kind: string; holders: number; products: number }[];
}

let database: TestDatabase;
let app: TestApp;
let officer: OfficerClient;

beforeAll(async () => {
  database = await testDatabase({ seeded: true });
  const clock = clockAtSeeding();
  app = await testApp({ database, clock });
  officer = new OfficerClient(app, await new People(app, database, clock).officer('approver'));
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const figures = async (query: string): Promise<Figures> =>
  (await officer.call<Figures>('GET', `/admin/certificates/figures?${query}`)).body;

it('16 of the 18 cooperatives in OCOP are agricultural, with 31 of the 77 products: 89 % and 40 %', async () => {
  const { products, cooperatives, agriculturalCooperatives, productsOfAgriculturalCooperatives, ...more } =
    await figures('asOf=2022-07-30');
  expect({ products, cooperatives, agriculturalCooperatives, productsOfAgriculturalCooperatives }).toEqual({
    products: 77,
    cooperatives: 18,
    agriculturalCooperatives: 16,
    productsOfAgriculturalCooperatives: 31,
  });
  expect(Math.round((16 / 18) * 100)).toBe(89);
  expect(Math.round((31 / 77) * 100)).toBe(40);
  expect(more.byStars.reduce((sum, each) => sum + each.products, 0)).toBe(77);
  expect(more.byHolderKind.reduce((sum, each) => sum + each.products, 0)).toBe(77);
  expect(more.byHolderKind.find(({ kind }) => kind === 'cooperative')).toMatchObject({ holders: 18 });
});

it('the figures of another day are those of the certificates in force on it', async () => {
  for (const day of ['2020-06-24', '2021-06-24', '2024-06-30', '2026-11-23']) {
    const [row] = await database.query<{ products: number }>(
      `SELECT count(DISTINCT coalesce(product_id, first_id, id))::int AS products FROM certifications
       WHERE issued_on <= $1 AND valid_until >= $1 AND (revoked_on IS NULL OR revoked_on > $1)`,
      [day],
    );
    expect((await figures(`asOf=${day}`)).products, day).toBe(row?.products);
  }
  expect((await figures('asOf=2019-08-20')).products).toBe(0);
});

it('an officer’s figures end at their communes', async () => {
  const { products } = await figures('asOf=2022-07-30&commune=32110');
  expect(products).toBeGreaterThan(0);
  expect(products).toBeLessThan(77);
});
