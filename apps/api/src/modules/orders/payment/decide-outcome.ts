import { depositDue, type LockedOrder } from '../shop-orders/lock-order.js';

/**
 * What money did when it came in. `early`: the goods still wait for the scales and nobody knows what is owed; `under`:
 * something is missing; `deposit`: what has to come before an order is sent is there, the rest is paid at the door; `settled` and `over` pay the order; `double`: it was paid already; `late`: the order had ended
 * unpaid and may live again if its goods are still there; `too_late`: the order is over.
 */
export type PaidOutcome = 'early' | 'under' | 'deposit' | 'settled' | 'over' | 'double' | 'late' | 'too_late';

export interface PaymentState extends Pick<
  LockedOrder,
  'status' | 'cancellationReason' | 'paymentStatus' | 'waits' | 'amountVnd' | 'depositVnd' | 'depositPaidAt'
> {
  /** What came in, this money included, less what goes back. */
  netVnd: number;
}

/** Pure; whether the goods are there is asked afterwards, of locked rows. */
export function decideOutcome(state: PaymentState): PaidOutcome {
  const { status, paymentStatus, amountVnd, netVnd } = state;
  if (paymentStatus === 'paid' || paymentStatus === 'partly_refunded' || paymentStatus === 'refunded')
    return 'double';
  if (status === 'cancelled')
    return state.cancellationReason === 'unpaid' && netVnd >= (state.depositVnd ?? amountVnd)
      ? 'late'
      : 'too_late';
  if (state.waits) return 'early';
  if (netVnd < amountVnd) {
    if (state.depositVnd === null) return 'under';
    // What is left is paid at the door, where its papers say how much: a part of it that comes otherwise goes back.
    if (!depositDue(state)) return 'double';
    return netVnd >= state.depositVnd ? 'deposit' : 'under';
  }
  return netVnd === amountVnd ? 'settled' : 'over';
}
