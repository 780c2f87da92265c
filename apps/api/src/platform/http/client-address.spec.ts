import { describe, expect, it } from 'vitest';
import { networkOf } from './client-address.js';

describe('who shares an address', () => {
  it.each([
    ['203.0.113.77', '203.0.113.77', '203.0.113.0'],
    ['::ffff:203.0.113.77', '203.0.113.77', '203.0.113.0'],
    ['2001:db8:7:1::5', '2001:db8:7:1::', '2001:db8:7::'],
    ['2001:0DB8:0007:0001:0:0:0:6', '2001:db8:7:1::', '2001:db8:7::'],
    ['2001:db8::1', '2001:db8:0:0::', '2001:db8:0::'],
    ['fe80::1%eth0', 'fe80:0:0:0::', 'fe80:0:0::'],
    ['::1', '0:0:0:0::', '0:0:0::'],
    ['not an address', 'not an address', 'not an address'],
  ])('%s', (address, household, rented) => {
    expect([networkOf(address), networkOf(address, { wide: true })]).toEqual([household, rented]);
  });
});
