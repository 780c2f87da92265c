/** What of an order decides about the cash of its parcels. */
export interface OrderOfParcels {
  payment: { method: string; status: string; amountVnd: number; aheadVnd: number };
  lines: readonly { id: string; quantity: number; totalVnd: number }[];
  parcels: readonly {
    number: number;
    status: string;
    lines: readonly { lineId: string; quantity: number }[];
  }[];
}

/**
 * What whoever hands the parcel over collects, in đồng; 0 where nothing is owed in cash; what was paid ahead is not collected again. Fee and discount go with the
 * goods: each parcel up to this one has its share of the whole, rounded down, so that the parcels of an order that is
 * packed come to exactly what there is to pay.
 */
export function cashOfParcel({ payment, lines, parcels }: OrderOfParcels, number: number): number {
  if (payment.method !== 'cod' || payment.status !== 'pending') return 0;
  const doorVnd = Math.max(0, payment.amountVnd - payment.aheadVnd);
  return cashUpTo(number) - cashUpTo(number - 1);

  function cashUpTo(last: number): number {
    const sent = parcels.filter(({ status }) => status !== 'unsent');
    const goods = worthOf(sent.filter((parcel) => parcel.number <= last));
    // What the shop cannot send is not paid for.
    const whole = sent.length === parcels.length ? worthOfAll() : worthOf(sent);
    return whole === 0n ? 0 : Number((BigInt(doorVnd) * goods) / whole);
  }

  function worthOfAll(): bigint {
    return lines.reduce((sum, { totalVnd }) => sum + BigInt(totalVnd), 0n);
  }

  /** Whole đồng of every line; where all pieces are packed it is the line's total. */
  function worthOf(some: OrderOfParcels['parcels']): bigint {
    const packed = some.flatMap((parcel) => parcel.lines);
    const piecesOf = (id: string): number =>
      packed.reduce((sum, { lineId, quantity }) => (lineId === id ? sum + quantity : sum), 0);
    return lines.reduce(
      (sum, { id, quantity, totalVnd }) => sum + (BigInt(totalVnd) * BigInt(piecesOf(id))) / BigInt(quantity),
      0n,
    );
  }
}
