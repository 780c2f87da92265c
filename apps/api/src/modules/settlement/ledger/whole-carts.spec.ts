import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumVnd } from '#kernel/money';
import { shareOf, taxOf } from '#kernel/withholding';
import { balancesOf, book, money, move, term } from '../../../../../../tests/support/order-book.js';
import { LONG, scaled } from '../../../../../../tests/support/scale.js';
import {
  anyWholeCart,
  arrivalOf,
  chosenOf,
  quoteOf,
  type Fate,
} from '../../../../../../tests/support/whole-cart.js';
import type { ChosenSeller } from '../../orders/check-order.js';
import { invoiceLines } from '../../orders/invoices/invoice-lines.js';
import { cashOfParcel } from '../../orders/parcels/papers/parcel-cash.js';
import { sumsOf, type TaxRow } from '../tax/tax-form-content.js';
import { termsOf } from '../terms/terms.js';
import type { Posting } from './accounts.js';
import { postOrder, type Cause } from './post-order.js';
import { taxRules } from './tax-rules.js';

const FEE_BASIS_POINTS = 250;
const TERMS = termsOf([
  term('bank_transfer', 'withheld'),
  term('cod', 'seller_owes'),
  { subject: 'floor_fee', mode: null, feeBasisPoints: FEE_BASIS_POINTS, effectiveFrom: '2026-01-01' },
]);

/** An order to its end: what the ledger says of it, and what is left of it counted without a ledger. */
interface Ended {
  postings: Posting[];
  keptVnd: number;
  backVnd: number;
  cashVnd: number;
  /** What of an order paid at the door came ahead. */
  aheadVnd: number;
}

function toItsEnd(chosen: ChosenSeller, fate: Fate, byFloor: boolean): Ended {
  const { quote, option, payment, totalVnd } = chosen;
  const { journeys, amountVnd, nothingTaken } = arrivalOf(chosen, fate);
  const cash = payment === 'cod';
  const causes: Cause[] = [move(1, 'order', 'confirmed')];
  const owe = (vnd: number, reason: string): void => {
    if (vnd > 0) causes.push(money(causes.length + 1, 'refund_owed', vnd, reason));
  };
  let paidVnd = totalVnd;
  let surplusVnd = 0;
  let backVnd = 0;
  const aheadVnd = cash ? Math.floor((totalVnd * fate.aheadPermille) / 1_000) : 0;
  if (cash) {
    // Cash is paid for what was taken, less what came ahead; of an order of which nothing was taken all of that goes back.
    paidVnd = nothingTaken ? 0 : amountVnd;
    const come = (vnd: number): void => {
      if (vnd > 0) causes.push(money(causes.length + 1, 'receipt', vnd));
    };
    come(aheadVnd);
    if (nothingTaken) causes.push(move(causes.length + 1, 'order', 'cancelled'));
    else {
      come(amountVnd - aheadVnd);
      causes.push(move(causes.length + 1, 'payment', 'paid'));
    }
    surplusVnd = Math.max(0, aheadVnd - paidVnd);
    owe(surplusVnd, nothingTaken ? 'refused' : 'surplus');
  } else {
    causes.push(money(2, 'receipt', totalVnd), move(3, 'payment', 'paid'));
    if (nothingTaken || fate.cancelled) {
      causes.push(move(4, 'order', 'cancelled'));
      backVnd = totalVnd;
      owe(backVnd, nothingTaken ? 'refused' : 'cancelled');
    } else {
      backVnd = totalVnd - amountVnd;
      owe(backVnd, 'refused');
    }
  }
  const left = paidVnd - backVnd;
  const returned = Math.floor((left * fate.returnedPermille) / 1_000);
  owe(returned, 'returned');
  const postings = postOrder(
    book(causes, {
      producerKind: fate.household ? 'household' : 'cooperative',
      channel: payment,
      itemsVnd: quote.itemsVnd,
      discountVnd: quote.discountVnd,
      floorDiscountVnd: byFloor ? quote.discountVnd : 0,
      shippingFeeVnd: option.feeVnd,
      paidVnd: cash && !nothingTaken ? paidVnd : totalVnd,
    }),
    TERMS,
  );
  const parcel = journeys.map(({ id, quantity }) => ({ lineId: id, quantity }));
  const cashVnd = cashOfParcel(
    {
      payment: { method: payment, status: 'pending', amountVnd: totalVnd, aheadVnd },
      lines: journeys,
      parcels: [{ number: 1, status: 'packing', lines: parcel }],
    },
    1,
  );
  return { postings, keptVnd: left - returned, backVnd: backVnd + surplusVnd + returned, cashVnd, aheadVnd };
}

