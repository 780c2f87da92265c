import fc from 'fast-check';
import { expect, it } from 'vitest';
import { qrRuns } from './qr-runs.js';

it('draws every dark module once and no other, four modules from every edge', () => {
  const matrices = fc
    .integer({ min: 1, max: 25 })
    .chain((size) => fc.array(fc.boolean(), { minLength: size * size, maxLength: size * size }));
  fc.assert(
    fc.property(matrices, (cells) => {
      const size = Math.sqrt(cells.length);
      const drawn = qrRuns({ size, get: (row, column) => cells[row * size + column] ?? false });
      expect(drawn.size).toBe(size + 8);
      const dark = drawn.runs.flatMap(({ x, y, width }) =>
        Array.from({ length: width }, (_, step) => (y - 4) * size + (x - 4) + step),
      );
      expect(dark).toEqual(cells.flatMap((isDark, index) => (isDark ? [index] : [])));
    }),
  );
});
