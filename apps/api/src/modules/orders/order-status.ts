export type OrderStatus = 'placed' | 'confirmed' | 'completed' | 'cancelled';
export type CancellationReason = 'buyer' | 'unpaid';

/** Who may move an order where; a move that is not here is refused with `state_conflict`. */
const orderMoves: readonly {
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

/** From where that actor may move an order there; the writer's conditional UPDATE asks for exactly these. */
export function statusesBefore(to: OrderStatus, actor: 'buyer' | 'worker'): OrderStatus[] {
  return orderMoves.filter((move) => move.to === to && move.actor === actor).map((move) => move.from);
}
