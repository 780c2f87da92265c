/** What became of one order line at the door. */
export interface LineJourney {
  id: string;
  quantity: number;
  totalVnd: number;
  /** Pieces that left the shelf. */
  sent: number;
  /** Pieces whose parcel was taken or refused. */
  arrived: number;
  /** What never was sent included. */
  refused: number;
  /** Pieces that the shop could not send. */
  unsent: number;
}

/**
 * What there is to pay once some of an order was refused or never sent, in whole đồng: the goods that were taken, each
 * line's share rounded down, as much of the discount as the goods taken are of all, and the shipping fee as agreed: of
 * goods the shop did not send, their share of the fee is not owed either. Never more than before.
 */
export function acceptedAmountVnd(
  order: { itemsVnd: number; shippingFeeVnd: number; discountVnd: number },
  lines: readonly LineJourney[],
): number {
  const takenVnd = lines.reduce(
    (sum, { quantity, refused, totalVnd }) => sum + Math.floor((totalVnd * (quantity - refused)) / quantity),
    0,
  );
  const sentVnd = lines.reduce(
    (sum, { quantity, unsent, totalVnd }) => sum + Math.floor((totalVnd * (quantity - unsent)) / quantity),
    0,
  );
  const feeVnd = Math.ceil((order.shippingFeeVnd * sentVnd) / order.itemsVnd);
  const discountVnd = Math.ceil((order.discountVnd * takenVnd) / order.itemsVnd);
  return takenVnd + feeVnd - Math.min(discountVnd, takenVnd);
}
