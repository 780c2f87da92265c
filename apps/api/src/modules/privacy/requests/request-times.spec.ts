import { describe, expect, it } from 'vitest';
import { requestTimes } from './request-times.js';

describe('the clocks of a data request', () => {
  it.each([
    ['access', false, '2026-12-03'],
    ['correction', false, '2026-12-03'],
    ['restriction', false, '2026-12-08'],
    ['objection', true, '2026-12-13'],
    ['erasure', false, '2026-12-13'],
    ['access', true, '2026-12-13'],
  ] as const)('%s, others concerned %s: due on %s', (kind, thirdParties, dueOn) => {
    expect(requestTimes(kind, '2026-11-23', thirdParties, new Set())).toEqual({
      acknowledgeBy: '2026-11-25',
      dueOn,
    });
  });

  it('acknowledge after the holidays what came in before them', () => {
    expect(requestTimes('access', '2026-08-31', false, new Set(['2026-09-01'])).acknowledgeBy).toBe(
      '2026-09-04',
    );
  });
});
