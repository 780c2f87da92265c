export type OrderStatus = 'placed' | 'confirmed' | 'completed' | 'cancelled';

/** Why a shop cancels; beside it go its own words. */
export const shopCancellationReasons = [
  'out_of_stock',
  'cannot_deliver',
  'buyer_asked',
  'unreachable',
  'suspicious',
  'other',
] as const;
export type ShopCancellationReason = (typeof shopCancellationReasons)[number];

/** Why an order ended: by whom, by which clock, or by the shop and for which of its reasons. */
export const cancellationReasons = [
  'buyer',
  'unpaid',
  'unweighed',
  'unconfirmed',
  'refused',
  ...shopCancellationReasons,
] as const;
export type CancellationReason = (typeof cancellationReasons)[number];

export type OrderMover = 'buyer' | 'seller' | 'worker';

/** Who may move an order where; a move that is not here is refused with `state_conflict`. */
export const orderMoves: readonly { from: OrderStatus; to: OrderStatus; actor: OrderMover; when: string }[] =
  [
    {
      from: 'placed',
      to: 'confirmed',
      actor: 'seller',
      when: 'nothing has to be paid before it is sent, or it is paid',
    },
    {
      from: 'placed',
      to: 'cancelled',
      actor: 'buyer',
      when: 'until the seller has confirmed, and nothing has been paid',
    },
    {
      from: 'placed',
      to: 'cancelled',
      actor: 'seller',
      when: 'for a reason of the list; what was paid is owed back',
    },
    {
      from: 'placed',
      to: 'cancelled',
      actor: 'worker',
      when: 'the money did not come in time, goods sold by weight were not weighed, or nobody confirmed it within 72 hours',
    },
    {
      from: 'confirmed',
      to: 'cancelled',
      actor: 'seller',
      when: 'nothing of it is on its way or was taken; or everything was refused at the door',
    },
    {
      from: 'confirmed',
      to: 'placed',
      actor: 'seller',
      when: 'it said by mistake that the transfer came: no bank said so, and nothing has left the shop',
    },
    {
      from: 'confirmed',
      to: 'completed',
      actor: 'buyer',
      when: 'everything was sent, and the buyer says that it came',
    },
    {
      from: 'confirmed',
      to: 'completed',
      actor: 'worker',
      when: '7 days after the last parcel was delivered',
    },
    {
      from: 'cancelled',
      to: 'placed',
      actor: 'worker',
      when: 'it ended unpaid, the transfer came after all, and its goods are still there and on the floor',
    },
  ];

/** From where that actor may move an order there; the writer's conditional UPDATE asks for exactly these. */
export function statusesBefore(to: OrderStatus, actor: OrderMover): OrderStatus[] {
  return orderMoves.filter((move) => move.to === to && move.actor === actor).map((move) => move.from);
}

/** Goods sold by weight are weighed within that time of the order, as every order is taken up (contract: timers). */
export const WEIGHING_HOURS = 72;
