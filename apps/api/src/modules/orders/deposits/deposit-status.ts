/** A deposit of an order to be paid on delivery; an order of which none is asked has none. */
export type DepositStatus = 'asked' | 'paid';

export interface DepositMove {
  from: DepositStatus;
  to: DepositStatus;
  actor: 'gateway' | 'seller';
  when: string;
}

/** Who may move it where; what becomes of its money where the order ends is the payment's and its refund's. */
export const depositMoves: readonly DepositMove[] = [
  {
    from: 'asked',
    to: 'paid',
    actor: 'gateway',
    when: 'so much came by transfer before its hour, or later with the goods still set aside',
  },
  { from: 'asked', to: 'paid', actor: 'seller', when: 'the shop says that it came, or matches it' },
  {
    from: 'paid',
    to: 'asked',
    actor: 'seller',
    when: 'it said so by mistake: no bank said so, and nothing has left the shop',
  },
];
