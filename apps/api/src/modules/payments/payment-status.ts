/** How an order is paid. `card` and `wallet` are ready in the schema and off until a seller has a gateway. */
export const paymentMethods = ['cod', 'bank_transfer', 'card', 'wallet'] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

export type PaymentStatus = 'pending' | 'paid' | 'refunded' | 'partly_refunded' | 'expired' | 'failed';

/** The allowed moves; whatever is not here is refused. */
const paymentMoves: Record<PaymentStatus, readonly PaymentStatus[]> = {
  pending: ['paid', 'expired', 'failed'],
  paid: ['refunded', 'partly_refunded'],
  partly_refunded: ['refunded'],
  refunded: [],
  // A transfer that came too late, with the goods still there.
  expired: ['paid'],
  failed: [],
};

/** From where a payment may come to that status; the writer's conditional UPDATE asks for exactly these. */
export function paymentStatusesBefore(to: PaymentStatus): PaymentStatus[] {
  return (Object.keys(paymentMoves) as PaymentStatus[]).filter((from) => paymentMoves[from].includes(to));
}

/** An unpaid transfer keeps its goods for a day (contract: timers). */
export const BANK_TRANSFER_HOURS = 24;
