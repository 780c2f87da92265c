import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitRefund, taxOf } from '#kernel/withholding';
import {
  after,
  balancesOf,
  book,
  idOf,
  money,
  move,
  sumOfTaxes,
  WITHHELD,
} from '../../../../../../tests/support/order-book.js';
import { scaled } from '../../../../../../tests/support/scale.js';
import { termsOf } from '../terms/terms.js';
import type { LedgerAccount, Posting } from './accounts.js';
import { postOrder, type Cause } from './post-order.js';
import { taxRules } from './tax-rules.js';

type Act = 'confirm' | 'pay' | 'surplus' | 'cancel' | 'return' | 'fail' | 'repay';
const acts = fc.array(
  fc.record({
    act: fc.constantFrom<Act>('confirm', 'pay', 'surplus', 'cancel', 'return', 'fail', 'repay'),
    share: fc.integer({ min: 1, max: 100 }),
  }),
  { maxLength: 14 },
);
const amounts = fc.record({
  itemsVnd: fc.integer({ min: 1, max: 9_999_999 }),
  shippingFeeVnd: fc.integer({ min: 0, max: 99_999 }),
  percentOff: fc.integer({ min: 0, max: 99 }),
  byFloor: fc.boolean(),
});

/** The walk counted another way: by what became of the order, without a ledger. */
class Walk {
  readonly causes: Cause[] = [];
  confirmed = false;
  paid = false;
  cancelled = false;
  received = 0;
  open: { id: string; vnd: number; ofSale: boolean }[] = [];
  done = 0;
  ofSale = 0;

  constructor(readonly totalVnd: number) {}

  step(act: Act, share: number): void {
    const n = this.causes.length + 1;
    if (act === 'confirm' && !this.confirmed && !this.cancelled) {
      this.confirmed = true;
      this.causes.push(move(n, 'order', 'confirmed'));
    } else if (act === 'pay' && !this.paid) {
      this.paid = true;
      this.received += this.totalVnd;
      this.causes.push(money(n, 'receipt', this.totalVnd), move(n + 1, 'payment', 'paid'));
    } else if (act === 'surplus' && this.paid) {
      this.received += share;
      this.causes.push(money(n, 'receipt', share));
      this.owe(n + 1, share, 'surplus');
    } else if (act === 'cancel' && !this.cancelled) {
      this.cancelled = true;
      this.causes.push(move(n, 'order', 'cancelled'));
      if (this.paid) this.owe(n + 1, this.totalVnd - this.ofSale, 'cancelled');
    } else if (act === 'return' && this.confirmed && this.paid && !this.cancelled)
      this.owe(n, Math.ceil(((this.totalVnd - this.ofSale) * share) / 100), 'returned');
    else if (act === 'fail' || act === 'repay') this.end(n, act);
  }

  private owe(n: number, vnd: number, reason: string): void {
    if (vnd === 0) return;
    const ofSale = reason !== 'surplus';
    this.open.push({ id: idOf(n), vnd, ofSale });
    if (ofSale) this.ofSale += vnd;
    this.causes.push(money(n, 'refund_owed', vnd, reason));
  }

  /** A gateway refused it, and it is owed anew; or it is done. */
  private end(n: number, act: 'fail' | 'repay'): void {
    const refund = this.open.shift();
    if (refund === undefined) return;
    const reason = refund.ofSale ? 'returned' : 'surplus';
    const end = money(n, act === 'fail' ? 'refund_failed' : 'refunded', refund.vnd, reason);
    this.causes.push({ ...end, causeId: refund.id });
    if (act === 'repay') {
      this.done += refund.vnd;
      return;
    }
    if (refund.ofSale) this.ofSale -= refund.vnd;
    this.owe(n + 1, refund.vnd, reason);
  }

  get sold(): boolean {
    const sale = this.causes.find(({ to }) => to === 'paid');
    return sale !== undefined && this.confirmed && !this.cancelled;
  }
}

