import { describe, expect, it } from 'vitest';
import { standings, type OperatingRules } from './operating-rules.js';

const version = (from: string): OperatingRules => ({
  version: from,
  from,
  changes: [],
  sections: [],
});
const versions = ['2026-07-01', '2026-11-01', '2027-01-01'].map(version);

describe('versions of the operating rules', () => {
  it.each([
    ['2026-06-30', ['coming', 'coming', 'coming']],
    ['2026-07-01', ['coming', 'coming', 'in_force']],
    ['2026-10-31', ['coming', 'coming', 'in_force']],
    ['2026-11-01', ['coming', 'in_force', 'replaced']],
    ['2027-01-01', ['in_force', 'replaced', 'replaced']],
  ])('stand on %s, newest first, as %j', (today, expected) => {
    expect(standings(versions, today).map(({ standing }) => standing)).toEqual(expected);
  });
});
