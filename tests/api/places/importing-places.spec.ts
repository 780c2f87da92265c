import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeClock } from '#kernel/time';
import { ImportPlaces } from '../../../apps/api/src/modules/places/index.js';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding, SEEDED_AT } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { refusal } from '../../support/problem.js';

let database: TestDatabase;
let app: TestApp;
let clock: FakeClock;

beforeAll(async () => {
  database = await testDatabase();
  clock = clockAtSeeding();
  app = await testApp({ database, clock });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const profile = (formerNames: string[]) => ({
  provinces: [{ code: '96', name: 'Tỉnh Cà Mau', region: 'south' as const }],
  communes: [
    {
      code: '32191',
      provinceCode: '96',
      name: 'Năm Căn',
      fullName: 'Xã Năm Căn',
      kind: 'commune' as const,
      latitude: 8.81,
      longitude: 105.04,
      formerNames,
      formerDistricts: ['Huyện Năm Căn'],
    },
  ],
  tourismPoints: [],
});
const communes = () => database.query(`SELECT former_names, created_at, updated_at FROM communes`);

describe('importing places', () => {
  it('writes them, touches nothing that says the same, and corrects what differs', async () => {
    await app.get(ImportPlaces).run(profile(['Xã Hàng Vịnh']));
    clock.advance(1_000);
    await app.get(ImportPlaces).run(profile(['Xã Hàng Vịnh']));
    expect(await communes()).toEqual([
      { former_names: ['Xã Hàng Vịnh'], created_at: SEEDED_AT, updated_at: SEEDED_AT },
    ]);
    await app.get(ImportPlaces).run(profile(['Xã Hàng Vịnh', 'Thị trấn Năm Căn']));
    expect(await communes()).toEqual([
      { former_names: ['Xã Hàng Vịnh', 'Thị trấn Năm Căn'], created_at: SEEDED_AT, updated_at: clock.now() },
    ]);
  });

  it('refuses a profile with a mistake in it as a whole', async () => {
    const before = await communes();
    const { code, fields } = await refusal(
      app.get(ImportPlaces).run({
        ...profile(['Xã Khác']),
        provinces: [{ code: '9', name: 'Cà Mau', region: 'south' }],
      }),
    );
    expect({ code, fields }).toEqual({ code: 'validation_failed', fields: ['provinces.0.code bad_format'] });
    expect(await communes()).toEqual(before);
  });
});
