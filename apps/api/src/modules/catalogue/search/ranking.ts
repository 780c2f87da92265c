/**
 * What decides the order of a search's answers, in points. These numbers are published as they stand (`GET /ranking`, the
 * page "Vì sao theo thứ tự này?"; Decree 248/2026 asks for the criteria), and the statement is built from them: whatever is
 * not here counts for nothing, and nobody can pay for a place.
 */
export const RELEVANCE = {
  /** Every word stands in the product's name, as it was typed or as it was corrected. */
  wholeName: 5000,
  /** Every word does, or another word of the same meaning. */
  wholeNameByMeaning: 4000,
  /** In the name, one right after the other, as they were typed. */
  inOrder: 500,
  /** The whole of the name is what was typed; half of it, half as many. */
  fillsName: 400,
  /** A word is in the name. */
  wordInName: 1000,
  /** A word of the same meaning is. */
  meaningInName: 700,
  /** It is in the maker's name. */
  wordOfMaker: 300,
  /** It is in the name of the place, today's or an old one. */
  wordOfPlace: 100,
  /** It is in the name of the product's set or group. */
  wordOfKind: 10,
  /** An OCOP star: fewer points than anything a word can give, so stars only decide between equals. */
  star: 1,
} as const;

export type Criterion = keyof typeof RELEVANCE;

/** How often a criterion counts: once a search, for each word, for each star, or for the part of the name it covers. */
export const COUNTED: Readonly<Record<Criterion, 'once' | 'word' | 'star' | 'share'>> = {
  wholeName: 'once',
  wholeNameByMeaning: 'once',
  inOrder: 'once',
  fillsName: 'share',
  wordInName: 'word',
  meaningInName: 'word',
  wordOfMaker: 'word',
  wordOfPlace: 'word',
  wordOfKind: 'word',
  star: 'star',
};

/** The criteria as they are published, in the order in which they are told. */
export const criteria = Object.keys(RELEVANCE) as Criterion[];
