/** What became of one order line at the door. */
export interface LineJourney {
  id: string;
  quantity: number;
  totalVnd: number;
  /** Pieces that left the shelf. */
  sent: number;
  /** Pieces whose parcel was taken or refused. */
  arrived: number;
  refused: number;
}

/**
 * What there is to pay once some of an order was refused, in whole đồng: the goods that were taken, each line's share
 * rounded down, the shipping fee as agreed, and as much of the discount as the goods taken are of all. Never more than
 * before.
 */
export function acceptedAmountVnd(
  order: { itemsVnd: number; shippingFeeVnd: number; discountVnd: number },
  lines: readonly LineJourney[],
): number {
  const takenVnd = lines.reduce(
    (sum, { quantity, refused, totalVnd }) => sum + Math.floor((totalVnd * (quantity - refused)) / quantity),
    0,
  );
  const discountVnd = Math.ceil((order.discountVnd * takenVnd) / order.itemsVnd);
  return takenVnd + order.shippingFeeVnd - Math.min(discountVnd, takenVnd);
}
