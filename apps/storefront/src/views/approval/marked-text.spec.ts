import { describe, expect, it } from 'vitest';
import { pieces, wordChanges } from './marked-text.js';

const marked = (before: string, after: string): [string, string] => {
  const found = wordChanges(before, after);
  const show = (text: string, places: { from: number; to: number }[]): string =>
    pieces(text, places)
      .map(({ text: part, changed }) => (changed ? `[${part}]` : part))
      .join('');
  return [show(before, found.before), show(after, found.after)];
};

describe('what two texts differ in', () => {
  it('are the words that one has and the other has not', () => {
    expect(marked('Tôm đất phơi hai nắng', 'Tôm đất phơi ba nắng gió')).toEqual([
      'Tôm đất phơi [hai] nắng',
      'Tôm đất phơi [ba] nắng [gió]',
    ]);
    expect(marked('Phơi ba nắng.', 'Phơi ba nắng, ngon.')).toEqual([
      'Phơi ba nắng.',
      'Phơi ba nắng[, ngon].',
    ]);
    expect(marked('Giá 115.000 đồng', 'Giá 170.000 đồng')).toEqual([
      'Giá [115.000] đồng',
      'Giá [170.000] đồng',
    ]);
    expect(marked('Một hai ba bốn', 'Một ba bốn')).toEqual(['Một [hai] ba bốn', 'Một ba bốn']);
  });

  it('are told as one stretch where they stand together, over line breaks too', () => {
    expect(marked('a b c d e f', 'a b x\ny d e f')[1]).toBe('a b [x\ny] d e f');
  });

  it('is left unmarked where little is left of the first, and where there was none', () => {
    expect(marked('một hai ba bốn', 'năm sáu bảy tám')).toEqual(['một hai ba bốn', 'năm sáu bảy tám']);
    expect(marked('', 'mới')).toEqual(['', 'mới']);
  });
});

describe('a text with places that stand out', () => {
  it('is cut at each edge, and what is both is both', () => {
    expect(pieces('khô ngon nhất', [{ from: 4, to: 13 }], [{ from: 9, to: 13 }])).toEqual([
      { text: 'khô ', changed: false, flagged: false },
      { text: 'ngon ', changed: true, flagged: false },
      { text: 'nhất', changed: true, flagged: true },
    ]);
    expect(pieces('', [])).toEqual([]);
    expect(pieces('a', [{ from: 5, to: 9 }])).toEqual([{ text: 'a', changed: false, flagged: false }]);
  });
});
