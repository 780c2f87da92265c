import { allocate, sumVnd, type Vnd } from '#kernel/money';
import { acceptedAmountVnd, owedFeeVnd } from '../parcels/accepted-amount.js';

/** A line of an order, and how much of it was refused at the door or, among that, never sent. */
export interface SoldLine {
  id: string;
  name: string;
  unit: string;
  quantity: number;
  refused: number;
  unsent: number;
  unitPriceVnd: Vnd;
  totalVnd: Vnd;
  /** Of goods sold by weight: the price of a kilogram, and what all pieces weigh. */
  kgPriceVnd: Vnd | null;
  weighedGrams: number | null;
}

/** The sums of an order, and who bears what was taken off. */
export interface SoldOrder {
  itemsVnd: Vnd;
  shippingFeeVnd: Vnd;
  discountVnd: Vnd;
  discountBy: 'seller' | 'floor' | null;
}

/** A line as it goes onto an invoice; amounts are of what was taken, tax included. */
export interface InvoiceLine {
  name: string;
  unit: string;
  /** Kilograms of goods that were weighed, otherwise pieces. */
  quantity: number;
  unitPriceVnd: Vnd;
  goodsVnd: Vnd;
  /** Taken off by the shop: what it is invoiced at falls by that. */
  shopDiscountVnd: Vnd;
  /** Taken off by the floor, which pays it to the shop: the price stays. */
  floorDiscountVnd: Vnd;
  /** What the buyer pays for the line. */
  payVnd: Vnd;
}

const DELIVERY = { name: 'Phí giao hàng', unit: 'lần' };

/**
 * What is invoiced of an order: its lines without what was refused at the door or never sent, and the delivery fee as a line of its own.
 * The discount is split over the lines that were taken by largest remainder, so that what the buyer pays for the lines is,
 * to the đồng, what there is to pay for the order.
 */
export function invoiceLines(order: SoldOrder, lines: readonly SoldLine[]): InvoiceLine[] {
  const taken = lines
    .map((line) => ({ line, pieces: line.quantity - line.refused }))
    .filter(({ pieces }) => pieces > 0)
    .map(({ line, pieces }) => ({
      line,
      pieces,
      goodsVnd: Math.floor((line.totalVnd * pieces) / line.quantity),
    }));
  const goodsVnd = sumVnd(taken.map((one) => one.goodsVnd));
  const journeys = lines.map((line) => ({ ...line, sent: line.quantity, arrived: line.quantity }));
  const feeVnd = owedFeeVnd(order, lines);
  const discountVnd = goodsVnd + feeVnd - acceptedAmountVnd(order, journeys);
  const shares = goodsVnd === 0 ? [] : allocate(discountVnd, taken.map((one) => one.goodsVnd)); // prettier-ignore
  const goods = taken.map(({ line, pieces, goodsVnd: totalVnd }, index): InvoiceLine => {
    const offVnd = shares[index] ?? 0;
    return {
      name: line.name,
      ...amountOf(line, pieces),
      goodsVnd: totalVnd,
      shopDiscountVnd: order.discountBy === 'floor' ? 0 : offVnd,
      floorDiscountVnd: order.discountBy === 'floor' ? offVnd : 0,
      payVnd: totalVnd - offVnd,
    };
  });
  if (feeVnd === 0) return goods;
  const fee = { ...DELIVERY, quantity: 1, unitPriceVnd: feeVnd, goodsVnd: feeVnd, payVnd: feeVnd };
  return [...goods, { ...fee, shopDiscountVnd: 0, floorDiscountVnd: 0 }];
}

/** By weight where all of it was weighed and taken; pieces of which some were refused are not weighed again. */
function amountOf(
  { unit, unitPriceVnd, refused, kgPriceVnd, weighedGrams }: SoldLine,
  pieces: number,
): Pick<InvoiceLine, 'unit' | 'quantity' | 'unitPriceVnd'> {
  return kgPriceVnd !== null && weighedGrams !== null && refused === 0
    ? { unit: 'kg', quantity: weighedGrams / 1_000, unitPriceVnd: kgPriceVnd }
    : { unit, quantity: pieces, unitPriceVnd };
}
