/** What of an order decides about the cash of its parcels. */
export interface OrderOfParcels {
  payment: { method: string; status: string; amountVnd: number };
  lines: readonly { id: string; quantity: number; totalVnd: number }[];
  parcels: readonly { number: number; lines: readonly { lineId: string; quantity: number }[] }[];
}

/**
 * What whoever hands the parcel over collects, in đồng; 0 where nothing is owed in cash. Fee and discount go with the
 * goods: each parcel up to this one has its share of the whole, rounded down, so that the parcels of an order that is
 * packed come to exactly what there is to pay.
 */
export function cashOfParcel({ payment, lines, parcels }: OrderOfParcels, number: number): number {
  if (payment.method !== 'cod' || payment.status !== 'pending') return 0;
  return cashUpTo(number) - cashUpTo(number - 1);

  function cashUpTo(last: number): number {
    const packed = parcels.filter((parcel) => parcel.number <= last).flatMap((parcel) => parcel.lines);
    const piecesOf = (id: string): number =>
      packed.reduce((sum, { lineId, quantity }) => (lineId === id ? sum + quantity : sum), 0);
    const whole = lines.reduce((sum, { totalVnd }) => sum + BigInt(totalVnd), 0n);
    // Whole đồng of every line; where all pieces are packed it is the line's total.
    const goods = lines.reduce(
      (sum, { id, quantity, totalVnd }) => sum + (BigInt(totalVnd) * BigInt(piecesOf(id))) / BigInt(quantity),
      0n,
    );
    return whole === 0n ? 0 : Number((BigInt(payment.amountVnd) * goods) / whole);
  }
}
