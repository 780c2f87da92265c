/**
 * `settled`: nothing is left but the money, which is owed. `escalated`: the shop did not answer in time, and officers know.
 */
export type ReturnStatus = 'requested' | 'escalated' | 'agreed' | 'settled' | 'declined' | 'withdrawn';
export type ReturnMover = 'buyer' | 'seller' | 'worker' | 'officer';

/** Who may move a return where; a move that is not here is refused with `state_conflict`. */
export const returnMoves: readonly {
  from: ReturnStatus;
  to: ReturnStatus;
  actor: ReturnMover;
  when: string;
}[] = [
  { from: 'requested', to: 'agreed', actor: 'seller', when: 'the goods are to come back first' },
  { from: 'requested', to: 'settled', actor: 'seller', when: 'the buyer keeps the goods and gets the money' },
  {
    from: 'requested',
    to: 'declined',
    actor: 'seller',
    when: 'for a reason of the list; the buyer is told of officers',
  },
  { from: 'requested', to: 'withdrawn', actor: 'buyer', when: 'until the goods are back' },
  {
    from: 'requested',
    to: 'escalated',
    actor: 'worker',
    when: 'the shop has not answered within 2 working days',
  },
  { from: 'escalated', to: 'agreed', actor: 'seller', when: 'a late answer is an answer' },
  { from: 'escalated', to: 'settled', actor: 'seller', when: 'a late answer is an answer' },
  { from: 'escalated', to: 'declined', actor: 'seller', when: 'a late answer is an answer' },
  { from: 'escalated', to: 'withdrawn', actor: 'buyer', when: 'until the goods are back' },
  { from: 'escalated', to: 'withdrawn', actor: 'seller', when: 'both settled it in a dispute' },
  { from: 'escalated', to: 'agreed', actor: 'officer', when: 'an officer decides' },
  { from: 'escalated', to: 'settled', actor: 'officer', when: 'an officer decides' },
  { from: 'escalated', to: 'declined', actor: 'officer', when: 'an officer decides' },
  {
    from: 'declined',
    to: 'agreed',
    actor: 'officer',
    when: 'an officer decides, and its pieces are in no other return',
  },
  {
    from: 'declined',
    to: 'settled',
    actor: 'officer',
    when: 'an officer decides, and its pieces are in no other return',
  },
  {
    from: 'agreed',
    to: 'settled',
    actor: 'seller',
    when: 'the goods are back, or are not needed back; all of the order came and was paid',
  },
  {
    from: 'agreed',
    to: 'declined',
    actor: 'seller',
    when: 'nothing came within 14 days, or other goods did',
  },
  { from: 'agreed', to: 'withdrawn', actor: 'buyer', when: 'until the goods are back' },
  { from: 'agreed', to: 'settled', actor: 'officer', when: 'an officer decides' },
  { from: 'agreed', to: 'declined', actor: 'officer', when: 'an officer decides' },
];

/** From where that actor may move a return there; the writer's conditional UPDATE asks for exactly these. */
export function returnStatusesBefore(to: ReturnStatus, actor: ReturnMover): ReturnStatus[] {
  return returnMoves.filter((move) => move.to === to && move.actor === actor).map((move) => move.from);
}

/** Why goods go back. */
export const returnReasons = [
  'not_as_described',
  'damaged',
  'wrong_goods',
  'missing',
  'spoiled',
  'changed_mind',
] as const;
export type ReturnReason = (typeof returnReasons)[number];

/** Why a shop does not take them; the last but one two only once it had agreed and waited. */
export const declineReasons = [
  'as_described',
  'used',
  'not_our_goods',
  'not_sent',
  'goods_differ',
  'other',
] as const;
export type ShopsDeclineReason = (typeof declineReasons)[number];
/** Or an officer decided in a dispute; the reasons stand there. */
export type DeclineReason = ShopsDeclineReason | 'officer';

/** Who pays for the way back: whose fault it is; of goods that never came nothing goes back. */
export function carriageOf(reason: ReturnReason): 'shop' | 'buyer' | 'nobody' {
  if (reason === 'missing') return 'nobody';
  return reason === 'changed_mind' ? 'buyer' : 'shop';
}

/** Goods nobody can sell again are not taken back for a changed mind: chilled, frozen, live. */
const PERISHABLE: ReadonlySet<string> = new Set(['chilled', 'frozen', 'live']);

/** What is not as it was described goes back whatever it is (Law 122/2025, Art. 17.2.b). */
export const mayComeBack = (reason: ReturnReason, handling: string | null): boolean =>
  reason !== 'changed_mind' || handling === null || !PERISHABLE.has(handling);
