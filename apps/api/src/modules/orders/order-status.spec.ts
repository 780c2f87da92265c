import { expect, it } from 'vitest';
import { statusesBefore } from './order-status.js';

it('an order is cancelled from placed alone, by its buyer or by the sweep, and by nobody from elsewhere', () => {
  expect(statusesBefore('cancelled', 'buyer')).toEqual(['placed']);
  expect(statusesBefore('cancelled', 'worker')).toEqual(['placed']);
});

it('neither may confirm or complete an order, nor bring one back', () => {
  for (const actor of ['buyer', 'worker'] as const) {
    for (const status of ['placed', 'confirmed', 'completed'] as const) {
      expect(statusesBefore(status, actor)).toEqual([]);
    }
  }
});