const amountsOf = (rows: readonly { amountVnd: number }[]): number =>
  rows.reduce((sum, { amountVnd }) => sum + amountVnd, 0);

/** What the month's form says of these orders, a row a shop and kind. */
function formOf(ended: readonly { slug: string; postings: Posting[] }[]): TaxRow[] {
  return ended.flatMap(({ slug, postings }) =>
    (['goods', 'transport'] as const).flatMap((kind): TaxRow[] => {
      const lines = postings.flatMap(({ taxes }) => taxes).filter((line) => line.kind === kind);
      if (lines.length === 0) return [];
      const sum = (of: 'revenueVnd' | 'vatVnd' | 'pitVnd', some = lines): number =>
        some.reduce((all, line) => all + line[of], 0);
      return [
        {
          month: '2026-10',
          slug,
          shopName: slug,
          sellerName: slug,
          taxCode: null,
          kind,
          soldVnd: sum('revenueVnd', lines.filter(({ reversesId }) => reversesId === null)), // prettier-ignore
          takenBackVnd: 0 - sum('revenueVnd', lines.filter(({ reversesId }) => reversesId !== null)), // prettier-ignore
          revenueVnd: sum('revenueVnd'),
          vatVnd: sum('vatVnd'),
          pitVnd: sum('pitVnd'),
          owedBySellerVnd: 0,
        },
      ];
    }),
  );
}

/** `expect` costs more than all the arithmetic here: it is asked only where something differs. */
function agree(actual: unknown, expected: unknown): void {
  if (actual !== expected) expect(actual).toBe(expected);
}

