import { expect, test } from 'vitest';
import { deskHref, readDeskQuery } from './desk-query.js';

test('the filters of an address come back as the same address', () => {
  const address = '?q=b%C3%A1nh+ph%E1%BB%93ng&status=submitted&commune=32248&sort=name';
  expect(deskHref(readDeskQuery(new URLSearchParams(address)))).toBe(`/quan-tri/gian-hang${address}`);
});

test('what nobody offers narrows nothing', () => {
  const query = readDeskQuery(new URLSearchParams('status=deleted&sort=money&commune=1%27--&q=+&x=1'));
  expect(query).toEqual({});
  expect(deskHref(query)).toBe('/quan-tri/gian-hang');
});
