import { describe, expect, it } from 'vitest';
import type { SavedAddress } from '../backend/account.types.js';
import type { Commune } from '../backend/catalogue.types.js';
import { filledWith } from './saved-addresses.js';

const communes = [{ code: '32191', name: 'Năm Căn', kind: 'commune', oldNames: [] }] as unknown as Commune[];
const address: SavedAddress = {
  id: 'a',
  name: 'Bà Tư',
  phone: '+84912345678',
  provinceCode: '96',
  province: 'Tỉnh Cà Mau',
  communeCode: '32191',
  commune: 'Xã Năm Căn',
  ward: null,
  line: 'Ấp 1',
  isDefault: true,
};

describe('a saved address fills the checkout', () => {
  it('in the province with the commune as people type it, and its code', () => {
    expect(filledWith(address, communes)).toEqual({
      name: 'Bà Tư',
      phone: '0912 345 678',
      way: 'ship',
      commune: 'Năm Căn',
      communeCode: '32191',
      line: 'Ấp 1',
    });
  });

  it('elsewhere with province and ward', () => {
    const away = { ...address, communeCode: null, commune: null, provinceCode: '01', ward: 'Phường Mẫu' };
    expect(filledWith(away, communes)).toEqual({
      name: 'Bà Tư',
      phone: '0912 345 678',
      way: 'other',
      province: '01',
      ward: 'Phường Mẫu',
      otherLine: 'Ấp 1',
    });
  });

  it('whose commune is not among those known keeps its full name', () => {
    expect(filledWith(address, [])).toMatchObject({ commune: 'Xã Năm Căn', communeCode: '32191' });
  });
});
