import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptedAmountVnd } from '../parcels/accepted-amount.js';
import { invoiceLines, type SoldLine } from './invoice-lines.js';

const line = (more: Partial<SoldLine> = {}): SoldLine => ({
  id: '1',
  name: 'Mắm ba khía, hũ 500 g',
  unit: 'hũ',
  quantity: 2,
  refused: 0,
  unsent: 0,
  unitPriceVnd: 100_000,
  totalVnd: 200_000,
  kgPriceVnd: null,
  weighedGrams: null,
  ...more,
});
const order = { itemsVnd: 200_000, shippingFeeVnd: 20_000, discountVnd: 0, discountBy: null };

describe('lines of an invoice', () => {
  it('are what was taken, and the delivery fee', () => {
    expect(invoiceLines(order, [line({ refused: 1 })])).toEqual([
      {
        name: 'Mắm ba khía, hũ 500 g',
        unit: 'hũ',
        quantity: 1,
        unitPriceVnd: 100_000,
        goodsVnd: 100_000,
        shopDiscountVnd: 0,
        floorDiscountVnd: 0,
        payVnd: 100_000,
      },
      {
        name: 'Phí giao hàng',
        unit: 'lần',
        quantity: 1,
        unitPriceVnd: 20_000,
        goodsVnd: 20_000,
        shopDiscountVnd: 0,
        floorDiscountVnd: 0,
        payVnd: 20_000,
      },
    ]);
  });

  it('count goods that were weighed in kilograms, unless some pieces were refused', () => {
    const crab = line({
      unit: 'con',
      quantity: 4,
      unitPriceVnd: 150_000,
      totalVnd: 550_000,
      kgPriceVnd: 500_000,
      weighedGrams: 1_100,
    });
    const sums = { ...order, itemsVnd: 550_000 };
    expect(invoiceLines(sums, [crab])[0]).toMatchObject({ unit: 'kg', quantity: 1.1, unitPriceVnd: 500_000 });
    expect(invoiceLines(sums, [{ ...crab, refused: 1 }])[0]).toMatchObject({ unit: 'con', quantity: 3 });
  });

  it('say who bears a discount: the floor’s leaves the price, the shop’s lowers it', () => {
    const off = { ...order, discountVnd: 30_000 };
    const lines = [line(), line({ totalVnd: 100_000, quantity: 1 })];
    const sums = { ...off, itemsVnd: 300_000 };
    expect(invoiceLines({ ...sums, discountBy: 'floor' }, lines).map((one) => one.floorDiscountVnd)).toEqual([
      20_000, 10_000, 0,
    ]);
    expect(invoiceLines({ ...sums, discountBy: 'seller' }, lines).map((one) => one.shopDiscountVnd)).toEqual([
      20_000, 10_000, 0,
    ]);
  });

  it('come to exactly what there is to pay, whatever was refused and taken off', () => {
    const anyLine = fc.record({
      quantity: fc.integer({ min: 1, max: 999 }),
      refusedShare: fc.double({ min: 0, max: 1, noNaN: true }),
      unitPriceVnd: fc.integer({ min: 1, max: 10_000_000 }),
    });
    fc.assert(
      fc.property(
        fc.array(anyLine, { minLength: 1, maxLength: 20 }),
        fc.nat(200_000),
        fc.nat(99),
        fc.constantFrom('seller' as const, 'floor' as const),
        (wishes, shippingFeeVnd, percent, discountBy) => {
          const lines = wishes.map(({ quantity, refusedShare, unitPriceVnd }, index) =>
            line({
              id: String(index),
              quantity,
              refused: Math.floor(quantity * refusedShare),
              unsent: Math.floor((quantity * refusedShare) / 2),
              unitPriceVnd,
              totalVnd: quantity * unitPriceVnd,
            }),
          );
          const itemsVnd = lines.reduce((sum, { totalVnd }) => sum + totalVnd, 0);
          const sums = {
            itemsVnd,
            shippingFeeVnd,
            discountVnd: Math.floor((itemsVnd * percent) / 100),
            discountBy,
          };
          const invoiced = invoiceLines(sums, lines);
          expect(invoiced.reduce((sum, { payVnd }) => sum + payVnd, 0)).toBe(
            acceptedAmountVnd(
              sums,
              lines.map((one) => ({ ...one, sent: one.quantity, arrived: one.quantity })),
            ),
          );
          for (const one of invoiced) {
            expect(one.payVnd).toBeGreaterThanOrEqual(0);
            expect(one.payVnd + one.shopDiscountVnd + one.floorDiscountVnd).toBe(one.goodsVnd);
          }
        },
      ),
    );
  });
});
