import { readDataFile } from '../../../platform/data/data-files.js';
import type { LabelFacts } from '../changes/product-content.js';

/** A paper goods are sold with: of one product, or of everything a shop makes. */
export interface PaperKind {
  code: string;
  name: string;
  scope: 'product' | 'shop';
}

/** How goods are kept on the way; where `needsDays`, the shop says within how many days they must arrive. */
export interface Handling {
  code: string;
  name: string;
  needsDays: boolean;
}

/** What goods of a set must tell and bring. */
export interface SetRule {
  no: number;
  /** What kind of goods it is, in one word of the data. */
  kind: string;
  label: (keyof LabelFacts)[];
  /** `fromAlcoholPercent`: only from that strength on. */
  papers: { code: string; fromAlcoholPercent?: number }[];
  handling: string[];
}

interface RulesFile {
  papers: PaperKind[];
  handling: Handling[];
  kinds: (Omit<SetRule, 'no' | 'kind'> & { code: string })[];
  sets: { no: number; kind: string }[];
}

const file = readDataFile<RulesFile>('programme/listing-rules.json');

export const paperKinds: readonly PaperKind[] = file.papers;
export const handlings: readonly Handling[] = file.handling;

/** One rule a set, all 26. */
export const setRules: readonly SetRule[] = file.sets.map(({ no, kind }) => {
  const of = file.kinds.find(({ code }) => code === kind);
  if (of === undefined)
    throw new Error(`programme/listing-rules.json: set ${no} is of no kind that is there`);
  return { no, kind, label: of.label, papers: of.papers, handling: of.handling };
});

export const ruleOfSet = (no: number): SetRule | undefined => setRules.find((rule) => rule.no === no);
