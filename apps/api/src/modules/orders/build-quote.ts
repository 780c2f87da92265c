import { sumVnd } from '#kernel/money';
import {
  offeredOptions,
  PICKUP_OPTION,
  type ShippingOption,
  type ShippingRateRow,
} from '../delivery/index.js';
import { paymentMethodOffers, type PaymentMethodOffer } from '../payments/index.js';
import type { CartLineFacts } from './cart-facts.sql.js';
import type { DepositTerms } from './deposits/deposit-amount.js';
import { gateProblem, lineProblem, type LineProblem } from './line-problem.js';
import type { Delivery } from './resolve-delivery.js';
import type { QuotedVoucher } from './vouchers/apply-voucher.js';

/** What stands in a line's way at this address, besides what stands in its way anywhere. */
export type QuoteProblem = LineProblem | 'delivery_unavailable' | 'pickup_unavailable';

export interface QuoteLine {
  facts: CartLineFacts;
  unitPriceVnd: number;
  totalVnd: number;
  problem: QuoteProblem | null;
  /** Why it does not go there, where it does not. */
  obstacle: DeliveryObstacle | null;
}

/**
 * `province_only`: sent within the province; `too_slow`: every way there takes longer than its `maxTransitDays`;
 * `no_way`: the shop offers none to that place.
 */
export type DeliveryObstacle = 'province_only' | 'too_slow' | 'no_way';

export interface SellerQuote {
  sellerId: string;
  slug: string;
  name: string;
  lines: QuoteLine[];
  shippingOptions: ShippingOption[];
  paymentMethods: PaymentMethodOffer[];
  /** Where these goods may be paid on delivery and the shop takes a part of it first; otherwise null. */
  depositTerms: DepositTerms | null;
  itemsVnd: number;
  shippingFeeVnd: number;
  discountVnd: number;
  totalVnd: number;
}

/** The whole price before the order, in integer đồng; totals use each seller's cheapest shipping option. */
export interface Quote {
  sellers: SellerQuote[];
  itemsVnd: number;
  shippingFeeVnd: number;
  discountVnd: number;
  totalVnd: number;
  requiresAdult: boolean;
  /** Null where no code was given. */
  voucher: QuotedVoucher | null;
}

/**
 * Prices a cart for an address. Pure: the same facts give the same quote, on the page and again at placement.
 * A line the gate refuses is quoted at 0, so that the sums are those of what could be ordered.
 */
export function buildQuote(
  facts: readonly CartLineFacts[],
  delivery: Delivery,
  rates: readonly ShippingRateRow[],
): Quote {
  const bySeller = new Map<string, CartLineFacts[]>();
  for (const line of facts) bySeller.set(line.sellerId, [...(bySeller.get(line.sellerId) ?? []), line]);
  const sellers = [...bySeller.values()].map((lines) => quoteSeller(lines, delivery, rates));
  const sum = (field: 'itemsVnd' | 'shippingFeeVnd' | 'discountVnd' | 'totalVnd'): number =>
    sumVnd(sellers.map((seller) => seller[field]));
  return {
    sellers,
    itemsVnd: sum('itemsVnd'),
    shippingFeeVnd: sum('shippingFeeVnd'),
    discountVnd: sum('discountVnd'),
    totalVnd: sum('totalVnd'),
    requiresAdult: facts.some((line) => line.alcohol && gateProblem(line) === null),
    voucher: null,
  };
}

