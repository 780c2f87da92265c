import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importProvince } from '../../../apps/api/src/province/run-import.js';
import { testApp, testEnvironment, type TestApp } from '../../support/app.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
let app: TestApp;

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

describe('booting the API', () => {
  it('answers an unknown address with a problem document', async () => {
    const answer = await app.http.get('/api/v1/nothing-here');
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ code: 'not_found', status: 404 });
  });

  it('refuses to boot as a superuser', async () => {
    await expect(testApp({ database, env: { DATABASE_URL: database.superuserUrl } })).rejects.toThrow(
      'DATABASE_URL must not be a superuser or a role with BYPASSRLS: use floor_app',
    );
  });

  it('refuses to boot as the owner', async () => {
    await expect(testApp({ database, env: { DATABASE_URL: database.ownerUrl } })).rejects.toThrow(
      'DATABASE_URL must be a role that owns no table: use floor_app',
    );
  });
});

it('brings a province into an empty database without people, shops or keys, and again without a change', async () => {
  const rows = (): Promise<object[]> =>
    database.query(`SELECT (SELECT count(*)::int FROM communes) AS communes, (SELECT count(*)::int FROM product_sets) AS sets,
      (SELECT count(*)::int FROM shipping_rates) AS rates, (SELECT max(updated_at) FROM shipping_rates) AS latest`);
  await importProvince(testEnvironment({ database }));
  const first = await rows();
  expect(first).toMatchObject([{ sets: 26, rates: expect.any(Number) as number }]);
  await importProvince(testEnvironment({ database }));
  expect(await rows()).toEqual(first);
});
