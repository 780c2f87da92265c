import { describe, expect, it } from 'vitest';
import { addDays, isDay } from '#kernel/time';
import { communes, duplicates, load } from '../support/province-data.js';

interface Body {
  name: string;
  level: string;
  from?: string;
  until?: string;
  formerDistrict?: string;
}
const { decisions } = load<{
  decisions: { number: string; inForceFrom: string; inForceUntil: string | null }[];
}>('programme/stars.json');
const { bodies: provincial } = load<{ bodies: Body[] }>('ca-mau/issuing-bodies.json');
const { bodies: central } = load<{ bodies: Body[] }>('programme/issuing-bodies.json');
const { columns, certificates } = load<{ columns: string[]; certificates: string[] }>(
  'ca-mau/demo/certificates.json',
);
const records = certificates.map((line) => line.split('|'));
const cell = (record: string[], name: string): string => record[columns.indexOf(name)] ?? '';
const following = (record: string[]): string[][] =>
  cell(record, 'following') === ''
    ? []
    : cell(record, 'following')
        .split(' ; ')
        .map((item) => item.split(':'));

describe('the criteria sets', () => {
  it('follow each other without a gap, and the last one is open', () => {
    for (const [index, { inForceUntil, number }] of decisions.entries()) {
      const next = decisions[index + 1];
      expect(next?.inForceFrom ?? null, number).toBe(inForceUntil === null ? null : addDays(inForceUntil, 1));
    }
  });
});

describe('the issuing bodies', () => {
  it('have one name each, and name every district a commune came from', () => {
    const all = [...provincial, ...central];
    expect(duplicates(all.map(({ name }) => name))).toEqual([]);
    for (const { from, until } of all)
      for (const day of [from, until]) expect(day === undefined || isDay(day)).toBe(true);
    const known = new Set(provincial.map(({ formerDistrict }) => formerDistrict));
    for (const { formerDistricts } of communes)
      for (const district of formerDistricts) expect(known).toContain(district);
    const districts = provincial.filter(({ level }) => level === 'district');
    expect(new Set(districts.map(({ until }) => until))).toEqual(new Set(['2025-06-30']));
  });
});

describe('the demo’s certificates', () => {
  it('are whole records of invented products, each decision with a number of its own', () => {
    const old = new Set(communes.filter((c) => c.formerProvince === 'Tỉnh Cà Mau').map(({ code }) => code));
    expect(records).toHaveLength(77);
    for (const record of records) {
      expect(record).toHaveLength(columns.length);
      expect(cell(record, 'productName')).toContain('Minh Họa');
      expect(cell(record, 'holderName')).toContain('Minh Họa');
      expect(old).toContain(cell(record, 'communeCode'));
      expect(cell(record, 'registerNumber') !== '').toBe(cell(record, 'holderKind') === 'cooperative');
    }
    const numbers = records.flatMap((record) => [
      cell(record, 'decisionNumber'),
      ...following(record).map(([, , , number = '']) => number),
    ]);
    expect(duplicates(numbers)).toEqual([]);
    for (const number of numbers) expect(number).toMatch(/^\d+\/QĐ-UBND-MẪU$/);
  });

  it('tell their decisions in order, by bodies that are known, none later than the demo’s floor opened', () => {
    const names = new Set(provincial.map(({ name }) => name));
    for (const record of records) {
      const days = [cell(record, 'decisionDate'), ...following(record).map(([, day = '']) => day)];
      expect(days).toEqual([...new Set(days)].sort());
      for (const day of days) expect(isDay(day) && day < '2025-07-01', day).toBe(true);
      for (const [, , , , issuer = ''] of following(record)) expect(names).toContain(issuer);
    }
  });
});
