import { expect, test } from 'vitest';
import { addressIn, readAddress } from './language.js';
import { pathsIn } from './paths.js';

test.each([
  ['/', 'vi', '/'],
  ['/san-pham/tom-kho', 'vi', '/san-pham/tom-kho'],
  ['/en', 'en', '/'],
  ['/en/san-pham/tom-kho', 'en', '/san-pham/tom-kho'],
  // A product may be called so.
  ['/enzym', 'vi', '/enzym'],
] as const)('%s is read in %s and is the page %s', (address, language, page) => {
  expect(readAddress(address)).toEqual({ language, page });
  expect(addressIn(language, page)).toBe(address);
});

test('an English address is the Vietnamese one behind /en', () => {
  const { home, products, product, sellerArea } = pathsIn.en;
  expect([home, products, product('x'), sellerArea]).toEqual([
    '/en',
    '/en/san-pham',
    '/en/san-pham/x',
    '/kenh-nguoi-ban',
  ]);
});
