export type OrderStatus = 'placed' | 'confirmed' | 'completed' | 'cancelled';
export type CancellationReason = 'buyer' | 'unpaid';

/** Who may move an order where; a move that is not here is refused with `state_conflict`. */
export const orderMoves: readonly {
  from: OrderStatus;
  to: OrderStatus;
  actor: 'buyer' | 'worker';
  when: string;
}[] = [
  {
    from: 'placed',
    to: 'cancelled',
    actor: 'buyer',
    when: 'until the seller has confirmed, and nothing has been paid',
  },
  { from: 'placed', to: 'cancelled', actor: 'worker', when: 'the transfer did not come within its 24 hours' },
];

/** Whether that actor may make the move at all; the writer's conditional UPDATE makes sure of it under concurrency. */
export function mayMoveOrder(from: OrderStatus, to: OrderStatus, actor: 'buyer' | 'worker'): boolean {
  return orderMoves.some((move) => move.from === from && move.to === to && move.actor === actor);
}