describe('random carts from the quote to the tax form', () => {
  it(
    '10,000 of them: parts sum to the whole for every seller, fee, voucher, tax and refund',
    { timeout: LONG ? 600_000 : 60_000 },
    () => {
      fc.assert(
        fc.property(anyWholeCart, (cart) => {
          const quote = quoteOf(cart);
          const chosen = chosenOf(quote, cart.fates);
          const byFloor = cart.voucher?.sellerId === null;
          // The purchase is the sum of its orders, the voucher the sum of what each seller's goods got of it.
          const sum = (of: (one: ChosenSeller) => number): number => sumVnd(chosen.map(of));
          agree(
            sum(({ totalVnd }) => totalVnd),
            quote.itemsVnd + quote.shippingFeeVnd - quote.discountVnd,
          );
          agree(
            sum((one) => one.quote.discountVnd),
            quote.discountVnd,
          );
          const ended = chosen.map((one, index) => {
            const fate = cart.fates[index];
            if (fate === undefined) throw new Error('Every seller has a fate');
            const { quote: part, option } = one;
            agree(sumVnd(part.lines.map(({ totalVnd }) => totalVnd)), part.itemsVnd);
            agree(part.discountVnd < part.itemsVnd, true);
            if (cart.voucher !== null && !byFloor && cart.voucher.sellerId !== part.sellerId)
              agree(part.discountVnd, 0);

            const { journeys, amountVnd, nothingTaken } = arrivalOf(one, fate);
            const done = toItsEnd(one, fate, byFloor);
            if (one.payment === 'cod') agree(done.cashVnd + done.aheadVnd, one.totalVnd);
            // What is invoiced is what is paid for what was taken.
            const sums = {
              itemsVnd: part.itemsVnd,
              shippingFeeVnd: option.feeVnd,
              discountVnd: part.discountVnd,
              discountBy: byFloor ? ('floor' as const) : ('seller' as const),
            };
            const invoiced = invoiceLines(
              sums,
              journeys.map((journey, at) => ({
                ...journey,
                name: '',
                unit: '',
                unitPriceVnd: part.lines[at]?.unitPriceVnd ?? 0,
                kgPriceVnd: null,
                weighedGrams: null,
              })),
            );
            if (!nothingTaken) agree(sumVnd(invoiced.map(({ payVnd }) => payVnd)), amountVnd);

            for (const { entries } of done.postings) agree(amountsOf(entries), 0);
            const balances = balancesOf(done.postings);
            const floorVnd = balances.floor_owes ?? 0;
            const soldVnd = 0 - (balances.sales ?? 0);
            const deliveryVnd = 0 - (balances.delivery_fees ?? 0);
            agree(soldVnd + deliveryVnd - floorVnd, done.keptVnd);
            agree(0 - (balances.refund_owed ?? 0), done.backVnd);
            agree(balances.buyer ?? 0, 0);
            if (!byFloor) agree(floorVnd, 0);
            agree(floorVnd <= part.discountVnd, true);
            const taxed = fate.household;
            const [goods, transport] = [
              taxOf(taxed ? soldVnd : 0, taxRules.rates.goods),
              taxOf(taxed ? deliveryVnd : 0, taxRules.rates.transport),
            ];
            agree(balances.tax ?? 0, goods.vatVnd + goods.pitVnd + transport.vatVnd + transport.pitVnd);
            agree((balances.tax_owed ?? 0) + (balances.tax_withheld ?? 0), 0 - (balances.tax ?? 0));
            agree(balances.floor_fee ?? 0, 0 - (balances.floor_fee_owed ?? 0));
            if (soldVnd === 0) agree(balances.floor_fee ?? 0, 0);
            if (done.backVnd === 0 && soldVnd > 0)
              agree(balances.floor_fee, shareOf(soldVnd, FEE_BASIS_POINTS, 10_000) || undefined);
            return { slug: part.slug, soldVnd: taxed ? soldVnd + deliveryVnd : 0, ...done, balances };
          });
          // The form of the month is the sum of its shops, and every shop's revenue on it what is left of its sales.
          const rows = formOf(ended);
          const form = sumsOf(rows);
          agree(form.revenueVnd, sumVnd(ended.map(({ soldVnd }) => soldVnd)));
          agree(form.vatVnd + form.pitVnd, sumVnd(ended.map(({ balances }) => balances.tax ?? 0)));
          for (const row of rows) agree(row.soldVnd - row.takenBackVnd, row.revenueVnd);
        }),
        { numRuns: scaled(10_000, 100_000) },
      );
    },
  );

  it('what one shop’s goods cost never moves another’s đồng, unless a voucher of the floor covers both', () => {
    fc.assert(
      fc.property(
        anyWholeCart,
        fc.integer({ min: 1_000, max: 9_999_999 }),
        fc.integer({ min: 1, max: 99 }),
        (cart, priceVnd, quantity) => {
          const voucher = cart.voucher?.sellerId === null ? null : cart.voucher;
          const theirs = cart.lines.map((one) =>
            one.sellerSlug === 'a' ? { ...one, priceVnd, quantity } : one,
          );
          const [before, after] = [cart.lines, theirs].map((lines) => quoteOf({ lines, voucher }));
          for (const part of before?.sellers ?? []) {
            if (part.slug === 'a') continue;
            const same = after?.sellers.find(({ slug }) => slug === part.slug);
            expect(same).toEqual(part);
          }
        },
      ),
      { numRuns: scaled(500, 10_000) },
    );
  });
});
