import { describe, expect, it } from 'vitest';
import { cooperativeMoves, judgeMove, type Standing } from './cooperative-status.js';

const TODAY = '2026-11-23';
const active: Standing = { status: 'active', statusFrom: null, foundedOn: '2015-03-05' };
const ceased: Standing = { status: 'ceased', statusFrom: '2021-06-01', foundedOn: '2015-03-05' };

describe('the standing of a cooperative', () => {
  it('may cease and operate again, and never comes back from being dissolved', () => {
    expect(judgeMove(active, 'ceased', '2021-06-01', TODAY)).toBeNull();
    expect(judgeMove(ceased, 'active', '2022-01-01', TODAY)).toBeNull();
    expect(judgeMove(ceased, 'dissolved', '2022-01-01', TODAY)).toBeNull();
    expect(cooperativeMoves.filter(({ from }) => from === 'dissolved')).toEqual([]);
  });

  it('does not change to what it is', () => {
    expect(judgeMove(active, 'active', TODAY, TODAY)).toBe('no_such_move');
    expect(judgeMove(ceased, 'ceased', TODAY, TODAY)).toBe('no_such_move');
  });

  it('changes today at the latest, after the last change and not before the founding', () => {
    expect(judgeMove(active, 'ceased', TODAY, TODAY)).toBeNull();
    expect(judgeMove(active, 'ceased', '2026-11-24', TODAY)).toBe('in_future');
    expect(judgeMove(ceased, 'active', '2021-06-01', TODAY)).toBe('before_last_change');
    expect(judgeMove(active, 'ceased', '2015-03-05', TODAY)).toBeNull();
    expect(judgeMove(active, 'ceased', '2015-03-04', TODAY)).toBe('before_founding');
    expect(judgeMove({ ...active, foundedOn: null }, 'ceased', '1999-01-01', TODAY)).toBeNull();
  });
});
