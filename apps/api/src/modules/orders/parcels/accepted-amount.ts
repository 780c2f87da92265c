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
  const discountVnd = shareRoundedUp(order.discountVnd, takenVnd, order.itemsVnd);
  return takenVnd + owedFeeVnd(order, lines) - Math.min(discountVnd, takenVnd);
}

/** What of the shipping fee is owed: as much as the goods that were sent are of all, rounded up. */
export function owedFeeVnd(
  { itemsVnd, shippingFeeVnd }: { itemsVnd: number; shippingFeeVnd: number },
  lines: readonly Pick<LineJourney, 'quantity' | 'unsent' | 'totalVnd'>[],
): number {
  const sentVnd = lines.reduce(
    (sum, { quantity, unsent, totalVnd }) => sum + Math.floor((totalVnd * (quantity - unsent)) / quantity),
    0,
  );
  return shareRoundedUp(shippingFeeVnd, sentVnd, itemsVnd);
}

/** In whole numbers throughout: a product that is rounded would take a đồng off a buyer who took everything. */
function shareRoundedUp(amountVnd: number, part: number, whole: number): number {
  const all = BigInt(whole);
  return Number((BigInt(amountVnd) * BigInt(part) + all - 1n) / all);
}