function quoteSeller(
  facts: readonly CartLineFacts[],
  delivery: Delivery,
  rates: readonly ShippingRateRow[],
): SellerQuote {
  const [first] = facts;
  if (first === undefined) throw new RangeError('A seller without lines cannot be quoted');
  const sellable = facts.filter((line) => gateProblem(line) === null);
  const reachable = sellable.every((line) => deliveryProblem(line, delivery) === null);
  const ways = reachable ? waysFor(first, sellable, delivery, rates) : [];
  // One parcel: whatever must arrive soonest says how it may travel.
  const soonest = Math.min(...sellable.map((line) => line.maxTransitDays ?? Infinity));
  const options = ways.filter(({ days }) => delivery.method === 'pickup' || days.max <= soonest);
  const lines = facts.map((line): QuoteLine => {
    const unitPriceVnd = gateProblem(line) === null ? line.priceVnd : 0;
    const obstacle = obstacleOf(line, delivery, reachable && sellable.length > 0 ? ways : null);
    return {
      facts: line,
      unitPriceVnd,
      totalVnd: unitPriceVnd * line.quantity,
      problem:
        lineProblem(line) ??
        deliveryProblem(line, delivery) ??
        (obstacle === null ? null : 'delivery_unavailable'),
      obstacle,
    };
  });
  const itemsVnd = sumVnd(lines.map((line) => line.totalVnd));
  const shippingFeeVnd = itemsVnd === 0 ? 0 : (options[0]?.feeVnd ?? 0);
  const totalVnd = itemsVnd + shippingFeeVnd;
  const byWeight = sellable.some((line) => line.kgPriceVnd !== null);
  const alcohol = sellable.some((line) => line.alcohol);
  // Paid by transfer to the shop, and of goods whose price the scales still tell nobody knows a part.
  const takesDeposits = first.acceptsCod && first.acceptsBankTransfer && first.bankBin !== null;
  return {
    sellerId: first.sellerId,
    slug: first.sellerSlug,
    name: first.sellerName,
    lines,
    shippingOptions: options,
    paymentMethods: paymentMethodOffers({
      acceptsCod: first.acceptsCod,
      acceptsBankTransfer: first.acceptsBankTransfer,
      alcohol,
      gateways: first.gateways,
      byWeight,
      totalVnd,
    }),
    depositTerms: takesDeposits && !byWeight && !alcohol ? first.depositTerms : null,
    itemsVnd,
    shippingFeeVnd,
    discountVnd: 0,
    totalVnd,
  };
}

/** Every way there, however long it takes. */
function waysFor(
  seller: CartLineFacts,
  lines: readonly CartLineFacts[],
  delivery: Delivery,
  rates: readonly ShippingRateRow[],
): ShippingOption[] {
  if (delivery.method === 'pickup') return [PICKUP_OPTION];
  const grams = lines.reduce((sum, line) => sum + line.weightGrams * line.quantity, 0);
  const from = {
    communeCode: seller.sellerCommuneCode,
    provinceCode: seller.sellerProvinceCode,
    region: seller.sellerRegion,
  };
  const offers = { rateOptions: seller.rateOptions, own: seller.ownDelivery };
  return offeredOptions(rates, offers, from, delivery.place, grams);
}

/** Why this line does not go there; `ways` is null where another line already keeps the parcel from going. */
function obstacleOf(
  line: CartLineFacts,
  delivery: Delivery,
  ways: readonly ShippingOption[] | null,
): DeliveryObstacle | null {
  if (delivery.method === 'pickup') return null;
  if (deliveryProblem(line, delivery) !== null) return 'province_only';
  if (ways === null) return null;
  if (ways.length === 0) return 'no_way';
  const days = line.maxTransitDays ?? Infinity;
  return ways.some((way) => way.days.max <= days) ? null : 'too_slow';
}

/** Fresh and live goods stay in the province; a seller brings goods only to the points it serves. */
function deliveryProblem(
  line: CartLineFacts,
  delivery: Delivery,
): 'delivery_unavailable' | 'pickup_unavailable' | null {
  if (delivery.method === 'pickup')
    return delivery.sellerIds.has(line.sellerId) ? null : 'pickup_unavailable';
  const within = delivery.place.provinceCode === line.sellerProvinceCode;
  return line.shipsTo === 'province' && !within ? 'delivery_unavailable' : null;
}
