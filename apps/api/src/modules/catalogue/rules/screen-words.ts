import { foldVietnamese } from '#kernel/text';
import { asItLooks } from './letters-alike.js';
import { readDataFile } from '../../../platform/data/data-files.js';
import type { ProductContent } from '../changes/product-content.js';

/** Words of a text that must not stand there, or that an officer should look at. */
export interface ScreenedWords {
  /** Where in the content: `description`, `label.use`, `variants.0.name`. */
  path: string;
  code: string;
  /** `refused`: it cannot be sent like that; `flagged`: the officers see it marked. */
  severity: 'refused' | 'flagged';
  /** As it stands in the data. */
  phrase: string;
  why: string;
  /** Where in that text, in UTF-16 units, from the first letter to behind the last. */
  places: Place[];
}

interface Place {
  from: number;
  to: number;
}

interface Group {
  code: string;
  severity: ScreenedWords['severity'];
  why: string;
  phrases: string[];
  /** Sets in which an officer judges what elsewhere is refused. */
  flaggedForSets?: number[];
}

/** A word in the two forms it is compared by: without accents, and by which accents it bears; and where it stands. */
interface Token extends Place {
  folded: string;
  marks: string;
  word: string;
}

const file = readDataFile<{ allowed: string[]; groups: Group[] }>('programme/screened-words.json');
const allowed = file.allowed.map(tokensOf);
const groups = file.groups.map((group) => ({
  ...group,
  phrases: group.phrases.map((phrase) => ({ phrase, tokens: tokensOf(phrase) })),
}));

/** Everything in a content that is refused or flagged, in the order in which it is read; each phrase once a field. */
export function screenWords(content: ProductContent): ScreenedWords[] {
  return textsOf(content).flatMap(([path, text]) => findingsIn(path, text, content.setNo ?? 0));
}

/** The same of a text that is no product's, each phrase once. */
export const screenText = (text: string): ScreenedWords[] => findingsIn('words', text, 0);

function findingsIn(path: string, text: string, setNo: number): ScreenedWords[] {
  const tokens = withoutAllowed(tokensOf(text));
  return groups.flatMap(({ code, severity, why, phrases, flaggedForSets }) =>
    phrases.flatMap(({ phrase, tokens: wanted }) => {
      const found = [...positionsOf(wanted, tokens), ...disguisedAt(wanted, tokens)];
      if (found.length === 0) return [];
      const forOfficers =
        flaggedForSets?.includes(setNo) === true || found.every(({ reading }) => reading === 'mixed');
      const places = found.map(({ start, count }) => placeOf(tokens, start, count));
      return [{ path, code, severity: forOfficers ? ('flagged' as const) : severity, phrase, why, places }];
    }),
  );
}

function textsOf({ name, description, story, label, variants, images }: ProductContent): [string, string][] {
  const texts: [string, unknown][] = [
    ['name', name],
    ['description', description],
    ['story', story],
    ...Object.entries(label).map(([key, value]): [string, unknown] => [`label.${key}`, value]),
    ...variants.flatMap((variant, index): [string, unknown][] => [
      [`variants.${index}.name`, variant.name],
      [`variants.${index}.unit`, variant.unit],
    ]),
    ...images.map(({ alt }, index): [string, unknown] => [`images.${index}.alt`, alt]),
  ];
  return texts.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}

/**
 * Words of a text; what cannot be seen, such as a joiner of no width, cannot part them. An accent typed as a character of
 * its own belongs to its letter, one that Vietnamese does not have is nothing, and a letter is the one it looks like.
 */
function tokensOf(text: string): Token[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}\p{Cf}]+/gu)].flatMap(({ 0: run, index: from }) => {
    const seen = asItLooks(
      run
        .normalize('NFKC')
        .replace(/\p{Cf}/gu, '')
        .toLowerCase(),
    );
    const words = seen.replace(/\p{M}/gu, '').match(/[\p{L}\p{N}]+/gu) ?? [];
    const place = { from, to: from + run.length };
    return words.map((word) => ({ word, folded: foldVietnamese(word), marks: marksOf(word), ...place }));
  });
}

/** From the first of so many words to the last. */
const placeOf = (tokens: readonly Token[], start: number, count: number): Place => ({
  from: tokens[start]?.from ?? 0,
  to: tokens[start + count - 1]?.to ?? 0,
});

