/**
 * The buyer's word that an order to be paid on delivery is to be sent: asked for, given, waived by the shop in its own
 * words, or refused. An order of which none is asked has no row.
 */
export type GoAheadStatus = 'asked' | 'given' | 'waived' | 'refused';
export type GoAheadMover = 'buyer' | 'seller' | 'worker';

export interface GoAheadMove {
  from: GoAheadStatus;
  to: GoAheadStatus;
  actor: GoAheadMover;
  when: string;
}

/** Who may move it where, while the order is open; a move that is not here is refused with `state_conflict`. */
export const goAheadMoves: readonly GoAheadMove[] = [
  { from: 'asked', to: 'given', actor: 'buyer', when: 'by the link of the message or on the order’s page' },
  { from: 'asked', to: 'given', actor: 'seller', when: 'the shop called, and the buyer wants it' },
  {
    from: 'asked',
    to: 'asked',
    actor: 'seller',
    when: 'the shop called and nobody answered; each try counts',
  },
  {
    from: 'asked',
    to: 'asked',
    actor: 'worker',
    when: 'the buyer is reminded once, and once the shop is told that no word came',
  },
  {
    from: 'asked',
    to: 'waived',
    actor: 'seller',
    when: 'the shop sends it all the same and says why in its own words',
  },
  {
    from: 'asked',
    to: 'refused',
    actor: 'seller',
    when: 'the shop called, and the buyer wants it no more: the order is cancelled',
  },
];

/** From where that actor may move it there; the writer's conditional UPDATE asks for exactly these. */
export function goAheadsBefore(to: GoAheadStatus, actor: GoAheadMover): GoAheadStatus[] {
  return goAheadMoves.filter((move) => move.to === to && move.actor === actor).map((move) => move.from);
}
