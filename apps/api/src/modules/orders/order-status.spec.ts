import { expect, it } from 'vitest';
import { statusesBefore } from './order-status.js';

it('an order is cancelled from placed alone, by its buyer or by the sweep, and by nobody from elsewhere', () => {
  expect(statusesBefore('cancelled', 'buyer')).toEqual(['placed']);
  expect(statusesBefore('cancelled', 'worker')).toEqual(['placed']);
});

it('neither may confirm or complete an order, and only a transfer that came late brings one back', () => {
  for (const actor of ['buyer', 'worker'] as const) {
    expect(statusesBefore('confirmed', actor)).toEqual([]);
    expect(statusesBefore('completed', actor)).toEqual([]);
  }
  expect(statusesBefore('placed', 'buyer')).toEqual([]);
  expect(statusesBefore('placed', 'worker')).toEqual(['cancelled']);
});
