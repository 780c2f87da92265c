import { describe, expect, it } from 'vitest';
import { isDay } from '#kernel/time';
import { communes, duplicates, load } from '../support/province-data.js';

const { columns, cooperatives } = load<{ columns: string[]; cooperatives: string[] }>(
  'ca-mau/demo/cooperatives.json',
);
const records = cooperatives.map((line) => line.split('|'));
const cell = (record: string[], name: string): string => record[columns.indexOf(name)] ?? '';
const listed = (record: string[], name: string): string[][] =>
  cell(record, name) === ''
    ? []
    : cell(record, name)
        .split(' ')
        .map((item) => item.split(':'));

/** Control digit of a Vietnamese tax code over its first nine digits (weights 31 … 3, 10 − sum mod 11). */
function taxCodeIsPossible(code: string): boolean {
  const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(code[i]), 0);
  return 10 - (sum % 11) === Number(code[9]);
}

describe('the demo register', () => {
  it('has whole records of invented cooperatives, in communes of the former province of Cà Mau', () => {
    const old = new Set(communes.filter((c) => c.formerProvince === 'Tỉnh Cà Mau').map(({ code }) => code));
    expect(records.length).toBeGreaterThan(277);
    expect(new Set(records.map(({ length }) => length))).toEqual(new Set([columns.length]));
    for (const record of records) {
      expect(cell(record, 'name')).toMatch(/^Hợp tác xã Minh Họa \p{Lu}/u);
      expect(cell(record, 'registerNumber')).toMatch(/^MAU-\d{4}$/);
      expect(old).toContain(cell(record, 'communeCode'));
      expect(['agriculture', 'non_agriculture']).toContain(cell(record, 'field'));
      const taxCode = cell(record, 'taxCode');
      expect(taxCode === '' || (/^\d{10}$/.test(taxCode) && !taxCodeIsPossible(taxCode)), taxCode).toBe(true);
      for (const has of ['hasOffice', 'hasComputer', 'hasWebsite'])
        expect(['yes', 'no', '']).toContain(cell(record, has));
    }
    for (const unique of ['name', 'registerNumber', 'taxCode'])
      expect(duplicates(records.map((record) => cell(record, unique)).filter((text) => text !== ''))).toEqual(
        [],
      );
  });

  it('tells each cooperative’s days in their order, none later than the demo’s floor opened', () => {
    for (const record of records) {
      const days = [cell(record, 'foundedOn'), ...listed(record, 'statuses').map(([, day = '']) => day)];
      for (const day of [...days, cell(record, 'enteredOn')]) {
        expect(isDay(day), day).toBe(true);
        expect(day < '2025-07-01', day).toBe(true);
      }
      expect(days).toEqual([...new Set(days)].sort());
      expect(cell(record, 'enteredOn') >= (days[0] ?? '')).toBe(true);
      for (const [day = '', members, workers] of listed(record, 'counts')) {
        expect(isDay(day) && Number(members) > 0 && Number(workers) > 0, cell(record, 'name')).toBe(true);
      }
    }
  });

  it('has cooperatives that stood otherwise before and after 30 July 2022', () => {
    const moves = records.flatMap((record) => listed(record, 'statuses'));
    const count = (status: string, after: boolean): number =>
      moves.filter(([to, day = '']) => to === status && day > '2022-07-30' === after).length;
    for (const status of ['active', 'ceased', 'dissolved'])
      for (const after of [false, true])
        expect(count(status, after), `${status} ${after}`).toBeGreaterThan(1);
    expect(records.filter((record) => cell(record, 'enteredOn') > '2022-07-30').length).toBeGreaterThan(20);
  });
});
