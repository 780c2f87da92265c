/** A stretch of a text, and why it stands out. */
export interface Piece {
  text: string;
  /** Not in the other of the two texts. */
  changed: boolean;
  /** Words somebody has to look at. */
  flagged: boolean;
}

interface Place {
  from: number;
  to: number;
}

/** The comparison takes their product; longer texts are shown side by side without marks. */
const MOST_WORDS = 1_500;
/** Where less than this share of the words stayed, marks would cover everything and show nothing. */
const LEAST_KEPT = 0.3;

/** A text cut where something begins or ends to stand out. Places outside the text are let be. */
export function pieces(text: string, changed: readonly Place[], flagged: readonly Place[] = []): Piece[] {
  const cuts = [...changed, ...flagged].flatMap(({ from, to }) => [from, to]);
  const edges = [...new Set([0, text.length, ...cuts])]
    .filter((edge) => edge >= 0 && edge <= text.length)
    .sort((a, b) => a - b);
  const isIn = (places: readonly Place[], at: number): boolean =>
    places.some(({ from, to }) => from <= at && at < to);
  return edges.slice(0, -1).map((from, index) => ({
    text: text.slice(from, edges[index + 1]),
    changed: isIn(changed, from),
    flagged: isIn(flagged, from),
  }));
}

/** What of each of two texts is not in the other, word by word; nothing where little is left of the first. */
export function wordChanges(before: string, after: string): { before: Place[]; after: Place[] } {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  const none = { before: [], after: [] };
  if (old.length === 0 || now.length === 0 || Math.max(old.length, now.length) > MOST_WORDS) return none;
  const kept = commonWords(old, now);
  if (kept.length < LEAST_KEPT * Math.max(old.length, now.length)) return none;
  const keptBefore = new Set(kept.map(([index]) => index));
  const keptAfter = new Set(kept.map(([, index]) => index));
  return { before: stretches(old, keptBefore), after: stretches(now, keptAfter) };
}

interface Word extends Place {
  text: string;
}

/** Words, and the signs between them: a comma that came does not make the word before it another one. */
const wordsOf = (text: string): Word[] =>
  [...text.matchAll(/\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]+/gu)].map(
    ({ 0: word, index: from }) => ({
      text: word,
      from,
      to: from + word.length,
    }),
  );

/** The longest row of words both have, as pairs of their numbers. */
function commonWords(old: readonly Word[], now: readonly Word[]): [number, number][] {
  const width = now.length + 1;
  // lengths[i * width + j]: how many words old[i…] and now[j…] have in common.
  const lengths = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        old[i]?.text === now[j]?.text
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
  const pairs: [number, number][] = [];
  for (let [i, j] = [0, 0]; i < old.length && j < now.length;) {
    if (old[i]?.text === now[j]?.text) pairs.push([i++, j++]);
    else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return pairs;
}

/** Neighbouring words that were not kept, as one place each. */
function stretches(words: readonly Word[], kept: ReadonlySet<number>): Place[] {
  const found: Place[] = [];
  for (const [index, { from, to }] of words.entries()) {
    if (kept.has(index)) continue;
    const last = found.at(-1);
    if (last !== undefined && index > 0 && !kept.has(index - 1)) last.to = to;
    else found.push({ from, to });
  }
  return found;
}
