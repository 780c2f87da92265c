import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeClock } from '#kernel/time';
import { ImportPlaces, PLACE_TYPES } from '../../../apps/api/src/modules/places/index.js';
import type { ImportPlacesInput } from '../../../apps/api/src/modules/places/import-places.dto.js';
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
const CAPE = {
  slug: 'mui-mau',
  name: 'Mũi Mẫu',
  kind: 'tourist_area',
  communeCode: '32191',
  place: null,
  latitude: 8.62,
  longitude: 104.73,
  access: 'road' as const,
  description: 'Cực Nam',
};
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

  it('takes of a point the types of Decision 950 and no other, or none where it is not known', async () => {
    const point = (placeType: unknown): ImportPlacesInput =>
      ({ ...profile(['Xã Hàng Vịnh']), tourismPoints: [{ ...CAPE, placeType }] }) as ImportPlacesInput;
    const types = () => database.query(`SELECT slug, place_type FROM tourism_points`);
    for (const unknown of ['casino', 'Market', '', 7]) {
      const refused = await refusal(app.get(ImportPlaces).run(point(unknown)));
      expect(refused.code).toBe('validation_failed');
      expect(refused.fields.map((field) => field.split(' ')[0])).toEqual(['tourismPoints.0.placeType']);
    }
    expect(await types()).toEqual([]);
    for (const known of [...PLACE_TYPES, null]) {
      await app.get(ImportPlaces).run(point(known));
      expect(await types()).toEqual([{ slug: 'mui-mau', place_type: known }]);
      const { body } = await app.http.get('/api/v1/tourism-points/mui-mau');
      expect(body).toMatchObject({ slug: 'mui-mau', placeType: known });
    }
    await expect(database.query(`UPDATE tourism_points SET place_type = 'casino'`)).rejects.toThrow(
      'place_type',
    );
  });
});
