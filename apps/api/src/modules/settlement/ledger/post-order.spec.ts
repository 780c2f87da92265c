import { describe, expect, it } from 'vitest';
import {
  after,
  at,
  balancesOf,
  book,
  idOf,
  money,
  move,
  sumOfTaxes,
  term,
  WITHHELD,
} from '../../../../../../tests/support/order-book.js';
import { termsOf } from '../terms/terms.js';
import { postOrder } from './post-order.js';

const SOLD = [move(1, 'order', 'confirmed'), money(2, 'receipt', 185_000), move(3, 'payment', 'paid')];

it('leaves cash with the carrier that took it until its statement hands it on, and never more than it has', () => {
  const cash = { ...money(2, 'receipt', 185_000), heldBy: 'carrier' as const };
  const given = book([move(1, 'order', 'confirmed'), cash, move(3, 'payment', 'paid')], { channel: 'cod' });
  const sold = postOrder(given, termsOf([]));
  expect(balancesOf(sold)).toEqual({ collected_carrier: 185_000, sales: -185_000 });
  const part = after(given, sold, [money(4, 'remitted', 175_000)]);
  const some = postOrder(part, termsOf([]));
  expect(balancesOf(some)).toEqual({ collected_seller: 175_000, collected_carrier: -175_000 });
  const rest = postOrder(after(part, some, [money(5, 'remitted', 20_000)]), termsOf([]));
  expect(balancesOf(rest)).toEqual({ collected_seller: 10_000, collected_carrier: -10_000 });
});

