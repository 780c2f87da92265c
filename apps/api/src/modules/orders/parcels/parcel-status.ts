export type ParcelStatus =
  'packing' | 'handed_over' | 'delivered' | 'refused' | 'returned_to_sender' | 'unsent';
export type ParcelMover = 'buyer' | 'seller' | 'carrier';

/** Who may move a parcel where; a move that is not here is refused with `state_conflict`. */
export const parcelMoves: readonly {
  from: ParcelStatus;
  to: ParcelStatus;
  actor: ParcelMover;
  when: string;
}[] = [
  {
    from: 'packing',
    to: 'handed_over',
    actor: 'seller',
    when: 'the order is confirmed, weighed, and paid unless it is paid at the door; no word of the buyer is waited for; its goods leave the shelf',
  },
  {
    from: 'packing',
    to: 'unsent',
    actor: 'seller',
    when: 'some of the order was sent and the rest never can be: its goods are free again, its share of the money goes back',
  },
  {
    from: 'packing',
    to: 'handed_over',
    actor: 'carrier',
    when: 'the carrier has fetched it; the same holds as where the shop hands it over',
  },
  { from: 'handed_over', to: 'delivered', actor: 'seller', when: 'everything in it was taken' },
  { from: 'handed_over', to: 'delivered', actor: 'buyer', when: 'the buyer says that it came' },
  { from: 'handed_over', to: 'delivered', actor: 'carrier', when: 'the carrier of the shipment says so' },
  {
    from: 'handed_over',
    to: 'refused',
    actor: 'carrier',
    when: 'the carrier brings all of it back',
  },
  {
    from: 'handed_over',
    to: 'refused',
    actor: 'seller',
    when: 'something in it, or all of it, was refused at the door',
  },
  {
    from: 'refused',
    to: 'returned_to_sender',
    actor: 'seller',
    when: 'what was refused is back: on the shelf again, or written off',
  },
];

/** From where that actor may move a parcel there; the writer's conditional UPDATE asks for exactly these. */
export function parcelStatusesBefore(to: ParcelStatus, actor: ParcelMover): ParcelStatus[] {
  return parcelMoves.filter((move) => move.to === to && move.actor === actor).map((move) => move.from);
}
