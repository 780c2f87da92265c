/** Deposits are whole thousands: nobody reads out 123.456 đ at a door. */
const STEP_VND = 1_000;

/** What a shop asks ahead of orders to be paid on delivery, as it said so itself; by usual asks nothing. */
export interface DepositTerms {
  /** Of orders whose goods come to at least so much (đồng), `percent` of them are paid first; both null: of none. */
  fromVnd: number | null;
  percent: number | null;
  /** The part above what a phone may have sent unpaid may be paid first, in place of a refusal. */
  aboveLimit: boolean;
}

/** An order to be paid on delivery: what it costs, and what of it is paid first already (0: nothing). */
export interface OrderAtTheDoor {
  totalVnd: number;
  depositVnd: number;
  aboveLimit: boolean;
}

/**
 * What a shop asks ahead by its own rule, in đồng, rounded up to whole thousands; 0 where it asks nothing. Of the goods
 * less their discount, whatever the way they travel: the fee is chosen on the same page.
 */
export function depositByRule({ fromVnd, percent }: DepositTerms, goodsVnd: number): number {
  if (fromVnd === null || percent === null || goodsVnd < fromVnd) return 0;
  return Math.ceil((goodsVnd * percent) / (100 * STEP_VND)) * STEP_VND;
}

/**
 * Raises deposits, from the first order on and no further than needed, until all that is left for the door comes to
 * `mostVnd` at most. Of every order something is left for the door: one paid first altogether is paid by transfer. Null
 * where that is not enough.
 */
export function raiseDeposits(orders: readonly OrderAtTheDoor[], mostVnd: number): number[] | null {
  let overVnd = orders.reduce((sum, { totalVnd, depositVnd }) => sum + totalVnd - depositVnd, 0) - mostVnd;
  const raised = orders.map(({ totalVnd, depositVnd, aboveLimit }) => {
    if (!aboveLimit || overVnd <= 0) return depositVnd;
    const roomVnd = Math.floor((totalVnd - 1) / STEP_VND) * STEP_VND - depositVnd;
    const moreVnd = Math.max(0, Math.min(roomVnd, Math.ceil(overVnd / STEP_VND) * STEP_VND));
    overVnd -= moreVnd;
    return depositVnd + moreVnd;
  });
  return overVnd > 0 ? null : raised;
}
