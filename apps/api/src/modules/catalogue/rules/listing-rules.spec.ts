import { describe, expect, it } from 'vitest';
import { handlings, paperKinds, ruleOfSet, setRules } from './listing-rules.js';

describe('what each set requires (data/programme/listing-rules.json)', () => {
  it('is told for all 26 sets, once each', () => {
    expect(setRules.map(({ no }) => no)).toEqual(Array.from({ length: 26 }, (_, index) => index + 1));
  });

  it('names only papers and ways of keeping that are there', () => {
    const papers = new Set(paperKinds.map(({ code }) => code));
    const ways = new Set(handlings.map(({ code }) => code));
    for (const { papers: wanted, handling } of setRules) {
      expect(wanted.filter(({ code }) => !papers.has(code))).toEqual([]);
      expect(handling.length).toBeGreaterThan(0);
      expect(handling.filter((code) => !ways.has(code))).toEqual([]);
    }
  });

  it('asks food for a declaration and a safety certificate, and liquor for a licence from 5.5 percent on', () => {
    for (const no of [5, 6, 7, 8, 9, 10, 13])
      expect(ruleOfSet(no)?.papers.map(({ code }) => code)).toEqual(['food_safety', 'self_declaration']);
    for (const no of [14, 15])
      expect(ruleOfSet(no)?.papers).toContainEqual({ code: 'alcohol_licence', fromAlcoholPercent: 5.5 });
  });
});
