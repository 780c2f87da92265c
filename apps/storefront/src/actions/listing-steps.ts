import type { ListingRules, ProductContent, SetRule } from '../backend/listings.types.js';

/** The screens on which a product is written, one question each, in the order in which they are asked. */
export const listingSteps = ['photo', 'words', 'label', 'price', 'stock', 'papers', 'send'] as const;
export type ListingStep = (typeof listingSteps)[number];
/** Those that save parts of the description. */
export type ContentStep = 'words' | 'label' | 'price' | 'stock';

/** What stands in the address for a screen. */
export const listingSlugs: Readonly<Record<ListingStep, string>> = {
  photo: 'anh',
  words: 'ten',
  label: 'nhan',
  price: 'gia',
  stock: 'kho',
  papers: 'giay-to',
  send: 'gui',
};

/** A shop counts five steps: what the label says goes with the words, papers go with sending. */
export const STEPS = 5;
export const stepNumbers: Readonly<Record<ListingStep, number>> = {
  photo: 1,
  words: 2,
  label: 2,
  price: 3,
  stock: 4,
  papers: 5,
  send: 5,
};

/** @returns undefined for an address no screen has */
export const listingStepOf = (slug: string | undefined): ListingStep | undefined =>
  listingSteps.find((step) => listingSlugs[step] === slug);

export const isContentStep = (step: ListingStep): step is ContentStep =>
  step === 'words' || step === 'label' || step === 'price' || step === 'stock';

/** The rule of the set a content names; undefined while it names none. */
export const ruleOf = (rules: ListingRules, { setNo }: Pick<ProductContent, 'setNo'>): SetRule | undefined =>
  rules.sets.find(({ no }) => no === setNo);

/** Papers that goods of this content are sold with: liquor asks for a licence from some strength on. */
export const papersNeeded = (rule: SetRule | undefined, { label }: Pick<ProductContent, 'label'>): string[] =>
  (rule?.papers ?? [])
    .filter(({ fromAlcoholPercent = 0 }) => (label.alcoholPercent ?? 0) >= fromAlcoholPercent)
    .map(({ code }) => code);

/** The screen after, or before, this one. Goods that need no papers are not asked for any. */
export function stepBeside(
  step: ListingStep,
  way: 1 | -1,
  content: ProductContent,
  rules: ListingRules,
): ListingStep | undefined {
  const needsPapers = papersNeeded(ruleOf(rules, content), content).length > 0;
  const asked = listingSteps.filter((one) => one === step || one !== 'papers' || needsPapers);
  return asked[asked.indexOf(step) + way];
}

/** The screen on which a missing part (`content.label.use`, `papers.food_safety`) is told. */
export function stepOfPath(path: string): ListingStep {
  const [root, part = '', , field = ''] = path.split('.');
  if (root === 'papers') return 'papers';
  if (part === 'images') return 'photo';
  if (part === 'label') return 'label';
  if (part === 'variants') return field === 'openingStock' ? 'stock' : 'price';
  return part === 'shipsTo' || part === 'handling' || part === 'maxTransitDays' ? 'stock' : 'words';
}
