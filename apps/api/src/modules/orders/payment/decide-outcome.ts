import type { PaymentStatus } from '../../payments/index.js';
import type { CancellationReason, OrderStatus } from '../order-status.js';

/**
 * What money did when it came in. `early`: the goods still wait for the scales and nobody knows what is owed; `under`:
 * something is missing; `settled` and `over` pay the order; `double`: it was paid already; `late`: the order had ended
 * unpaid and may live again if its goods are still there; `too_late`: the order is over.
 */
export type PaidOutcome = 'early' | 'under' | 'settled' | 'over' | 'double' | 'late' | 'too_late';

export interface PaymentState {
  orderStatus: OrderStatus;
  cancellationReason: CancellationReason | null;
  paymentStatus: PaymentStatus;
  /** Goods of it wait for the scales. */
  waits: boolean;
  /** What is owed for the order. */
  amountVnd: number;
  /** What came in, this money included, less what goes back. */
  netVnd: number;
}

/** Pure; whether the goods are there is asked afterwards, of locked rows. */
export function decideOutcome(state: PaymentState): PaidOutcome {
  const { orderStatus, paymentStatus, amountVnd, netVnd } = state;
  if (paymentStatus === 'paid' || paymentStatus === 'partly_refunded' || paymentStatus === 'refunded')
    return 'double';
  if (orderStatus === 'cancelled')
    return state.cancellationReason === 'unpaid' && netVnd >= amountVnd ? 'late' : 'too_late';
  if (state.waits) return 'early';
  if (netVnd < amountVnd) return 'under';
  return netVnd === amountVnd ? 'settled' : 'over';
}
