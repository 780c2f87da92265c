import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callAs, type Told } from '../../support/caller.js';
import { everyRow } from '../../support/ledger.js';
import { People, type Person } from '../../support/people.js';
import { HOME_COMMUNE, OTHER_COMMUNE } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

interface Option {
  optionCode: string;
  label: string;
  version: string;
  zones: { id: string; zone: string; baseFeeVnd: number; updatedAt: string }[];
}

let shop: SmallShop;
let admin: Person;
let people: People;

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
  admin = await people.officer('administrator');
});
afterAll(() => shop.close());

const HERE = '/admin/shipping-rates';
const zone = (change: object = {}): object => ({
  zone: 'province',
  baseFeeVnd: 24_000,
  baseGrams: 2_000,
  stepGrams: 1_000,
  stepFeeVnd: 4_000,
  minDays: 2,
  maxDays: 3,
  ...change,
});
const say = <Body = Option>(
  method: string,
  path: string,
  body?: object,
  person = admin,
): Promise<Told<Body>> => callAs<Body>(shop.app, person, method, `${HERE}${path}`, body);
async function read(code: string): Promise<Option> {
  const { body } = await say<{ items: Option[] }>('GET', '');
  const found = body.items.find(({ optionCode }) => optionCode === code);
  if (found === undefined) throw new Error(`No option ${code}`);
  return found;
}
/** What a parcel of 500 g costs a buyer of the next commune, by option. */
async function quoted(variantId: string): Promise<[string, number][]> {
  const cart = await shop.buyer.cart({ [variantId]: 1 });
  const quote = await shop.buyer.quote(cart, {
    method: 'ship',
    communeCode: OTHER_COMMUNE,
    line: 'Khóm 2',
  });
  return (quote.sellers[0]?.shippingOptions ?? []).map(({ id, feeVnd }) => [id, feeVnd]);
}

