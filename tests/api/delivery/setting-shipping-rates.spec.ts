import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SetShippingRates } from '../../../apps/api/src/modules/delivery/index.js';
import { testApp, type TestApp } from '../../support/app.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { refusal } from '../../support/problem.js';

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

const rate = (change: object = {}) => ({
  optionCode: 'tieu-chuan',
  label: 'Giao tiêu chuẩn',
  zone: 'province' as const,
  baseFeeVnd: 22_000,
  baseGrams: 2_000,
  stepGrams: 1_000,
  stepFeeVnd: 3_500,
  minDays: 1,
  maxDays: 3,
  ...change,
});
const fees = () => database.query(`SELECT option_code, zone, base_fee_vnd FROM shipping_rates ORDER BY zone`);

describe('setting shipping rates', () => {
  it('knows a row by its option and zone and changes it in place', async () => {
    await app.get(SetShippingRates).run({ rates: [rate(), rate({ zone: 'region', baseFeeVnd: 30_000 })] });
    await app.get(SetShippingRates).run({ rates: [rate({ baseFeeVnd: 24_000 })] });
    expect(await fees()).toEqual([
      { option_code: 'tieu-chuan', zone: 'province', base_fee_vnd: '24000' },
      { option_code: 'tieu-chuan', zone: 'region', base_fee_vnd: '30000' },
    ]);
  });

  it('refuses a table with a mistake in it as a whole', async () => {
    const before = await fees();
    const refused = async (change: object) =>
      (await refusal(app.get(SetShippingRates).run({ rates: [rate({ baseFeeVnd: 1 }), rate(change)] })))
        .fields;
    expect(await refused({ baseFeeVnd: -1 })).toEqual(['rates.1.baseFeeVnd too_small']);
    expect(await refused({ zone: 'moon' })).toEqual(['rates.1.zone not_allowed_value']);
    expect(await refused({ minDays: 4 })).toEqual(['rates.1.maxDays too_small']);
    expect(await fees()).toEqual(before);
  });
});
