import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;

beforeAll(async () => {
  shop = await openSmallShop();
});
afterAll(() => shop.close());

describe('bad input', () => {
  it.each([
    ['limit=0', 'limit', 'too_small'],
    ['limit=101', 'limit', 'too_big'],
    ['limit=ten', 'limit', 'not_integer'],
    ['limit=1e1', 'limit', 'not_integer'],
    ['limit=5&limit=6', 'limit', 'not_integer'],
    ['group=VII', 'group', 'bad_format'],
    ['set=27', 'set', 'bad_format'],
    ['set=0', 'set', 'bad_format'],
    ['stars=six', 'stars', 'bad_format'],
    ['commune=1', 'commune', 'bad_format'],
    ['seller=A%20B', 'seller', 'bad_format'],
    ['point=a&point=b', 'point', 'not_text'],
    ['minPriceVnd=-1', 'minPriceVnd', 'not_integer'],
    ['maxPriceVnd=99999999999999', 'maxPriceVnd', 'too_big'],
    ['inStock=yes', 'inStock', 'not_boolean'],
    ['facets=1', 'facets', 'not_boolean'],
    ['sort=cheapest', 'sort', 'not_allowed_value'],
    [`q=${'a'.repeat(201)}`, 'q', 'too_long'],
    ['q=a%00b', 'q', 'bad_characters'],
    ['q=a&q=b', 'q', 'not_text'],
    ['colour=red', 'colour', 'unknown_field'],
    ['constructor=x', 'constructor', 'unknown_field'],
    ['__proto__=x', '__proto__', 'unknown_field'],
  ])('%s is refused with its field and a stable code', async (query, path, code) => {
    const { status, body, headers } = await shop.app.http.get(`/api/v1/products?${query}`);
    const problem = body as {
      code: string;
      status: number;
      errors: { path: string; code: string; message: string }[];
    };
    expect([status, problem.code, problem.status]).toEqual([400, 'validation_failed', 400]);
    expect(problem.errors.map((error) => `${error.path} ${error.code}`)).toEqual([`${path} ${code}`]);
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
  });

  it('is worded in the reader’s language', async () => {
    const ask = async (language: string): Promise<unknown> =>
      (
        (await shop.app.http.get('/api/v1/products?limit=0').set('accept-language', language)).body as {
          title: string;
        }
      ).title;
    expect(await ask('vi')).toBe('Dữ liệu gửi lên chưa đúng');
    expect(await ask('en')).toBe('The data sent is not valid');
  });
});
