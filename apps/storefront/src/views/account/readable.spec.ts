import { expect, test } from 'vitest';
import { formatVnd } from '#kernel/money';
import { readable } from './readable.js';

const words = {
  parts: { about: 'Chung', addresses: 'Địa chỉ' },
  fields: { name: 'Họ và tên', phone: 'Số điện thoại', line: 'Số nhà' },
  values: { page: 'trên trang' },
  yes: 'có',
  no: 'không',
  nothing: '–',
};

test('single values come first, lists part by part, with days and times as people write them', () => {
  const parts = readable(
    {
      exportedAt: '2026-11-23T03:00:00Z',
      addresses: [{ id: 'x', name: 'Bưởi', line: 'Ấp 1', isDefault: true, since: '2026-11-01' }],
    },
    words,
  );
  expect(parts).toEqual([
    { title: 'Chung', entries: [[{ name: 'exportedAt', value: '10:00 ngày 23/11/2026' }]] },
    {
      title: 'Địa chỉ',
      entries: [
        [
          { name: 'Họ và tên', value: 'Bưởi' },
          { name: 'Số nhà', value: 'Ấp 1' },
          { name: 'isDefault', value: 'có' },
          { name: 'since', value: '01/11/2026' },
        ],
      ],
    },
  ]);
});

test('what lies deeper keeps the name it lies under, and a part nobody named its own', () => {
  const [part] = readable(
    { orders: [{ contact: { name: 'Bưởi' }, lines: [{ line: 1 }, { line: 2 }], tags: ['a', 'b'] }] },
    words,
  );
  expect(part).toEqual({
    title: 'orders',
    entries: [
      [
        { name: 'contact – Họ và tên', value: 'Bưởi' },
        { name: 'lines – Số nhà', value: '1' },
        { name: 'lines – Số nhà', value: '2' },
        { name: 'tags', value: 'a, b' },
      ],
    ],
  });
});

test('an empty part says so by having no entry', () => {
  expect(readable({ addresses: [] }, words)).toEqual([{ title: 'Địa chỉ', entries: [] }]);
});

test('money, phone numbers and words of the program read as people write them', () => {
  const [part] = readable({ account: { phone: '+84912345678', totalVnd: 185000, channel: 'page' } }, words);
  expect(part?.entries[0]?.map(({ value }) => value)).toEqual([
    '0912 345 678',
    formatVnd(185_000),
    'trên trang',
  ]);
});
