import { describe, expect, test } from 'vitest';
import {
  noticeStarts,
  type NoticeStep,
  renewalCalendar,
  stepOn,
  USUAL_NOTICE_DAYS,
} from '#kernel/certificate-notices';
import { addDays } from '#kernel/time';

const EXPIRY = '2026-11-23';
const told = (from: number, to: number, validUntil = EXPIRY): (NoticeStep | null)[] =>
  [from, to].map((day) =>
    stepOn(addDays(validUntil, -day), { expiresOn: EXPIRY, validUntil }, USUAL_NOTICE_DAYS),
  );

test('the calendar tells of the window at 180, 150 and 120 days, then at 30, 7 and on the last day', () => {
  expect(renewalCalendar(EXPIRY)).toEqual([
    { notice: 'window_opens', on: '2026-05-27', daysBefore: 180 },
    { notice: 'window_runs', on: '2026-06-26', daysBefore: 150 },
    { notice: 'window_closes', on: '2026-07-26', daysBefore: 120 },
    { notice: 'month_left', on: '2026-10-24', daysBefore: 30 },
    { notice: 'week_left', on: '2026-11-16', daysBefore: 7 },
    { notice: 'last_day', on: '2026-11-23', daysBefore: 0 },
  ]);
});

describe('on a day one step is true', () => {
  test('from its own day on until the next one begins', () => {
    expect(told(181, 180)).toEqual([null, 'window_opens']);
    expect(told(151, 150)).toEqual(['window_opens', 'window_runs']);
    expect(told(121, 120)).toEqual(['window_runs', 'window_closes']);
    expect(told(31, 30)).toEqual(['window_closes', 'month_left']);
    expect(told(8, 7)).toEqual(['month_left', 'week_left']);
    expect(told(1, 0)).toEqual(['week_left', 'last_day']);
    expect(told(-1, -30)).toEqual(['lapsed', 'lapsed']);
    expect(told(-31, -400)).toEqual([null, null]);
  });

  test('and of a certificate kept for a late renewal none of filing one', () => {
    const until = addDays(EXPIRY, 180);
    expect(told(180, 31, until)).toEqual([null, null]);
    expect(told(30, 7, until)).toEqual(['month_left', 'week_left']);
    expect(told(0, -1, until)).toEqual(['last_day', 'lapsed']);
  });
});

test('days out of order are refused: a step that never comes would be a notice nobody gets', () => {
  for (const change of [
    { windowRuns: 180 },
    { windowRuns: 120 },
    { monthLeft: 120 },
    { weekLeft: 30 },
    { weekLeft: 0 },
    { monthLeft: 30.5 },
    { lapsedFor: 0 },
  ])
    expect(() => noticeStarts({ ...USUAL_NOTICE_DAYS, ...change })).toThrow(RangeError);
});
