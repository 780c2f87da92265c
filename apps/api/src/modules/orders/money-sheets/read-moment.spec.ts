import { expect, it } from 'vitest';
import { readMoment } from './read-moment.js';

it.each([
  ['05/03/2026', '2026-03-05T05:00:00.000Z'],
  ['5/3/2026', '2026-03-05T05:00:00.000Z'],
  ['05-03-2026 14:02:37', '2026-03-05T07:02:37.000Z'],
  ['05/03/2026 14:02', '2026-03-05T07:02:00.000Z'],
  ['05.03.2026, 7h05', '2026-03-05T00:05:00.000Z'],
  ['2026-03-05', '2026-03-05T05:00:00.000Z'],
  ['2026-03-05T23:59:59', '2026-03-05T16:59:59.000Z'],
  ['2026-03-05 00:00:00.000', '2026-03-04T17:00:00.000Z'],
])('reads %s on Vietnamese clocks', (written, at) => {
  const moment = readMoment(written);
  expect(moment?.at.toISOString()).toBe(at);
  expect(moment?.day).toBe('2026-03-05');
});

it.each([
  '',
  '31/02/2026',
  '13/25/2026',
  '5/3/26',
  '05/03/2026 25:00',
  '05/03/2026 x',
  '46000',
  'hôm qua',
  '=NOW()',
])('reads no day in %s', (written) => {
  expect(readMoment(written)).toBeNull();
});
