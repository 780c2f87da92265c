import { afterAll, beforeAll, expect, it } from 'vitest';
import { deriveStorefrontSecret } from '../../../apps/api/src/platform/config/environment.js';
import { testApp, testEnvironment, type TestApp } from '../../support/app.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';

const TOKEN = 'a-token-for-those-who-measure';

let database: TestDatabase;
let app: TestApp;

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, env: { METRICS_TOKEN: TOKEN } });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

it('is alive and ready', async () => {
  for (const probe of ['live', 'ready']) {
    const { status, body } = await app.http.get(`/api/health/${probe}`);
    expect([probe, status, body]).toEqual([probe, 200, { status: 'ok' }]);
  }
});

it('is alive but not ready without its schema', async () => {
  await database.query('ALTER VIEW shop_listings RENAME TO away');
  const { status, body, headers } = await app.http.get('/api/health/ready');
  expect([status, (body as { code: string }).code, headers['retry-after']]).toEqual([503, 'overloaded', '2']);
  expect((await app.http.get('/api/health/live')).status).toBe(200);
  await database.query('ALTER VIEW away RENAME TO shop_listings');
  expect((await app.http.get('/api/health/ready')).status).toBe(200);
});

it('counts requests by route, not by address', async () => {
  await app.http.get('/api/v1/products/mot-san-pham-nao-do');
  const { status, text, headers } = await app.http.get('/api/metrics');
  expect([status, headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  expect(text).toContain(
    'http_request_duration_seconds_count{method="GET",route="/api/v1/products/:slug",status="404"} 1',
  );
  expect(text).toMatch(/database_connections\{state="waiting"\} 0/);
  expect(text).not.toContain('mot-san-pham-nao-do');
});

it('tells its figures to this machine and to whoever has the token, and to nobody else', async () => {
  const ask = async (headers: Record<string, string>): Promise<number> =>
    (await app.http.get('/api/metrics').set(headers)).status;
  const secret = deriveStorefrontSecret(testEnvironment({ database }).sessionSecret);
  const fromAfar = { 'x-floor-client': '203.0.113.9', 'x-floor-secret': secret };
  expect(await ask({})).toBe(200);
  expect(await ask(fromAfar)).toBe(403);
  expect(await ask({ 'x-forwarded-for': '127.0.0.1' })).toBe(403);
  expect(await ask({ ...fromAfar, authorization: `Bearer ${TOKEN}` })).toBe(200);
  expect(await ask({ ...fromAfar, authorization: `Bearer ${TOKEN}x` })).toBe(403);
});

it('serves its description and a page to read it, without a foreign script', async () => {
  const description = await app.http.get('/api/openapi.json');
  expect((description.body as { openapi: string }).openapi).toMatch(/^3\./);
  const page = await app.http.get('/api/docs');
  expect(page.headers['content-security-policy']).toContain("script-src 'self'; style-src 'self'");
  expect(page.headers['content-security-policy']).not.toContain('unsafe');
  for (const [, address] of page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
    expect([address, (await app.http.get(address ?? '')).status]).toEqual([address, 200]);
  }
  expect((await app.http.get('/api/docs/package.json')).status).toBe(404);
});
