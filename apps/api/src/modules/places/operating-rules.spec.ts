import { describe, expect, it } from 'vitest';
import { readDataFile } from '../../platform/data/data-files.js';
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

describe('the rules of the demo floor', () => {
  const { versions: published } = readDataFile<{ versions: readonly OperatingRules[] }>(
    'ca-mau/operating-rules.json',
  );
  const shape = ({ sections }: Pick<OperatingRules, 'sections'>) =>
    sections.map(({ id, items }) => [id, items.length]);

  it.each(published)('of $version say in English as much as in Vietnamese, and in English alone', (rules) => {
    if (rules.english === undefined) return;
    expect(shape(rules.english)).toEqual(shape(rules));
    expect(rules.english.changes).toHaveLength(rules.changes.length);
    expect(JSON.stringify(rules.english)).not.toMatch(/[\u1ea0-\u1ef9ăđơư]/i);
  });
});
