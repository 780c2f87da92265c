import { expect, test } from 'vitest';
import { joinMarks } from './join-marks.js';

const at = (x: number, y: number): { x: number; y: number } => ({ x, y });

test('marks that would hide each other share one in their middle', () => {
  const joined = joinMarks([at(0, 0), at(10, 10), at(300, 0)], { radius: 30, half: 30 });
  expect(joined.map(({ x, y, side, marks }) => [x, y, side, marks.length])).toEqual([
    [5, 5, 10, 2],
    [300, 0, 0, 1],
  ]);
});

test('so does what the wider mark of several reaches, however they come', () => {
  const places = [at(0, 0), at(90, 0), at(10, 0), at(90, 100)];
  for (const marks of [places, places.toReversed()])
    expect(
      joinMarks(marks, { radius: 30, half: 80 })
        .map(({ marks: own }) => own.length)
        .toSorted((a, b) => a - b),
    ).toEqual([1, 3]);
});
