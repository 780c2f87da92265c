import { afterAll, beforeAll, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
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

const ANY_CART = 'x'.repeat(43);

it.each([
  [
    'a body that is no JSON',
    400,
    'malformed_body',
    { body: '{"a":', headers: { 'content-type': 'application/json' } },
  ],
  [
    'an empty JSON body',
    400,
    'malformed_body',
    { body: '', headers: { 'content-type': 'application/json' } },
  ],
  [
    'a body of another type',
    415,
    'unsupported_type',
    { body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  ],
  [
    'a file where none is taken',
    415,
    'unsupported_type',
    {
      body: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\na\r\n--x--\r\n',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    },
  ],
  [
    'a body beyond the limit',
    413,
    'too_large',
    { body: JSON.stringify({ a: 'x'.repeat(300_000) }), headers: { 'content-type': 'application/json' } },
  ],
])('answers %s with a problem document', async (_what, status, code, init) => {
  const response = await fetch(`${app.url}/api/v1/carts/${ANY_CART}/quote`, { method: 'POST', ...init });
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(await response.json()).toMatchObject({
    code,
    status,
    requestId: response.headers.get('x-request-id'),
  });
});

it.each([
  ['an unknown path', 'GET', '/api/v1/nothing', 404, 'not_found'],
  ['a method a path does not know', 'PATCH', '/api/v1/products', 404, 'not_found'],
  ['a broken escape in the path', 'GET', '/api/v1/products/%E0%A4%A', 400, 'malformed_body'],
  ['a very long segment', 'GET', `/api/v1/products/${'a'.repeat(5_000)}`, 413, 'too_large'],
])('answers %s with a problem document', async (_what, method, path, status, code) => {
  const response = await fetch(`${app.url}${path}`, { method });
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ code, status });
});

it('words the problem in the reader’s language', async () => {
  const title = async (language: string): Promise<unknown> => {
    const response = await fetch(`${app.url}/api/v1/nothing`, { headers: { 'accept-language': language } });
    return ((await response.json()) as { title: string }).title;
  };
  expect(await title('en-US,en;q=0.9,vi;q=0.5')).toBe('Not found');
  expect(await title('vi-VN,vi;q=0.9,en;q=0.8')).toBe('Không tìm thấy');
  expect(await title('fr')).toBe('Không tìm thấy');
});

it.each([
  '/api/v1/product-sets?limit=2',
  '/api/v1/products/muoi?x=1',
  '/api/v1/floor?q=',
  '/api/health/live?x=1',
])('refuses a parameter that %s does not take', async (path) => {
  const response = await fetch(`${app.url}${path}`);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    code: 'validation_failed',
    errors: [{ code: 'unknown_field' }],
  });
});
