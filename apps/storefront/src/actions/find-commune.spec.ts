import { expect, test } from 'vitest';
import type { Backend } from '../backend/api.js';
import type { Commune } from '../backend/catalogue.types.js';
import { findCommune } from './find-commune.js';

const namCan: Commune = {
  code: '32191',
  name: 'Xã Năm Căn',
  kind: 'commune',
  oldNames: ['Xã Hàng Vịnh', 'Thị trấn Năm Căn'],
};
const anXuyen: Commune = {
  code: '31999',
  name: 'Phường An Xuyên',
  kind: 'ward',
  oldNames: ['Phường 1', 'Xã An Xuyên'],
};
const bacLieu: Commune = {
  code: '31825',
  name: 'Phường Bạc Liêu',
  kind: 'ward',
  oldNames: ['Phường 1', 'Phường 2'],
};

/** An API that finds these communes for whatever is asked. */
const finds = (...items: Commune[]): Backend =>
  ({ get: () => Promise.resolve({ items, nextCursor: null }) }) as unknown as Backend;

test('the name of today is enough, without accents and without its kind', async () => {
  expect(await findCommune(finds(namCan), 'nam can', '')).toMatchObject({ kind: 'one', commune: namCan });
  expect(await findCommune(finds(anXuyen, bacLieu), 'Phường An Xuyên', '')).toEqual({
    kind: 'one',
    commune: anXuyen,
  });
});

test('an old name leads to the commune and is named', async () => {
  expect(await findCommune(finds(namCan), 'hang vinh', '')).toEqual({
    kind: 'one',
    commune: namCan,
    by: 'Xã Hàng Vịnh',
  });
});

test('an old name of several communes leaves the choice to the buyer, and the choice counts', async () => {
  const api = finds(anXuyen, bacLieu);
  expect(await findCommune(api, 'Phường 1', '')).toEqual({ kind: 'several', communes: [anXuyen, bacLieu] });
  expect(await findCommune(api, 'Phường 1', '31825')).toEqual({ kind: 'one', commune: bacLieu });
});

test('nothing typed and nothing found is no commune', async () => {
  expect(await findCommune(finds(namCan), '', '')).toEqual({ kind: 'none' });
  expect(await findCommune(finds(), 'Hà Nội', '')).toEqual({ kind: 'none' });
});
