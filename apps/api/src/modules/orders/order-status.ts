export type OrderStatus = 'placed' | 'confirmed' | 'completed' | 'cancelled';
export type CancellationReason = 'buyer' | 'unpaid' | 'unweighed';

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
  {
    from: 'placed',
    to: 'cancelled',
    actor: 'worker',
    when: 'the transfer did not come within its 24 hours, or goods sold by weight were not weighed within 72',
  },
  {
    from: 'cancelled',
    to: 'placed',
    actor: 'worker',
    when: 'it ended unpaid, the transfer came after all, and its goods are still there and on the floor',
  },
];

/** From where that actor may move an order there; the writer's conditional UPDATE asks for exactly these. */
export function statusesBefore(to: OrderStatus, actor: 'buyer' | 'worker'): OrderStatus[] {
  return orderMoves.filter((move) => move.to === to && move.actor === actor).map((move) => move.from);
}

/** Goods sold by weight are weighed within that time of the order, as every order is taken up (contract: timers). */
export const WEIGHING_HOURS = 72;
