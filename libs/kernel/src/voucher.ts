import { allocate, sumVnd, type Vnd } from '#kernel/money';
import { withoutAccents } from '#kernel/text';

/** The shortest and the longest code of a voucher, spaces and signs left out. */
export const VOUCHER_CODE_LENGTH = { min: 4, max: 16 } as const;

/** Whatever a voucher is worth, so much stays to be paid for the goods of each order: a payment of nothing is none. */
export const LEAST_GOODS_VND = 1_000;

/** A voucher's code: as it is printed, and the form in which two codes are the same. */
export interface VoucherCode {
  code: string;
  key: string;
}

/** Letters and digits that are read for one another; the key holds the second of each. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  I: '1',
  L: '1',
  Z: '2',
  S: '5',
  B: '8',
};

/**
 * A code as somebody typed it: accents, case, spaces and hyphens make no difference (`tết cà mau` is `TETCAMAU`), nor do
 * letters read as digits. Null where it cannot be a code.
 */
export function parseVoucherCode(typed: string): VoucherCode | null {
  if (typed.length > 60) return null;
  const code = withoutAccents(typed)
    .toUpperCase()
    .replace(/[\s._-]+/g, '');
  if (!/^[A-Z0-9]+$/.test(code)) return null;
  if (code.length < VOUCHER_CODE_LENGTH.min || code.length > VOUCHER_CODE_LENGTH.max) return null;
  return { code, key: [...code].map((sign) => LOOK_ALIKES[sign] ?? sign).join('') };
}

/** What a voucher takes off: a share of the goods, at most `capVnd` where that is given, or a fixed amount. */
export type VoucherValue =
  { kind: 'percent'; percent: number; capVnd: Vnd | null } | { kind: 'fixed'; amountVnd: Vnd };

/**
 * What a voucher takes off each order of a purchase, in đồng: computed once over all its goods, rounded down, split in
 * proportion to them by largest remainder, and never so much that less than `LEAST_GOODS_VND` stays to be paid for an
 * order's goods; what does not fit into one order goes to the others.
 *
 * @param goods of each order, the price of what the voucher counts for
 */
export function voucherDiscounts(value: VoucherValue, goods: readonly Vnd[]): Vnd[] {
  const worth =
    value.kind === 'fixed'
      ? value.amountVnd
      : Math.min(shareOf(sumVnd(goods), value.percent), value.capVnd ?? Infinity);
  const room = goods.map((amount) => Math.max(0, amount - LEAST_GOODS_VND));
  const total = Math.min(worth, sumVnd(room));
  const full = new Set(room.flatMap((most, index) => (most === 0 ? [index] : [])));
  for (;;) {
    const rest = total - sumVnd([...full].map((index) => room[index] ?? 0));
    const split = rest === 0 ? goods.map(() => 0) : allocate(rest, goods.map((amount, i) => (full.has(i) ? 0 : amount))); // prettier-ignore
    const parts = split.map((part, index) => (full.has(index) ? (room[index] ?? 0) : part));
    const over = parts.flatMap((part, index) => (part > (room[index] ?? 0) ? [index] : []));
    if (over.length === 0) return parts;
    for (const index of over) full.add(index);
  }
}

function shareOf(amount: Vnd, percent: number): Vnd {
  return Number((BigInt(amount) * BigInt(percent)) / 100n);
}
