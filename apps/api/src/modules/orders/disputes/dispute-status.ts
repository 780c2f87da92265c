export type DisputeStatus = 'open' | 'answered' | 'escalated' | 'taken' | 'settled' | 'withdrawn' | 'decided';

/** What a dispute is about; each kind has its own time to be resolved in (province profile). */
export const disputeKinds = [
  'not_received',
  'not_as_described',
  'refund_unpaid',
  'return_declined',
  // Opened by itself (unanswered-return.ts).
  'return_unanswered',
  'price_or_fee',
  'conduct',
  'other',
] as const;
export type DisputeKind = (typeof disputeKinds)[number];

/** What a buyer opens one about. */
export const openedKinds = disputeKinds.filter((kind) => kind !== 'return_unanswered');

/** What both sides may propose to each other; words stand beside it. */
export const proposals = ['refund', 'settled'] as const;
export type Proposal = (typeof proposals)[number];

/**
 * What a dispute ends with: money back, a return that the shop had declined or left unanswered, nothing because the shop
 * was right, or what both agreed on.
 */
export const disputeOutcomes = ['refund', 'return', 'shop_right', 'settled'] as const;
export type DisputeOutcome = (typeof disputeOutcomes)[number];

/** A dispute that is not over: at most one of a kind an order. */
export const LIVE_DISPUTES = ['open', 'answered', 'escalated', 'taken'] as const satisfies DisputeStatus[];

export type DisputeMover = 'buyer' | 'seller' | 'officer' | 'worker';

interface DisputeMove {
  from: DisputeStatus;
  to: DisputeStatus;
  actor: DisputeMover;
  when: string;
}

const fromEach = (
  statuses: readonly DisputeStatus[],
  to: DisputeStatus,
  actor: DisputeMover,
  when: string,
): DisputeMove[] => statuses.map((from) => ({ from, to, actor, when }));

/** Who may move a dispute where; a move that is not here is refused with `state_conflict`. */
export const disputeMoves: readonly DisputeMove[] = [
  ...fromEach(['open'], 'answered', 'seller', 'the shop writes for the first time'),
  ...fromEach(
    ['open'],
    'escalated',
    'worker',
    'the shop did not write, or answer a return, within 2 working days',
  ),
  ...fromEach(['answered'], 'escalated', 'buyer', 'the buyer asks the officers to decide'),
  ...fromEach(['answered'], 'escalated', 'seller', 'the shop asks the officers to decide'),
  ...fromEach(['answered'], 'escalated', 'worker', 'the time its kind is resolved in is over'),
  ...fromEach(LIVE_DISPUTES, 'taken', 'officer', 'an officer who is on neither side takes the case'),
  ...fromEach(LIVE_DISPUTES, 'settled', 'buyer', 'the buyer accepts what the shop proposed last'),
  ...fromEach(
    LIVE_DISPUTES,
    'settled',
    'seller',
    'the shop accepts what the buyer proposed last, or answers the return after all',
  ),
  ...fromEach(LIVE_DISPUTES, 'withdrawn', 'buyer', 'the buyer takes it back, or the return it is about'),
  ...fromEach(['taken'], 'decided', 'officer', 'whoever took the case decides it, with reasons'),
];

/** From where that actor may move a dispute there; the writer's conditional UPDATE asks for exactly these. */
export function disputeStatusesBefore(to: DisputeStatus, actor: DisputeMover): DisputeStatus[] {
  return disputeMoves.filter((move) => move.to === to && move.actor === actor).map((move) => move.from);
}

export const isLive = (status: DisputeStatus): boolean =>
  (LIVE_DISPUTES as readonly DisputeStatus[]).includes(status);