/** Which accents a word bears, wherever in it they are set: `hoá` and `hóa` are one word. */
function marksOf(word: string): string {
  const accents = [...(word.normalize('NFD').match(/\p{M}/gu) ?? [])].sort().join('');
  return accents + [...word].filter((letter) => letter === 'đ').join('');
}

/** How a phrase stands in a text: as it is written, all without accents, or half and half. */
type Reading = 'exact' | 'plain' | 'mixed';

interface Found {
  start: number;
  /** How many words of the text it takes. */
  count: number;
  reading: Reading;
}

/**
 * Where a phrase stands, and how. Words typed without accents are taken for any of their readings; one with other accents
 * is another word: `chứa bệnh phẩm` does not heal. Half with and half without may be another word (`điều tri ân`).
 */
function positionsOf(phrase: readonly Token[], text: readonly Token[]): Found[] {
  return text.flatMap((_, start) => {
    const words = phrase.map((token, offset) => ({ token, word: text[start + offset] }));
    const fits = words.every(
      ({ token, word }) => word?.folded === token.folded && (word.marks === token.marks || word.marks === ''),
    );
    if (!fits) return [];
    const accented = words.filter(({ token }) => token.marks !== '');
    const bare = accented.filter(({ word }) => word?.marks === '').length;
    return [
      {
        start,
        count: phrase.length,
        reading: bare === 0 ? 'exact' : bare === accented.length ? 'plain' : 'mixed',
      },
    ];
  });
}

/** No Vietnamese word is longer, so a longer one is several written as one. */
const LONGEST_WORD = 7;
/** Shorter phrases without accents stand by chance in other words. */
const SHORTEST_HIDDEN = 6;

/**
 * Where a phrase is written so that its words are not words any more: its letters apart (`c h ữ a b ệ n h`), its words as
 * one (`#chuabenhho`), or parted elsewhere (`ch·ữa b·ệnh`). Parted elsewhere and without accents it may be other words
 * (`thi trung`), so that then only single letters, or pairs, count.
 */
function disguisedAt(phrase: readonly Token[], text: readonly Token[]): Found[] {
  const whole = phrase.map(({ word }) => word).join('');
  const wanted = { folded: foldVietnamese(whole), marks: marksOf(whole) };
  return text.flatMap((token, start): Found[] => {
    if (token.folded.length > LONGEST_WORD && holds(token, wanted))
      return [{ start, count: 1, reading: 'exact' }];
    let folded = '';
    let marks = '';
    for (let end = start; end < text.length; end += 1) {
      const next = text[end];
      if (next === undefined || next.folded === '' || !wanted.folded.startsWith(folded + next.folded))
        return [];
      folded += next.folded;
      marks += next.word;
      if (folded.length < wanted.folded.length) continue;
      const count = end - start + 1;
      const words = text.slice(start, end + 1);
      // Word by word as it stands in the phrase: positionsOf judges that.
      if (count === phrase.length && words.every((word, at) => word.folded === phrase[at]?.folded)) return [];
      const spread = count > 1 && words.every((word) => word.folded.length <= 2);
      return isSame(marksOf(marks), wanted, spread || count === 1)
        ? [{ start, count, reading: 'exact' }]
        : [];
    }
    return [];
  });
}

const isSame = (marks: string, wanted: Pick<Token, 'folded' | 'marks'>, alsoBare: boolean): boolean =>
  (marks === wanted.marks && marks !== '') ||
  (marks === '' && alsoBare && wanted.folded.length >= SHORTEST_HIDDEN);

/** Whether a word that is several written as one has the phrase among them. */
function holds({ word }: Token, wanted: Pick<Token, 'folded' | 'marks'>): boolean {
  const letters = [...word];
  const folded = letters.map(foldVietnamese).join('');
  if (folded.length !== letters.length) return false;
  const at = folded.indexOf(wanted.folded);
  const length = wanted.folded.length;
  return at >= 0 && isSame(marksOf(letters.slice(at, at + length).join('')), wanted, true);
}

/** What the law itself has a label say ("không phải là thuốc …") is no claim: those words are taken out. */
function withoutAllowed(tokens: readonly Token[]): Token[] {
  const kept = [...tokens];
  for (const phrase of allowed)
    for (const { start } of positionsOf(phrase, kept))
      for (let offset = 0; offset < phrase.length; offset += 1)
        kept[start + offset] = { word: '', folded: '', marks: '', from: 0, to: 0 };
  return kept;
}
