import { expect, it } from 'vitest';
import { safeDetails } from './safe-details.js';

it('shows what is known to be harmless, and nothing else', () => {
  expect(
    safeDetails({
      status: 'approved',
      permissions: ['orders'],
      accountId: '0190',
      phone_sealed: 'x',
      nested: { status: 'approved' },
      reason: { sealed: 'x' },
      priceVnd: 1_000,
    }),
  ).toEqual({ status: 'approved', permissions: ['orders'], priceVnd: 1_000 });
});

it('is null where nothing is left', () => {
  expect(safeDetails(null)).toBeNull();
  expect(safeDetails({ secret: 'x', constructor: 'x' })).toBeNull();
});
