import fc from 'fast-check';
import { expect, it } from 'vitest';
import { acceptedAmountVnd, type LineJourney } from './accepted-amount.js';

const line = (quantity: number, refused: number, totalVnd: number): LineJourney => ({
  id: '',
  quantity,
  sent: quantity,
  arrived: quantity,
  refused,
  unsent: 0,
  totalVnd,
});

it('is everything where nothing was refused, and what was taken with the whole fee where something was', () => {
  const order = { itemsVnd: 300_000, shippingFeeVnd: 20_000, discountVnd: 30_000 };
  expect(acceptedAmountVnd(order, [line(3, 0, 300_000)])).toBe(290_000);
  expect(acceptedAmountVnd(order, [line(3, 1, 300_000)])).toBe(200_000);
  expect(acceptedAmountVnd({ ...order, discountVnd: 0 }, [line(3, 2, 100_000), line(1, 0, 200_000)])).toBe(
    253_333,
  );
});

it('owes of what the shop never sent neither the goods nor their share of the fee and the discount', () => {
  const order = { itemsVnd: 300_000, shippingFeeVnd: 20_000, discountVnd: 30_000 };
  expect(acceptedAmountVnd(order, [{ ...line(3, 1, 300_000), unsent: 1 }])).toBe(193_334);
  expect(acceptedAmountVnd(order, [{ ...line(3, 2, 300_000), unsent: 1 }])).toBe(103_334);
});

it('is what was agreed, to the đồng, where everything was taken, however large the order is', () => {
  const order = { itemsVnd: 160_653_354, shippingFeeVnd: 0, discountVnd: 133_062_631 };
  expect(acceptedAmountVnd(order, [line(1, 0, 160_653_354)])).toBe(27_590_723);
});

it('never exceeds the order, and never falls below the fee', () => {
  const lines = fc.array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 999 }),
      share: fc.nat(1000),
      totalVnd: fc.integer({ min: 1, max: 9e9 }),
    }),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(lines, fc.nat(200_000), fc.nat(1000), (drawn, shippingFeeVnd, permille) => {
      const itemsVnd = drawn.reduce((sum, { totalVnd }) => sum + totalVnd, 0);
      const discountVnd = Math.floor((itemsVnd * permille) / 1000);
      const amount = acceptedAmountVnd(
        { itemsVnd, shippingFeeVnd, discountVnd },
        drawn.map(({ quantity, share, totalVnd }) =>
          line(quantity, Math.floor((quantity * share) / 1000), totalVnd),
        ),
      );
      expect(amount).toBeLessThanOrEqual(itemsVnd + shippingFeeVnd - discountVnd);
      expect(amount).toBeGreaterThanOrEqual(shippingFeeVnd);
    }),
  );
});
