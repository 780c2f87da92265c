import { isWaiting, type Kept } from './keep.js';
import type { NotSent } from './refusals.js';

/** What can be said about what is kept, by the names of its words (i18n/vi/kept.ts); `#` stands for a number. */
export type LineWords = Record<
  | 'typing'
  | 'restored'
  | 'restoredOlder'
  | 'sending'
  | 'away'
  | 'awayServer'
  | 'picturesAway'
  | 'pictures'
  | 'picturesFirst'
  | 'signedOut'
  | 'someoneElse'
  | 'differs'
  | 'refused'
  | 'pictureStopped'
  | 'done',
  string
>;

export interface Line {
  words: keyof LineWords;
  count: number;
  /** Where somebody has to look. */
  look: Kept | null;
}

interface Standing {
  trouble: Pick<NotSent, 'trouble' | 'words'> | null;
  /** Keys of what is open on this page: what came of it stands there. */
  open: ReadonlySet<string>;
  hint: 'typing' | 'restored' | 'restoredOlder' | null;
  /** Something was waiting on this page before. */
  waited: boolean;
  online: boolean;
}

/** The one thing to say about everything kept: first what needs somebody, then what goes by itself. */
export function stateOf(things: readonly Kept[], standing: Standing): Line | null {
  const { trouble, open, hint, waited, online } = standing;
  const waiting = things.filter(isWaiting);
  const pictures = waiting.filter(({ kind }) => kind === 'picture');
  const forms = waiting.filter(({ kind }) => kind === 'form');
  const line = (words: Line['words'], count = 0, look: Kept | null = null): Line => ({ words, count, look });
  if (waiting.length > 0 && trouble?.trouble === 'signed_out')
    return line(trouble.words === 'someone_else' ? 'someoneElse' : 'signedOut');
  if (hint === 'restored' || hint === 'restoredOlder') return line(hint);
  const stopped = things.find(
    ({ key, state }) => (state === 'differs' || state === 'refused') && !open.has(key),
  );
  if (stopped?.kind === 'picture') return line('pictureStopped', 0, stopped);
  if (stopped) return line(stopped.state === 'differs' ? 'differs' : 'refused', 0, stopped);
  if (waiting.length > 0 && (trouble || !online)) {
    if (forms.length === 0) return line('picturesAway', pictures.length);
    return line(online ? 'awayServer' : 'away');
  }
  if (forms.some((form) => form.kind === 'form' && form.afterPictures) && pictures.length > 0)
    return line('picturesFirst', pictures.length);
  if (forms.length > 0) return line('sending');
  if (pictures.length > 0) return line('pictures', pictures.length);
  if (hint) return line(hint);
  const allSent = things.every(({ state }) => state === 'typing');
  return waited && allSent ? line('done') : null;
}
