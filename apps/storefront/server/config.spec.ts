import { expect, test } from 'vitest';
import { readConfig } from './config.js';

const good = { API_ORIGIN: 'http://127.0.0.1:4400', STOREFRONT_SECRET: 'x'.repeat(32) };

test('what is not said has the defaults of the contract', () => {
  expect(readConfig(good)).toEqual({
    host: '127.0.0.1',
    port: 4321,
    apiOrigin: 'http://127.0.0.1:4400',
    publicUrl: null,
    storefrontSecret: 'x'.repeat(32),
    trustProxy: false,
    pageCacheMb: 64,
    offlineShop: true,
    mapTiles: null,
    mapPage: 'https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=15/{lat}/{lon}',
  });
});

test('an empty variable counts as absent, and an origin loses its slash', () => {
  const config = readConfig({ ...good, PORT: '0', PUBLIC_URL: 'https://san.example.vn/', TRUST_PROXY: '' });
  expect(config).toMatchObject({ port: 0, publicUrl: 'https://san.example.vn', trustProxy: false });
});

test('every bad variable is named at once, and none of their contents', () => {
  const bad = { API_ORIGIN: 'nowhere', PORT: '99999', STOREFRONT_SECRET: 'hunter2', TRUST_PROXY: 'my-proxy' };
  const refused = (): unknown => readConfig(bad);
  for (const name of Object.keys(bad)) expect(refused).toThrow(name);
  for (const content of Object.values(bad)) expect(refused).not.toThrow(content);
});

test('the map elsewhere is an address with a place in it, or none', () => {
  const mapPage = (url: string): string | null => readConfig({ ...good, MAP_PAGE_URL: url }).mapPage;
  expect(mapPage('https://maps.example.vn/@{lat},{lon}')).toBe('https://maps.example.vn/@{lat},{lon}');
  expect(mapPage('off')).toBeNull();
  for (const bad of ['https://maps.example.vn/', 'https://maps.example.vn/{lat}', 'javascript:{lat}{lon}'])
    expect(() => mapPage(bad)).toThrow('MAP_PAGE_URL');
});

test('trusted proxies are a number of hops or addresses and networks', () => {
  expect(readConfig({ ...good, TRUST_PROXY: '2' }).trustProxy).toBe(2);
  const listed = readConfig({ ...good, TRUST_PROXY: '10.0.0.0/8, 2001:db8::1' }).trustProxy;
  if (typeof listed !== 'object') throw new Error('not a list');
  expect(listed.check('10.1.2.3')).toBe(true);
  expect(listed.check('11.1.2.3')).toBe(false);
  expect(listed.check('2001:db8::1', 'ipv6')).toBe(true);
});
