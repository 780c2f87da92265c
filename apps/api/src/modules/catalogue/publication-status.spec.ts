import { describe, expect, it } from 'vitest';
import { publicationMoves, publicationStatesBefore } from './publication-status.js';

describe('the moves of a publication', () => {
  it('publishes only what the commune has checked', () => {
    expect(publicationStatesBefore('published')).toEqual(['commune_checked']);
  });

  it('lets nothing come back that was withdrawn', () => {
    expect(publicationMoves.filter((move) => move.from === 'withdrawn')).toEqual([]);
  });

  it('lets a seller submit and take back, and nothing else', () => {
    const bySellers = publicationMoves.filter((move) => move.actor === 'seller').map((move) => move.to);
    expect(new Set(bySellers)).toEqual(new Set(['submitted', 'draft']));
  });
});
