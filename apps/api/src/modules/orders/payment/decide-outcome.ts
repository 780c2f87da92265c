import type { LockedOrder } from '../shop-orders/lock-order.js';

/**
 * What money did when it came in. `early`: the goods still wait for the scales and nobody knows what is owed; `under`:
 * something is missing; `settled` and `over` pay the order; `double`: it was paid already; `late`: the order had ended
 * unpaid and may live again if its goods are still there; `too_late`: the order is over.
 */
export type PaidOutcome = 'early' | 'under' | 'settled' | 'over' | 'double' | 'late' | 'too_late';

export interface PaymentState extends Pick<
  LockedOrder,
  'status' | 'cancellationReason' | 'paymentStatus' | 'waits' | 'amountVnd'
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
    return state.cancellationReason === 'unpaid' && netVnd >= amountVnd ? 'late' : 'too_late';
  if (state.waits) return 'early';
  if (netVnd < amountVnd) return 'under';
  return netVnd === amountVnd ? 'settled' : 'over';
}
