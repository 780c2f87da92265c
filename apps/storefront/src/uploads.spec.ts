import { expect, test } from 'vitest';
import { paths } from './paths.js';
import { takesUploads } from './uploads.js';

test('a form with pictures is as long as pictures are; any other is not', () => {
  expect(takesUploads(paths.reviewOrder('TM4K7Q2M9X', 'CM4K7Q2M9X'))).toBe(true);
  expect(takesUploads(paths.sellerMoneySheets('htx-dat-mui', 'bank_statement'))).toBe(true);
  expect(takesUploads(paths.annexes)).toBe(true);
  expect(takesUploads(paths.signIn)).toBe(false);
  expect(takesUploads(`${paths.annexes}/khac`)).toBe(false);
  expect(takesUploads('/don-hang/a/danh-gia/b/c')).toBe(false);
});
