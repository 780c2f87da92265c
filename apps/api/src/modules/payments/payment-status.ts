/** How an order is paid. `card` and `wallet` are off until a seller has an account of its own at a gateway. */
export const paymentMethods = ['cod', 'bank_transfer', 'card', 'wallet'] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

export type PaymentStatus = 'pending' | 'paid' | 'refunded' | 'partly_refunded' | 'expired' | 'failed';

/** The allowed moves; whatever is not here is refused. */
export const paymentMoves: Record<PaymentStatus, readonly PaymentStatus[]> = {
  pending: ['paid', 'expired', 'failed'],
  // Back to waiting: the shop said by mistake that the money came, and nothing has left it.
  paid: ['refunded', 'partly_refunded', 'pending'],
  partly_refunded: ['refunded'],
  refunded: [],
  // A transfer that came too late, with the goods still there; of a deposit the rest is waited for at the door.
  expired: ['paid', 'pending'],
  failed: [],
};

/** From where a payment may come to that status; the writer's conditional UPDATE asks for exactly these. */
export function paymentStatusesBefore(to: PaymentStatus): PaymentStatus[] {
  return (Object.keys(paymentMoves) as PaymentStatus[]).filter((from) => paymentMoves[from].includes(to));
}

/** Paid on a gateway's page. */
export const isPaidOnline = (method: string): method is 'card' | 'wallet' =>
  method === 'card' || method === 'wallet';
