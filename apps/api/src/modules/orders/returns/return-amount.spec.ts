import fc from 'fast-check';
import { expect, it } from 'vitest';
import { acceptedAmountVnd, owedFeeVnd, type LineJourney } from '../parcels/accepted-amount.js';
import { paidForLines, shareOfPieces } from './return-amount.js';

const line = (quantity: number, refused: number, totalVnd: number, unsent = 0): LineJourney => ({
  id: '',
  quantity,
  sent: quantity,
  arrived: quantity,
  refused,
  unsent,
  totalVnd,
});

it('is the line’s real price after the discount, and of some pieces their part of it', () => {
  const order = { itemsVnd: 400_000, shippingFeeVnd: 20_000, discountVnd: 40_000 };
  const lines = [line(3, 0, 300_000), line(1, 0, 100_000)];
  expect(paidForLines(order, lines)).toEqual([270_000, 90_000]);
  expect(shareOfPieces(270_000, 3, 0, 1)).toBe(90_000);
  expect([0, 1, 2].map((before) => shareOfPieces(100_000, 3, before, 1))).toEqual([33_334, 33_333, 33_333]);
  expect(() => shareOfPieces(100_000, 3, 2, 2)).toThrow(RangeError);
});

it('loses no đồng, however many returns a line goes back in and whatever was refused at the door', () => {
  const drawn = fc.array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 30 }),
      refusedShare: fc.nat(999),
      totalVnd: fc.integer({ min: 1_000, max: 9e9 }),
      parts: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 8 }),
    }),
    { minLength: 1, maxLength: 5 },
  );
  fc.assert(
    fc.property(drawn, fc.nat(200_000), fc.nat(900), (rows, shippingFeeVnd, permille) => {
      const lines = rows.map(({ quantity, refusedShare, totalVnd }) =>
        line(
          quantity,
          Math.floor((quantity * refusedShare) / 1000),
          totalVnd,
          Math.floor((quantity * refusedShare) / 2000),
        ),
      );
      const itemsVnd = lines.reduce((sum, { totalVnd }) => sum + totalVnd, 0);
      const order = { itemsVnd, shippingFeeVnd, discountVnd: Math.floor((itemsVnd * permille) / 1000) };
      const paid = paidForLines(order, lines);
      let backVnd = 0;
      lines.forEach(({ quantity, refused }, index) => {
        const taken = quantity - refused;
        let before = 0;
        for (const wanted of [...(rows[index]?.parts ?? []), taken]) {
          const pieces = Math.min(wanted, taken - before);
          backVnd += shareOfPieces(paid[index] ?? 0, taken, before, pieces);
          before += pieces;
        }
      });
      expect(backVnd).toBe(acceptedAmountVnd(order, lines) - owedFeeVnd(order, lines));
    }),
  );
});
