import { describe, expect, it } from 'vitest';
import { sellerMoves, sellerStatesBefore } from './seller-status.js';

describe('the moves of a seller', () => {
  it('approves only what was submitted or suspended', () => {
    expect(sellerStatesBefore('approved')).toEqual(['submitted', 'suspended']);
  });

  it('lets nobody come back from closed', () => {
    expect(sellerMoves.filter((move) => move.from === 'closed')).toEqual([]);
  });

  it('leaves approving, suspending and closing to officers', () => {
    const bySellers = sellerMoves.filter((move) => move.actor === 'seller').map((move) => move.to);
    expect(bySellers).toEqual(['submitted', 'draft']);
  });
});
