import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cashOfParcel, type OrderOfParcels } from './parcel-cash.js';

const cod = (amountVnd: number, aheadVnd = 0) => ({ method: 'cod', status: 'pending', amountVnd, aheadVnd });

/** An order with every piece of it in one of four parcels. */
const anyPacked: fc.Arbitrary<OrderOfParcels> = fc
  .array(
    fc.record({
      totalVnd: fc.integer({ min: 1, max: 1_000_000_000 }),
      pieces: fc.array(fc.nat(99), { minLength: 4, maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((wishes) =>
    wishes.map(({ totalVnd, pieces: [first = 0, ...rest] }) => ({ totalVnd, pieces: [first + 1, ...rest] })),
  )
  .chain((wishes) =>
    fc
      .tuple(fc.integer({ min: 1, max: 2_000_000_000 }), fc.nat(2_000_000_000))
      .map(([amountVnd, aheadVnd]) => ({
        payment: cod(amountVnd, aheadVnd),
        lines: wishes.map(({ totalVnd, pieces }, id) => ({
          id: String(id),
          totalVnd,
          quantity: pieces.reduce((sum, piece) => sum + piece, 0),
        })),
        parcels: [1, 2, 3, 4].map((number) => ({
          number,
          status: 'packing',
          lines: wishes.flatMap(({ pieces }, id) => {
            const quantity = pieces[number - 1] ?? 0;
            return quantity === 0 ? [] : [{ lineId: String(id), quantity }];
          }),
        })),
      })),
  );

describe('cashOfParcel', () => {
  it('comes to exactly what there is to pay and did not come ahead, and never to less than nothing', () => {
    fc.assert(
      fc.property(anyPacked, (order) => {
        const cash = order.parcels.map(({ number }) => cashOfParcel(order, number));
        expect(cash.every((amount) => Number.isSafeInteger(amount) && amount >= 0)).toBe(true);
        expect(cash.reduce((sum, amount) => sum + amount, 0)).toBe(
          Math.max(0, order.payment.amountVnd - order.payment.aheadVnd),
        );
      }),
    );
  });

  it('splits fee and discount with the goods: 100.000 đ of 300.000 đ, and 20.000 đ of shipping', () => {
    const order = {
      payment: cod(320_000),
      lines: [{ id: 'a', quantity: 3, totalVnd: 300_000 }],
      parcels: [
        { number: 1, status: 'packing', lines: [{ lineId: 'a', quantity: 1 }] },
        { number: 2, status: 'packing', lines: [{ lineId: 'a', quantity: 2 }] },
      ],
    };
    expect([cashOfParcel(order, 1), cashOfParcel(order, 2)]).toEqual([106_666, 213_334]);
  });

  it('collects for what was sent all there is left to pay where the rest cannot be', () => {
    const order = {
      payment: cod(106_667),
      lines: [{ id: 'a', quantity: 3, totalVnd: 300_000 }],
      parcels: [
        { number: 1, status: 'handed_over', lines: [{ lineId: 'a', quantity: 1 }] },
        { number: 2, status: 'unsent', lines: [{ lineId: 'a', quantity: 2 }] },
      ],
    };
    expect(cashOfParcel(order, 1)).toBe(106_667);
  });

  it('collects nothing that is paid another way, or already', () => {
    const order = {
      payment: cod(100),
      lines: [{ id: 'a', quantity: 1, totalVnd: 100 }],
      parcels: [{ number: 1, status: 'packing', lines: [{ lineId: 'a', quantity: 1 }] }],
    };
    expect(cashOfParcel({ ...order, payment: { ...order.payment, status: 'paid' } }, 1)).toBe(0);
    expect(cashOfParcel({ ...order, payment: { ...order.payment, method: 'bank_transfer' } }, 1)).toBe(0);
  });
});
