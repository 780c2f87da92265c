import { describe, expect, it } from 'vitest';
import { isScan } from './count-scan.js';

const PHONE =
  'Mozilla/5.0 (Linux; Android 13; SM-A127F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36';
const scanned = (headers: Record<string, string>, method = 'GET'): boolean =>
  isScan(
    new Request('https://san.example/truy-xuat/CDFHJKM7', {
      method,
      headers: { 'user-agent': PHONE, ...headers },
    }),
    'https://san.example',
  );

describe('opening the page of a label', () => {
  it.each([
    ['from the camera', { 'sec-fetch-site': 'none', 'sec-fetch-dest': 'document' }],
    ['from a browser that says nothing of it', {}],
    ['from a link in a chat', { 'sec-fetch-site': 'cross-site', referer: 'https://chat.zalo.me/' }],
    ['inside Zalo', { 'user-agent': `${PHONE} Zalo android/13020729 ZaloTheme/light ZaloLanguage/vi` }],
  ])('is a scan %s', (_how, headers) => {
    expect(scanned(headers)).toBe(true);
  });

  it.each([
    ['from a page of the floor', { 'sec-fetch-site': 'same-origin' }],
    ['from a page of the floor, by an older browser', { referer: 'https://san.example/kenh-nguoi-ban/htx' }],
    ['beforehand', { 'sec-purpose': 'prefetch;prerender' }],
    ['as part of another page', { 'sec-fetch-dest': 'iframe' }],
    ['by a search engine', { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' }],
    ['for the preview in a chat', { 'user-agent': 'facebookexternalhit/1.1' }],
    ['by a program', { 'user-agent': 'curl/8.5.0' }],
    ['by something without a name', { 'user-agent': '' }],
  ])('is none %s', (_how, headers) => {
    expect(scanned(headers)).toBe(false);
  });

  it('is none where only the head is asked for', () => {
    expect(scanned({}, 'HEAD')).toBe(false);
  });
});
