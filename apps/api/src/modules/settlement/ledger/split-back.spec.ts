import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  after,
  balancesOf,
  book,
  money,
  move,
  WITHHELD,
} from '../../../../../../tests/support/order-book.js';
import { termsOf } from '../terms/terms.js';
import { postOrder } from './post-order.js';
import { splitBack } from './split-back.js';

it('takes a return of goods from the goods, and their tax with it; the delivery stays sold', () => {
  const sold = book(
    [move(1, 'order', 'confirmed'), money(2, 'receipt', 220_000), move(3, 'payment', 'paid')],
    {
      shippingFeeVnd: 35_000,
      paidVnd: 220_000,
    },
  );
  const terms = termsOf(WITHHELD);
  const first = postOrder(sold, terms);
  const returned = { ...money(4, 'refund_owed', 185_000, 'returned'), deliveryVnd: 0 };
  const back = postOrder(after(sold, first, [returned]), terms);
  expect(balancesOf([...first, ...back])).toMatchObject({ delivery_fees: -35_000 });
  expect(balancesOf([...first, ...back])['sales']).toBeUndefined();
  const taxes = back.flatMap((posting) => posting.taxes);
  expect(taxes.map(({ part, revenueVnd, vatVnd, pitVnd }) => [part, revenueVnd, vatVnd, pitVnd])).toEqual([
    ['goods', -185_000, -1_850, -925],
  ]);
});

it('adds up, and takes nothing that is not there, with the floor’s share of the goods', () => {
  const sale = fc.record({
    boughtVnd: fc.integer({ min: 1_000, max: 9e9 }),
    floorVnd: fc.nat(1e6),
    deliveryVnd: fc.nat(200_000),
  });
  fc.assert(
    fc.property(
      sale,
      fc.nat(1000),
      fc.option(fc.nat(300_000)),
      ({ boughtVnd, floorVnd, deliveryVnd }, share, part) => {
        const left = { goodsVnd: boughtVnd + floorVnd, floorVnd, deliveryVnd };
        const backVnd = Math.floor(((boughtVnd + deliveryVnd) * share) / 1000);
        const back = splitBack(left, backVnd, part);
        expect(back.goodsVnd - back.floorVnd + back.deliveryVnd).toBe(backVnd);
        for (const one of ['goodsVnd', 'floorVnd', 'deliveryVnd'] as const) {
          expect(back[one]).toBeGreaterThanOrEqual(0);
          expect(back[one]).toBeLessThanOrEqual(left[one]);
        }
      },
    ),
  );
});
