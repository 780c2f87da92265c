import type { Addition } from '../backend/shops.types.js';

/** What an officer asks to have mended, as one sentence after another: about what, why, and in their words. */
export function askedInWords({ about, because, words }: Addition): string {
  return because === '' ? words : `${about}: ${because}. ${words}`;
}