describe('a sale', () => {
  it('of a household for 185,000 đ is taxed 1,850 đ and 925 đ, which leaves 182,225 đ', () => {
    const postings = postOrder(book(SOLD), termsOf(WITHHELD));
    expect(sumOfTaxes(postings)).toEqual([1_850, 925]);
    expect(balancesOf(postings)).toEqual({
      collected_seller: 185_000,
      sales: -185_000,
      tax: 2_775,
      tax_withheld: -2_775,
    });
    expect(185_000 - 2_775).toBe(182_225);
  });

  it('of a cooperative is not taxed, and neither is any before somebody decided it', () => {
    for (const kind of ['cooperative', 'cooperative_group', 'small_enterprise', 'association'])
      expect(sumOfTaxes(postOrder(book(SOLD, { producerKind: kind }), termsOf(WITHHELD)))).toEqual([0, 0]);
    expect(sumOfTaxes(postOrder(book(SOLD), termsOf([])))).toEqual([0, 0]);
    const later = [term('bank_transfer', 'withheld', '2026-10-31')];
    expect(sumOfTaxes(postOrder(book(SOLD), termsOf(later)))).toEqual([0, 0]);
  });

  it('counts its delivery as transport, by the rates of transport', () => {
    const postings = postOrder(
      book([move(1, 'order', 'confirmed'), money(2, 'receipt', 220_000), move(3, 'payment', 'paid')], {
        shippingFeeVnd: 35_000,
        paidVnd: 220_000,
      }),
      termsOf(WITHHELD),
    );
    expect(sumOfTaxes(postings)).toEqual([1_850 + 1_050, 925 + 525]);
  });

  it('counts from the later of confirmation and payment, also where they become known the other way round', () => {
    const lateConfirmation = move(9, 'order', 'confirmed');
    const given = book([move(3, 'payment', 'paid')]);
    expect(postOrder(given, termsOf([]))).toEqual([]);
    const [sale] = postOrder(after(given, [], [lateConfirmation]), termsOf([]));
    expect(sale).toMatchObject({ kind: 'sale', at: at(9) });
    const early = postOrder(after(given, [], [move(1, 'order', 'confirmed')]), termsOf([]));
    expect(early).toMatchObject([{ kind: 'sale', at: at(3), causeId: idOf(1) }]);
  });

  it('that is cancelled is taken back wholly in the month of the cancellation, linked to the sale and its tax', () => {
    const given = book(SOLD);
    const sold = postOrder(given, termsOf(WITHHELD));
    const november = new Date('2026-11-03T02:00:00Z');
    const back = postOrder(
      after(given, sold, [move(7, 'order', 'cancelled', november)]),
      termsOf([term('bank_transfer', 'none', '2026-11-01'), ...WITHHELD]),
    );
    const kinds = Object.fromEntries(sold.map(({ kind, id }) => [kind, id]));
    expect(back).toMatchObject([
      { kind: 'sale_reversed', reversesId: kinds['sale'], at: november },
      { kind: 'tax_reversed', reversesId: kinds['tax'], at: november },
    ]);
    expect(sumOfTaxes(back)).toEqual([-1_850, -925]);
    expect(balancesOf([...sold, ...back])).toEqual({ collected_seller: 185_000, buyer: -185_000 });
  });

  it('is taken back by a refund for a return, and not by one for money that was too much', () => {
    const given = book([...SOLD, money(4, 'refund_owed', 40_000, 'surplus')]);
    const postings = postOrder(given, termsOf(WITHHELD));
    expect(balancesOf(postings).sales).toBe(-185_000);
    const back = postOrder(
      after(given, postings, [money(5, 'refund_owed', 45_000, 'returned')]),
      termsOf(WITHHELD),
    );
    expect(balancesOf([...postings, ...back]).sales).toBe(-140_000);
    expect(sumOfTaxes(back)).toEqual([-450, -225]);
  });

  it('is of what was paid at the door, where a part of the goods was refused there', () => {
    const given = book(
      [move(1, 'order', 'confirmed'), money(2, 'receipt', 80_000), move(3, 'payment', 'paid')],
      {
        channel: 'cod',
        itemsVnd: 185_000,
        shippingFeeVnd: 20_000,
        paidVnd: 80_000,
      },
    );
    const postings = postOrder(given, termsOf(WITHHELD));
    expect(balancesOf(postings)).toMatchObject({ sales: -60_000, delivery_fees: -20_000, tax_owed: -1_800 });
    expect(sumOfTaxes(postings)).toEqual([600 + 600, 300 + 300]);
  });

  it('counts what a voucher of the floor took off, and the floor owes it; one of the shop’s own counts for nothing', () => {
    const sums = { itemsVnd: 200_000, discountVnd: 15_000, paidVnd: 185_000 };
    const byFloor = postOrder(book(SOLD, { ...sums, floorDiscountVnd: 15_000 }), termsOf(WITHHELD));
    expect(balancesOf(byFloor)).toMatchObject({
      sales: -200_000,
      floor_owes: 15_000,
      collected_seller: 185_000,
    });
    expect(sumOfTaxes(byFloor)).toEqual([2_000, 1_000]);
    expect(sumOfTaxes(postOrder(book(SOLD, sums), termsOf(WITHHELD)))).toEqual([1_850, 925]);
    const given = book(SOLD, { ...sums, floorDiscountVnd: 15_000 });
    const back = postOrder(
      after(given, byFloor, [money(5, 'refund_owed', 185_000, 'returned')]),
      termsOf(WITHHELD),
    );
    expect(balancesOf([...byFloor, ...back])).toEqual({ collected_seller: 185_000, refund_owed: -185_000 });
  });

  it('gives the floor its share, and back what was returned of it', () => {
    const fee = termsOf([
      { subject: 'floor_fee', mode: null, feeBasisPoints: 250, effectiveFrom: '2026-01-01' },
    ]);
    const given = book(SOLD);
    const sold = postOrder(given, fee);
    expect(balancesOf(sold)).toMatchObject({ floor_fee: 4_625, floor_fee_owed: -4_625 });
    const half = postOrder(after(given, sold, [money(5, 'refund_owed', 92_500, 'returned')]), fee);
    expect(balancesOf([...sold, ...half])).toMatchObject({ floor_fee: 2_313, floor_fee_owed: -2_313 });
  });
});
