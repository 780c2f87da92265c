import { expect, it } from 'vitest';
import { formatSpans, parseSpans } from './opening-hours.js';

it('hours of a day are read as people write them', () => {
  const day = [
    { opensAt: '07:00', closesAt: '11:30' },
    { opensAt: '13:00', closesAt: '17:00' },
  ];
  for (const typed of ['7:00-11:30, 13:00-17:00', '13h–17h; 7h - 11h30', '07.00–11.30,13–17'])
    expect(parseSpans(typed)).toEqual(day);
  expect(formatSpans(day)).toBe('7:00–11:30, 13:00–17:00');
  expect(parseSpans('  ')).toEqual([]);
});

it('hours that end before they begin, overlap or are none are refused', () => {
  for (const typed of [
    '17:00-7:00',
    '7:00-7:00',
    '7-11, 10-12',
    '7',
    'sáng',
    '7-25',
    '7-11-13',
    '7:60-8',
    '7-11,',
  ])
    expect([typed, parseSpans(typed)]).toEqual([typed, null]);
});
