import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitRefund, taxOf } from '#kernel/withholding';
import { scaled } from '../../../../../../tests/support/scale.js';
import { termsOf, type Term } from '../terms/terms.js';
import type { LedgerAccount, Posting } from './accounts.js';
import { postOrder, type Cause, type OrderBook } from './post-order.js';
import { taxRules } from './tax-rules.js';

const WITHHELD = [term('bank_transfer', 'withheld'), term('cod', 'seller_owes')];

function term(subject: Term['subject'], mode: Term['mode'], effectiveFrom = '2026-01-01'): Term {
  return { subject, mode, feeBasisPoints: null, effectiveFrom };
}
const at = (minute: number): Date => new Date(Date.UTC(2026, 9, 30, 0, minute));
const idOf = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;

function book(causes: Cause[], wish: Partial<OrderBook> = {}): OrderBook {
  return {
    producerKind: 'household',
    channel: 'bank_transfer',
    itemsVnd: 185_000,
    discountVnd: 0,
    shippingFeeVnd: 0,
    causes,
    balances: {},
    transactions: [],
    taxes: [],
    ...wish,
  };
}
const NOTHING = { axis: null, to: null, amountVnd: null, heldBy: null, reason: null };
const move = (n: number, axis: 'order' | 'payment', to: string, when = at(n)): Cause => ({
  ...NOTHING,
  cause: 'order_event',
  causeId: idOf(n),
  at: when,
  posted: false,
  axis,
  to,
});
const money = (n: number, cause: Cause['cause'], amountVnd: number, reason: string | null = null): Cause => ({
  ...NOTHING,
  cause,
  causeId: idOf(n),
  at: at(n),
  posted: false,
  amountVnd,
  reason,
  heldBy: cause === 'receipt' ? 'seller' : null,
});
function balancesOf(postings: readonly Posting[]): Partial<Record<LedgerAccount, number>> {
  const balances: Partial<Record<LedgerAccount, number>> = {};
  for (const { account, amountVnd } of postings.flatMap(({ entries }) => entries))
    balances[account] = (balances[account] ?? 0) + amountVnd;
  return Object.fromEntries(Object.entries(balances).filter(([, amount]) => amount !== 0));
}
const sumOfTaxes = (postings: readonly Posting[]): number[] => {
  const lines = postings.flatMap(({ taxes }) => taxes);
  return [
    lines.reduce((sum, { vatVnd }) => sum + vatVnd, 0),
    lines.reduce((sum, { pitVnd }) => sum + pitVnd, 0),
  ];
};
/** What the book is once the postings are in it. */
function after(given: OrderBook, postings: readonly Posting[], more: Cause[]): OrderBook {
  const balances = { ...given.balances };
  for (const { account, amountVnd } of postings.flatMap(({ entries }) => entries))
    balances[account] = (balances[account] ?? 0) + amountVnd;
  return {
    ...given,
    balances,
    transactions: [...given.transactions, ...postings],
    taxes: [...given.taxes, ...postings.flatMap(({ taxes }) => taxes)],
    causes: [...given.causes.map((cause) => ({ ...cause, posted: true })), ...more].sort(
      (a, b) => a.at.getTime() - b.at.getTime(),
    ),
  };
}
const SOLD = [move(1, 'order', 'confirmed'), money(2, 'receipt', 185_000), move(3, 'payment', 'paid')];

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
        const given = book([], { ...sums, discountVnd });
        const walk = new Walk(sums.itemsVnd - discountVnd + sums.shippingFeeVnd);
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
        const postings = postOrder(book(walk.causes, { ...sums }), termsOf(WITHHELD));
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
    sold: (balances.sales ?? 0) + (balances.delivery_fees ?? 0),
    buyer: balances.buyer ?? 0,
  }).toEqual({
    collected: walk.received - walk.done,
    owed: 0 - owed,
    sold: 0 - sold,
    // Whatever came in is sold, owed back or given back, or still the buyer's.
    buyer: sold - (walk.received - walk.done - owed),
  });
}
