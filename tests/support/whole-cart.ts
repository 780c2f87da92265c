import fc from 'fast-check';
import { sumVnd } from '../../libs/kernel/src/money.js';
import { buildQuote, type Quote } from '../../apps/api/src/modules/orders/build-quote.js';
import type { CartLineFacts } from '../../apps/api/src/modules/orders/cart-facts.sql.js';
import type { ChosenSeller } from '../../apps/api/src/modules/orders/check-order.js';
import {
  acceptedAmountVnd,
  type LineJourney,
} from '../../apps/api/src/modules/orders/parcels/accepted-amount.js';
import { applyVoucher } from '../../apps/api/src/modules/orders/vouchers/apply-voucher.js';
import type { VoucherFacts } from '../../apps/api/src/modules/orders/vouchers/voucher.sql.js';
import { line, RATES } from './any-cart.js';

const SELLERS = ['a', 'b', 'c', 'd'] as const;

/** A cart that can be ordered, with a voucher or none, and what becomes of each order. */
export interface WholeCart {
  lines: CartLineFacts[];
  voucher: VoucherFacts | null;
  /** By seller, in the order of the quote. */
  fates: Fate[];
}

/** What becomes of an order: thousandths of each line refused at the door, and of what is left given back later. */
export interface Fate {
  cash: boolean;
  /** Of what is paid in cash: thousandths of the whole that come ahead. */
  aheadPermille: number;
  household: boolean;
  refusedPermille: number;
  returnedPermille: number;
  cancelled: boolean;
}

const anyLine = fc.record({
  seller: fc.constantFrom(...SELLERS),
  quantity: fc.integer({ min: 1, max: 99 }),
  priceVnd: fc.integer({ min: 1_000, max: 20_000_000 }),
  weightGrams: fc.integer({ min: 1, max: 20_000 }),
});
const anyFate: fc.Arbitrary<Fate> = fc.record({
  cash: fc.boolean(),
  aheadPermille: fc.oneof(fc.constant(0), fc.nat(999)),
  household: fc.boolean(),
  refusedPermille: fc.oneof(fc.constant(0), fc.nat(1_000)),
  returnedPermille: fc.oneof(fc.constant(0), fc.nat(1_000)),
  cancelled: fc.boolean(),
});
const anyVoucher: fc.Arbitrary<VoucherFacts | null> = fc.oneof(
  fc.constant(null),
  fc
    .record({
      seller: fc.constantFrom(null, ...SELLERS),
      percent: fc.integer({ min: 1, max: 90 }),
      fixed: fc.boolean(),
      amountVnd: fc.integer({ min: 1_000, max: 50_000_000 }),
      capVnd: fc.constantFrom(null, 20_000, 3_333_333),
    })
    .map(({ seller, percent, fixed, amountVnd, capVnd }) => ({
      id: 'voucher',
      code: 'MAU',
      sellerId: seller === null ? null : `seller-${seller}`,
      kind: fixed ? ('fixed' as const) : ('percent' as const),
      percent: fixed ? null : percent,
      capVnd: fixed ? null : capVnd,
      amountVnd: fixed ? amountVnd : null,
      minItemsVnd: 0,
      problem: null,
    })),
);

export const anyWholeCart: fc.Arbitrary<WholeCart> = fc
  .record({
    wishes: fc.array(anyLine, { minLength: 1, maxLength: 12 }),
    voucher: anyVoucher,
    fates: fc.array(anyFate, { minLength: SELLERS.length, maxLength: SELLERS.length }),
  })
  .map(({ wishes, voucher, fates }) => ({ lines: wishes.map(asFacts), voucher, fates }));

const asFacts = (
  { seller, ...wish }: { seller: string; quantity: number; priceVnd: number; weightGrams: number },
  index: number,
): CartLineFacts =>
  line(index + 1, {
    ...wish,
    sellerId: `seller-${seller}`,
    sellerSlug: seller,
    sellerName: seller.toUpperCase(),
  });

const HOME = {
  method: 'ship',
  place: { communeCode: '32191', provinceCode: '96', region: 'south' },
  ward: null,
  line: '1',
} as const;

/** The quote as a buyer gets it. */
export function quoteOf({ lines, voucher }: Pick<WholeCart, 'lines' | 'voucher'>): Quote {
  const quote = buildQuote(lines, HOME, RATES);
  return voucher === null ? quote : applyVoucher(quote, voucher.code, voucher);
}

/** What the buyer chose: the cheapest way, as the totals assume. */
export function chosenOf(quote: Quote, fates: readonly Fate[]): ChosenSeller[] {
  return quote.sellers.map((seller, index) => {
    const [option] = seller.shippingOptions;
    if (option === undefined) throw new Error('Every cart here can be sent');
    const payment = fates[index]?.cash === true ? 'cod' : 'bank_transfer';
    return {
      quote: seller,
      option,
      payment,
      totalVnd: sumVnd([seller.itemsVnd, option.feeVnd, 0 - seller.discountVnd]),
      agreedDepositVnd: 0,
    };
  });
}

/** What of an order's lines was refused at the door, and what there is to pay then. */
export function arrivalOf(
  { quote, option }: ChosenSeller,
  { refusedPermille }: Fate,
): { journeys: LineJourney[]; amountVnd: number; nothingTaken: boolean } {
  const journeys = quote.lines.map(({ facts, totalVnd }, index) => ({
    id: String(index),
    quantity: facts.quantity,
    totalVnd,
    sent: facts.quantity,
    arrived: facts.quantity,
    refused: Math.floor((facts.quantity * refusedPermille) / 1_000),
    unsent: 0,
  }));
  const sums = { itemsVnd: quote.itemsVnd, shippingFeeVnd: option.feeVnd, discountVnd: quote.discountVnd };
  return {
    journeys,
    amountVnd: acceptedAmountVnd(sums, journeys),
    nothingTaken: journeys.every(({ refused, quantity }) => refused === quantity),
  };
}
