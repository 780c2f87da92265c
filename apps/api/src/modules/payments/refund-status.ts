/** `failed` is a gateway's refusal: it is owed again, under a key of its own. */
export type RefundStatus = 'owed' | 'sent' | 'done' | 'failed';

/** Why money goes back: more than was owed, a second payment, too late for the goods, or what became of the order. */
export type RefundReason =
  'surplus' | 'double' | 'too_late' | 'unpaid' | 'cancelled' | 'refused' | 'returned' | 'dispute';

/** The allowed moves; whatever is not here is refused. `sent` by hand is as far as a shop's transfer goes. */
export const refundMoves: Record<RefundStatus, readonly RefundStatus[]> = {
  owed: ['sent', 'done', 'failed'],
  sent: ['done', 'failed'],
  done: [],
  failed: [],
};

/** From where a refund may come to that status; the writer's conditional UPDATE asks for exactly these. */
export function refundStatusesBefore(to: RefundStatus): RefundStatus[] {
  return (Object.keys(refundMoves) as RefundStatus[]).filter((from) => refundMoves[from].includes(to));
}

/** What was received is given back within so many days (Law 19/2023, Art. 38). */
export const REFUND_DAYS = 30;
