import { expect, test } from 'vitest';
import { leadingOn, returnAddress } from './sign-in-door.js';

test.each([
  '/',
  '/gio-hang',
  '/tai-khoan/dia-chi?xong=them',
  '/kenh-nguoi-ban/htx-a/ho-so#loi',
  '/tim-kiem?q=t%C3%B4m&sort=newest',
  // Escaped, these are names on this very site to every browser.
  '/%2f%2fevil.example',
  '/%5cevil.example',
  '/?tiep=//evil.example',
])('leads back to %s', (path) => {
  expect(returnAddress(path)).toBe(path);
});

test.each([
  null,
  undefined,
  '',
  'https://evil.example/',
  'http:evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  '/%2e//evil.example',
  '/%2e%2e//evil.example',
  '/.%2E//evil.example',
  '/a/%2e%2e//evil.example',
  '//%65vil.example',
  '/\u0000/evil.example',
  '/\u0085/evil.example',
  ' //evil.example',
  'data:text/html,x',
  'JaVaScRiPt:alert(1)',
  'javascript:alert(1)',
  'evil.example',
  '?tiep=//evil.example',
  `/${'a'.repeat(600)}`,
  '/dang-xuat',
  '/dang-nhap?tiep=/dang-nhap',
  '/api/v1/me/export',
])('does not lead to %j', (address) => {
  expect(returnAddress(address)).toBe('/tai-khoan');
});

test('a line break in an address cannot begin a header of its own', () => {
  for (const address of ['/a\r\nset-cookie: x=1', '/a?b=\r\nset-cookie:%20x=1', '/a#\nx'])
    expect(returnAddress(address)).not.toMatch(/[\r\n]/);
  expect(returnAddress('/a?b=%0d%0aset-cookie:x=1')).toBe('/a?b=%0d%0aset-cookie:x=1');
});

test('an address goes along escaped, and the account’s own page need not be named', () => {
  expect(leadingOn('/dang-nhap', '/gio-hang?a=1&b=2')).toBe('/dang-nhap?tiep=%2Fgio-hang%3Fa%3D1%26b%3D2');
  expect(leadingOn('/dang-nhap?buoc=ma', '/')).toBe('/dang-nhap?buoc=ma&tiep=%2F');
  expect(leadingOn('/dang-nhap', '/tai-khoan')).toBe('/dang-nhap');
});
