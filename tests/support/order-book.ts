import type { LedgerAccount, Posting } from '../../apps/api/src/modules/settlement/ledger/accounts.js';
import type { Cause, OrderBook } from '../../apps/api/src/modules/settlement/ledger/post-order.js';
import type { Term } from '../../apps/api/src/modules/settlement/terms/terms.js';

export const WITHHELD = [term('bank_transfer', 'withheld'), term('cod', 'seller_owes')];

export function term(subject: Term['subject'], mode: Term['mode'], effectiveFrom = '2026-01-01'): Term {
  return { subject, mode, feeBasisPoints: null, effectiveFrom };
}
export const at = (minute: number): Date => new Date(Date.UTC(2026, 9, 30, 0, minute));
export const idOf = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export function book(causes: Cause[], wish: Partial<OrderBook> = {}): OrderBook {
  return {
    producerKind: 'household',
    channel: 'bank_transfer',
    itemsVnd: 185_000,
    discountVnd: 0,
    floorDiscountVnd: 0,
    shippingFeeVnd: 0,
    paidVnd: 185_000,
    causes,
    balances: {},
    transactions: [],
    taxes: [],
    ...wish,
  };
}
const NOTHING = { axis: null, to: null, amountVnd: null, heldBy: null, reason: null, deliveryVnd: null };
export const move = (n: number, axis: 'order' | 'payment', to: string, when = at(n)): Cause => ({
  ...NOTHING,
  cause: 'order_event',
  causeId: idOf(n),
  at: when,
  posted: false,
  axis,
  to,
});
export const money = (
  n: number,
  cause: Cause['cause'],
  amountVnd: number,
  reason: string | null = null,
): Cause => ({
  ...NOTHING,
  cause,
  causeId: idOf(n),
  at: at(n),
  posted: false,
  amountVnd,
  reason,
  heldBy: cause === 'receipt' ? 'seller' : null,
});
export function balancesOf(postings: readonly Posting[]): Partial<Record<LedgerAccount, number>> {
  const balances: Partial<Record<LedgerAccount, number>> = {};
  for (const { account, amountVnd } of postings.flatMap(({ entries }) => entries))
    balances[account] = (balances[account] ?? 0) + amountVnd;
  return Object.fromEntries(Object.entries(balances).filter(([, amount]) => amount !== 0));
}
export const sumOfTaxes = (postings: readonly Posting[]): number[] => {
  const lines = postings.flatMap(({ taxes }) => taxes);
  return [
    lines.reduce((sum, { vatVnd }) => sum + vatVnd, 0),
    lines.reduce((sum, { pitVnd }) => sum + pitVnd, 0),
  ];
};
/** What the book is once the postings are in it. */
export function after(given: OrderBook, postings: readonly Posting[], more: Cause[]): OrderBook {
  const balances = { ...given.balances };
  for (const { account, amountVnd } of postings.flatMap(({ entries }) => entries))
    balances[account] = (balances[account] ?? 0) + amountVnd;
  return {
    ...given,
    balances,
    transactions: [...given.transactions, ...postings],
    taxes: [...given.taxes, ...postings.flatMap(({ taxes }) => taxes)],
    causes: [...given.causes.map((cause) => ({ ...cause, posted: true })), ...more].sort(
      (a, b) => a.at.getTime() - b.at.getTime(),
    ),
  };
}
