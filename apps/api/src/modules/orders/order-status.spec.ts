import { expect, it } from 'vitest';
import { statusesBefore } from './order-status.js';

it('an order is cancelled by its buyer and by the sweeps from placed alone, by its shop until it is completed', () => {
  expect(statusesBefore('cancelled', 'buyer')).toEqual(['placed']);
  expect(statusesBefore('cancelled', 'worker')).toEqual(['placed']);
  expect(statusesBefore('cancelled', 'seller')).toEqual(['placed', 'confirmed']);
});

it('its shop alone confirms it, and never completes it', () => {
  expect(statusesBefore('confirmed', 'seller')).toEqual(['placed']);
  expect(statusesBefore('confirmed', 'buyer')).toEqual([]);
  expect(statusesBefore('confirmed', 'worker')).toEqual([]);
  expect(statusesBefore('completed', 'seller')).toEqual([]);
});

it('only a transfer that came late brings one back, and only the shop’s mistake about money takes one on no more', () => {
  expect(statusesBefore('placed', 'buyer')).toEqual([]);
  expect(statusesBefore('placed', 'seller')).toEqual(['confirmed']);
  expect(statusesBefore('placed', 'worker')).toEqual(['cancelled']);
});

it('what is confirmed is completed by its buyer or by time', () => {
  expect(statusesBefore('completed', 'buyer')).toEqual(['confirmed']);
  expect(statusesBefore('completed', 'worker')).toEqual(['confirmed']);
});