describe('the fee table', () => {
  it('is changed option by option; the next quote follows, and a placed order keeps its fee', async () => {
    const { variantId } = await shop.floor.product({ slug: 'kho-phi', seller: shop.seller });
    const cart = await shop.buyer.cart({ [variantId]: 1 });
    const placed = await shop.buyer.place(cart, await shop.buyer.quote(cart));
    const before = await read('tieu-chuan');
    expect(before.zones.map((one) => [one.zone, one.baseFeeVnd])).toEqual([
      ['same_commune', 16_000],
      ['province', 20_000],
      ['region', 28_000],
      ['country', 36_000],
    ]);
    const changed = await say('PUT', '/tieu-chuan', {
      version: before.version,
      label: 'Giao thường',
      zones: [zone(), zone({ zone: 'region', baseFeeVnd: 31_000 })],
    });
    expect(changed.status).toBe(200);
    expect(changed.body.zones.map((one) => [one.zone, one.baseFeeVnd])).toEqual([
      ['province', 24_000],
      ['region', 31_000],
    ]);
    expect(await quoted(variantId)).toEqual([
      ['tieu-chuan', 24_000],
      ['hoa-toc', 35_000],
    ]);
    expect(
      await shop.database.query(`SELECT shipping_fee_vnd, shipping_label FROM orders WHERE code = $1`, [
        (placed.body as { orders: { code: string }[] }).orders[0]?.code,
      ]),
    ).toEqual([{ shipping_fee_vnd: '20000', shipping_label: 'Giao tiêu chuẩn' }]);
    const province = before.zones.find((one) => one.zone === 'province')?.id;
    expect(
      await shop.database.query(
        `SELECT before->>'baseFeeVnd' AS was, after->>'baseFeeVnd' AS is, actor_id FROM audit_records
         WHERE action = 'shipping_rate.set' AND subject_id = $1`,
        [province],
      ),
    ).toEqual([{ was: '20000', is: '24000', actor_id: admin.accountId }]);
    expect(
      await shop.database.query(
        `SELECT before->>'zone' AS zone FROM audit_records WHERE action = 'shipping_rate.removed' ORDER BY 1`,
      ),
    ).toEqual([{ zone: 'country' }, { zone: 'same_commune' }]);
  });

  it('lets two tabs not overwrite each other, and takes the same words twice as one change', async () => {
    const { version } = await read('hoa-toc');
    const wish = (baseFeeVnd: number): object => ({
      version,
      label: 'Giao nhanh',
      zones: [zone({ baseFeeVnd, minDays: 1, maxDays: 1 })],
    });
    const both = await Promise.all([
      say('PUT', '/hoa-toc', wish(41_000)),
      say('PUT', '/hoa-toc', wish(42_000)),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.code).toBe('stale_version');
    const winner = (await read('hoa-toc')).zones[0]?.baseFeeVnd ?? 0;
    const history = () =>
      shop.database.query(`SELECT id FROM audit_records WHERE after->>'optionCode' = 'hoa-toc'`);
    const written = await history();
    expect((await say('PUT', '/hoa-toc', wish(winner))).status).toBe(200);
    expect(await history()).toEqual(written);
  });

  it('takes a new option once, and takes it off again', async () => {
    const { variantId } = await shop.floor.product({ slug: 'kho-moi', seller: shop.seller });
    const wish = { version: null, label: 'Tàu cao tốc', zones: [zone({ baseFeeVnd: 1_000 })] };
    expect((await say('PUT', '/tau-cao-toc', wish)).status).toBe(200);
    expect((await say('PUT', '/tau-cao-toc', { ...wish, label: 'Khác' })).code).toBe('stale_version');
    expect((await quoted(variantId))[0]).toEqual(['tau-cao-toc', 1_000]);
    const { version } = await read('tau-cao-toc');
    const stale = `?version=${(await read('hoa-toc')).version}`;
    expect((await say('DELETE', `/tau-cao-toc${stale}`)).code).toBe('stale_version');
    expect((await say('DELETE', `/tau-cao-toc?version=${version}`)).status).toBe(204);
    expect((await say('DELETE', `/tau-cao-toc?version=${version}`)).code).toBe('not_found');
    expect((await quoted(variantId)).map(([id]) => id)).not.toContain('tau-cao-toc');
  });

  it('is refused as a whole where something in it is wrong', async () => {
    const { version } = await read('hoa-toc');
    const before = await everyRow(shop.database);
    const refused = async (change: object): Promise<string[]> => {
      const { body } = await say<{ errors?: { path: string; code: string }[] }>('PUT', '/hoa-toc', {
        version,
        label: 'Giao nhanh',
        zones: [zone()],
        ...change,
      });
      return (body.errors ?? []).map(({ path, code }) => `${path} ${code}`);
    };
    expect(await refused({ zones: [] })).toEqual(['zones not_valid']);
    expect(await refused({ zones: [zone(), zone()] })).toEqual(['zones not_valid']);
    expect(await refused({ zones: [zone({ minDays: 4 })] })).toEqual(['zones.0.maxDays too_small']);
    expect(await refused({ zones: [zone({ baseFeeVnd: 0.5 })] })).toEqual(['zones.0.baseFeeVnd not_integer']);
    expect(await refused({ zones: [zone({ stepGrams: 0 })] })).toEqual(['zones.0.stepGrams too_small']);
    expect(await refused({ label: ' ' })).toEqual(['label required']);
    expect(await refused({ version: 'x' })).toEqual(['version bad_format']);
    expect((await say('PUT', '/Hỏa-Tốc', { version, label: 'x', zones: [zone()] })).code).toBe('not_found');
    const commune = await people.officer('administrator', [HOME_COMMUNE]);
    const wish = { version, label: 'Giao nhanh', zones: [zone({ baseFeeVnd: 1 })] };
    expect((await say('PUT', '/hoa-toc', wish, commune)).code).toBe('not_allowed');
    const after = await everyRow(shop.database);
    for (const kept of ['public.shipping_rates', 'public.audit_records']) {
      expect(after[kept]).toEqual(before[kept]);
    }
  });

  it('shows beforehand what a parcel costs from one place to another', async () => {
    const preview = (
      query: string,
    ): Promise<Told<{ zone: string; options: { id: string; feeVnd: number }[] }>> =>
      say('GET', `/preview?${query}`);
    const region = await preview(`from=${HOME_COMMUNE}&to=92&grams=3001`);
    expect(region.body.zone).toBe('region');
    expect(region.body.options.map(({ id, feeVnd }) => [id, feeVnd])).toEqual([['tieu-chuan', 39_000]]);
    expect((await preview(`from=${HOME_COMMUNE}&to=${HOME_COMMUNE}&grams=1`)).body).toEqual({
      zone: 'same_commune',
      options: [],
    });
    expect((await preview(`from=${HOME_COMMUNE}&to=96&grams=1`)).code).toBe('validation_failed');
    expect((await preview(`from=00000&to=92&grams=1`)).code).toBe('validation_failed');
  });
});
