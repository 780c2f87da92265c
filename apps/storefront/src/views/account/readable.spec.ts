import { expect, test } from 'vitest';
import { vi } from '../../i18n/vi.js';
import { readable } from './readable.js';

const words = { values: { page: 'trên trang' }, yes: 'có', no: 'không' };
const inVietnamese = { language: 'vi', say: vi.say } as const;
const field = (name: string, vietnamese: string) => ({
  name,
  label: { vi: vietnamese, en: name },
});
const section = (fields: ReturnType<typeof field>[], rows: Record<string, unknown>[]) => ({
  table: 't',
  title: { vi: 'Phần', en: 'Part' },
  fields,
  rows,
});

test('values stand under their names, in the order of the section, and what is empty is left out', () => {
  const fields = [field('name', 'Họ và tên'), field('email', 'Thư'), field('note', 'Lời nhắn')];
  expect(readable(section(fields, [{ note: 'a', email: null, name: 'Bưởi' }]), words, inVietnamese)).toEqual({
    title: 'Phần',
    entries: [
      [
        { name: 'Họ và tên', value: 'Bưởi' },
        { name: 'Lời nhắn', value: 'a' },
      ],
    ],
  });
});

test.each([
  ['phone', '+84912345678', '0912 345 678'],
  ['totalVnd', 185_000, '185.000'],
  ['quantity', 3, '3'],
  ['at', '2026-11-23T03:00:00.000Z', '10:00 ngày 23/11/2026'],
  ['from', '2026-11-01', '01/11/2026'],
  ['channel', 'page', 'trên trang'],
  ['granted', true, 'có'],
  ['tags', ['a', 'b'], 'a, b'],
  ['place', { ward: 'X', no: 1 }, 'ward: X; no: 1'],
])('%s %j reads %s', (name, value, text) => {
  const part = readable(section([field(name, 'N')], [{ [name]: value }]), words, inVietnamese);
  expect(part.entries).toEqual([[{ name: 'N', value: text }]]);
});

test('an empty part says so by having no entry', () => {
  expect(readable(section([field('a', 'A')], []), words, inVietnamese).entries).toEqual([]);
});
