import { allocate, parseVnd, type Vnd } from '#kernel/money';

/**
 * What revenue is taxed as: goods, services, transport and services with goods, or what nobody can tell apart, which takes
 * the highest rates (Decree 117/2025/NĐ-CP, Art. 5; the form's lines 01 to 04).
 */
export const taxedKinds = ['goods', 'services', 'transport', 'unknown'] as const;
export type TaxedKind = (typeof taxedKinds)[number];

/** Shares of revenue in thousandths: 0.5 % is 5. */
export interface TaxRate {
  vatPermille: number;
  pitPermille: number;
}

export interface Tax {
  vatVnd: Vnd;
  pitVnd: Vnd;
}

/**
 * The tax on revenue of one kind, each of the two rounded to the nearest đồng by itself, half a đồng upward.
 *
 * @throws RangeError for a negative revenue: what is taken back is `taxGivenBack`
 */
export function taxOf(revenueVnd: Vnd, { vatPermille, pitPermille }: TaxRate): Tax {
  return { vatVnd: shareOf(revenueVnd, vatPermille, 1000), pitVnd: shareOf(revenueVnd, pitPermille, 1000) };
}

/**
 * The tax that goes back when revenue falls: the difference between what either revenue owes, so that parts given back one
 * after the other sum to the whole tax, to the đồng.
 */
export function taxGivenBack(beforeVnd: Vnd, afterVnd: Vnd, rate: TaxRate): Tax {
  if (afterVnd > beforeVnd) throw new RangeError('Revenue only falls when something is given back');
  const [before, after] = [taxOf(beforeVnd, rate), taxOf(afterVnd, rate)];
  return { vatVnd: before.vatVnd - after.vatVnd, pitVnd: before.pitVnd - after.pitVnd };
}

/** A share of an amount ≥ 0 in parts of `whole`, rounded to the nearest đồng, half a đồng upward. */
export function shareOf(amountVnd: Vnd, part: number, whole: number): Vnd {
  if (parseVnd(amountVnd) < 0 || part < 0) throw new RangeError('Shares are of amounts from 0');
  return Number((BigInt(amountVnd) * BigInt(part) * 2n + BigInt(whole)) / (BigInt(whole) * 2n));
}

/**
 * What a refund takes from each part that is left of a sale (goods, delivery), by largest remainder in proportion to them;
 * never more than a part has.
 *
 * @throws RangeError for a refund of more than is left
 */
export function splitRefund(refundVnd: Vnd, leftVnd: readonly Vnd[]): Vnd[] {
  const left = leftVnd.reduce((sum, part) => sum + parseVnd(part), 0);
  if (refundVnd < 0 || refundVnd > left) throw new RangeError('A refund is at most what is left of the sale');
  return allocate(refundVnd, leftVnd);
}
