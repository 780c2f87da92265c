/** Vietnamese đồng, free of I/O and of crypto: also imported by browser islands. */

/** An amount in whole đồng; the đồng has no smaller unit in use. Negative where something is taken back. */
export type Vnd = number;

/** How much of a good one price buys: grams, millilitres, or pieces that no scale compares. */
export interface Measure {
  amount: number;
  unit: 'g' | 'ml' | 'piece';
}

/** A price made comparable: `amountVnd` for one kilogram or one litre. */
export interface UnitPrice {
  amountVnd: Vnd;
  per: 'kg' | 'lít';
}

/** Keeps the sign on the line of its number; Vietnamese typography and CLDR use the same. */
const NO_BREAK_SPACE = '\u00a0';

/** Whether the value is an amount: a whole number a JavaScript number holds exactly. */
export function isVnd(value: unknown): value is Vnd {
  return Number.isSafeInteger(value);
}

/**
 * An amount read from where it may be a number, a bigint or digits (`pg` hands bigint columns over as
 * text). Separators, fractions, exponents and anything not exactly representable throw RangeError.
 */
export function parseVnd(value: unknown): Vnd {
  const amount =
    typeof value === 'bigint' || (typeof value === 'string' && /^-?\d{1,16}$/.test(value))
      ? Number(value)
      : value;
  if (!isVnd(amount)) throw new RangeError(`Not a whole amount of đồng: ${String(value)}`);
  return amount === 0 ? 0 : amount;
}

/** The sum of amounts; RangeError if a summand or the sum is not a whole amount. */
export function sumVnd(amounts: Iterable<Vnd>): Vnd {
  let sum = 0;
  for (const amount of amounts) sum = parseVnd(sum + parseVnd(amount));
  return sum;
}

/**
 * Splits an amount in proportion to weights, losing no đồng: each part gets its share rounded down, the đồng
 * left over go one each to the largest remainders, the earlier part first where remainders are equal. A
 * negative total is split like the positive one, so a reversal mirrors its original exactly.
 *
 * @param weights whole numbers ≥ 0, not all 0 unless the total is 0; RangeError otherwise
 */
export function allocate(total: Vnd, weights: readonly number[]): Vnd[] {
  parseVnd(total);
  if (!weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0)) {
    throw new RangeError('Weights are whole numbers from 0');
  }
  const weightSum = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (weightSum === 0n) {
    if (total !== 0) throw new RangeError('Nothing to allocate to: the weights sum to 0');
    return weights.map(() => 0);
  }
  const amount = BigInt(Math.abs(total));
  const shares = weights.map((weight, index) => {
    const product = amount * BigInt(weight);
    return { index, part: product / weightSum, remainder: product % weightSum };
  });
  const leftOver = Number(amount - shares.reduce((sum, share) => sum + share.part, 0n));
  const byRemainder = shares.toSorted((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  for (const share of byRemainder.slice(0, leftOver)) share.part += 1n;
  const sign = total < 0 ? -1 : 1;
  return shares.map((share) => (share.part === 0n ? 0 : sign * Number(share.part)));
}

/** `185000` as `185.000 ₫`, with a no-break space so that the sign never stands alone on the next line. */
export function formatVnd(amount: Vnd): string {
  return `${formatInteger(amount)}${NO_BREAK_SPACE}₫`;
}

/** `185000` as `185.000`: dots between thousands, as Vietnamese writes numbers. */
export function formatInteger(value: number): string {
  const digits = String(Math.abs(parseVnd(value))).replace(/\B(?=(\d{3})+$)/g, '.');
  return value < 0 ? `-${digits}` : digits;
}

/**
 * The price per kilogram or litre that belongs beside a price, so that a 300 g and a 500 g packet compare.
 * Rounded to the nearest whole đồng, half a đồng upward. Null for goods sold by the piece and where no
 * positive amount is known.
 */
export function unitPrice(amountVnd: Vnd, measure: Measure | null | undefined): UnitPrice | null {
  if (!measure || measure.unit === 'piece') return null;
  if (!Number.isFinite(measure.amount) || measure.amount <= 0) return null;
  const perThousand = Math.round((parseVnd(amountVnd) * 1000) / measure.amount);
  return isVnd(perThousand) ? { amountVnd: perThousand, per: measure.unit === 'g' ? 'kg' : 'lít' } : null;
}

/** `{amountVnd: 370000, per: 'kg'}` as `370.000 ₫/kg`. */
export function formatUnitPrice(price: UnitPrice): string {
  return `${formatVnd(price.amountVnd)}/${price.per}`;
}
