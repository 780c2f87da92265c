import { allocate, type Vnd } from '#kernel/money';
import { acceptedAmountVnd, owedFeeVnd, type LineJourney } from '../parcels/accepted-amount.js';

/**
 * What was really paid for each line of an order: what was paid for goods, after discount, split over what was taken, by
 * largest remainder, so that the lines sum to it. In the order of the lines.
 */
export function paidForLines(
  order: { itemsVnd: number; shippingFeeVnd: number; discountVnd: number },
  lines: readonly LineJourney[],
): Vnd[] {
  const goodsVnd = acceptedAmountVnd(order, lines) - owedFeeVnd(order, lines);
  return allocate(
    goodsVnd,
    lines.map(({ quantity, refused, totalVnd }) => Math.floor((totalVnd * (quantity - refused)) / quantity)),
  );
}

/**
 * The share of some pieces of a line, in whole đồng: what the first `before + pieces` cost less what the first `before`
 * did. However a line is given back, piece by piece or at once, the shares sum to the line.
 *
 * @throws RangeError for more pieces than there are
 */
export function shareOfPieces(lineVnd: Vnd, taken: number, before: number, pieces: number): Vnd {
  if (before < 0 || pieces < 0 || before + pieces > taken)
    throw new RangeError('More pieces than were taken');
  const first = (count: number): Vnd =>
    count * Math.floor(lineVnd / taken) + Math.min(count, lineVnd % taken);
  return first(before + pieces) - first(before);
}