describe('whatever happens to an order', () => {
  it('every transaction sums to 0 and the accounts are what an independent count says, in one go or piece by piece', () => {
    fc.assert(
      fc.property(amounts, acts, fc.array(fc.integer({ min: 1, max: 4 })), (sums, steps, pieces) => {
        const discountVnd = Math.floor((sums.itemsVnd * sums.percentOff) / 100);
        const { itemsVnd, shippingFeeVnd, byFloor } = sums;
        const paidVnd = itemsVnd - discountVnd + shippingFeeVnd;
        const floorDiscountVnd = byFloor ? discountVnd : 0;
        const given = book([], { itemsVnd, shippingFeeVnd, discountVnd, floorDiscountVnd, paidVnd });
        const walk = new Walk(paidVnd);
        for (const { act, share } of steps) walk.step(act, share);
        const inOneGo = postOrder({ ...given, causes: walk.causes }, termsOf(WITHHELD));
        let known = given;
        const postings: Posting[] = [];
        for (let from = 0, turn = 0; from < walk.causes.length; turn += 1) {
          const until = from + (pieces[turn] ?? 3);
          const more = postOrder(
            { ...known, causes: [...known.causes, ...walk.causes.slice(from, until)] },
            termsOf(WITHHELD),
          );
          known = after(
            known,
            more,
            walk.causes.slice(from, until).map((cause) => ({ ...cause, posted: true })),
          );
          postings.push(...more);
          from = until;
        }
        expect(balancesOf(postings)).toEqual(balancesOf(inOneGo));
        expect(sumOfTaxes(postings)).toEqual(sumOfTaxes(inOneGo));
        for (const { entries } of postings)
          expect(entries.reduce((sum, { amountVnd }) => sum + amountVnd, 0)).toBe(0);
        expectAccounts(walk, balancesOf(postings));
        if (!walk.sold) expect(sumOfTaxes(postings)).toEqual([0, 0]);
      }),
      { numRuns: scaled(300, 20_000) },
    );
  });

  it('taxes what is left of the sale, and no more', () => {
    fc.assert(
      fc.property(amounts, fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 6 }), (sums, shares) => {
        const walk = new Walk(sums.itemsVnd + sums.shippingFeeVnd);
        walk.step('confirm', 1);
        walk.step('pay', 1);
        let left = [sums.itemsVnd, sums.shippingFeeVnd];
        for (const share of shares) {
          const before = walk.ofSale;
          walk.step('return', share);
          const parts = splitRefund(walk.ofSale - before, left);
          left = left.map((part, index) => part - (parts[index] ?? 0));
        }
        const postings = postOrder(
          book(walk.causes, {
            itemsVnd: sums.itemsVnd,
            shippingFeeVnd: sums.shippingFeeVnd,
            paidVnd: sums.itemsVnd + sums.shippingFeeVnd,
          }),
          termsOf(WITHHELD),
        );
        const [goods, transport] = [
          taxOf(left[0] ?? 0, taxRules.rates.goods),
          taxOf(left[1] ?? 0, taxRules.rates.transport),
        ];
        expect(sumOfTaxes(postings)).toEqual([
          goods.vatVnd + transport.vatVnd,
          goods.pitVnd + transport.pitVnd,
        ]);
      }),
      { numRuns: scaled(200, 5_000) },
    );
  });
});

function expectAccounts(walk: Walk, balances: Partial<Record<LedgerAccount, number>>): void {
  const owed = walk.open.reduce((sum, { vnd }) => sum + vnd, 0);
  const sold = walk.sold ? walk.totalVnd - walk.ofSale : 0;
  expect({
    collected: balances.collected_seller ?? 0,
    owed: balances.refund_owed ?? 0,
    sold: (balances.sales ?? 0) + (balances.delivery_fees ?? 0) + (balances.floor_owes ?? 0),
    buyer: balances.buyer ?? 0,
  }).toEqual({
    collected: walk.received - walk.done,
    owed: 0 - owed,
    sold: 0 - sold,
    // Whatever came in is sold, owed back or given back, or still the buyer's.
    buyer: sold - (walk.received - walk.done - owed),
  });
}
