import type { Language } from '../language.js';
import { en } from './en.js';
import { vi, type Words } from './vi.js';

/** What buyers read. Parts that also hold words of shops and officers are here without those. */
export type BuyerWords = Pick<
  Words,
  | 'lang'
  | 'written'
  | 'say'
  | 'site'
  | 'nav'
  | 'search'
  | 'footer'
  | 'common'
  | 'errors'
  | 'home'
  | 'about'
  | 'policies'
  | 'list'
  | 'searchPage'
  | 'understood'
  | 'nothing'
  | 'suggest'
  | 'ranking'
  | 'product'
  | 'sellers'
  | 'tourism'
  | 'keeping'
  | 'routes'
  | 'map'
  | 'cart'
  | 'checkout'
  | 'order'
  | 'lookup'
  | 'invoice'
  | 'rights'
  | 'contract'
  | 'byWeight'
  | 'voucherField'
  | 'opening'
  | 'trackingLink'
  | 'entry'
  | 'account'
  | 'trace'
  | 'legal'
  | 'operatingRules'
  | 'articles'
  | 'press'
  | 'offline'
> & {
  goAhead: Omit<Words['goAhead'], 'shop'>;
  deposits: Omit<Words['deposits'], 'shop'>;
  returns: Omit<Words['returns'], 'shop'>;
  reviews: Omit<Words['reviews'], 'shop' | 'desk'>;
  questions: Omit<Words['questions'], 'shop' | 'desk'>;
  disputes: Omit<Words['disputes'], 'shop' | 'desk'>;
  reports: Omit<Words['reports'], 'desk' | 'statuses' | 'outcomes' | 'late'>;
  pickup: Omit<Words['pickup'], 'shop'>;
  push: Omit<Words['push'], 'shop'>;
  visits: Omit<Words['visits'], 'shop' | 'desk'>;
  rides: Pick<Words['rides'], 'kinds' | 'leaves' | 'arrives' | 'driver'>;
  kept: Pick<Words['kept'], 'unsentOnOut'>;
  seller: { people: Pick<Words['seller']['people'], 'permissions'> };
};

/** `words` with every part that `said` says put in its place. */
function over(words: object, said: object): object {
  const parts = Object.entries(said).map(([name, part]: [string, unknown]) => {
    const whole = isPart(part) ? (words as Record<string, unknown>)[name] : undefined;
    return [name, isPart(part) && isPart(whole) ? over(whole, part) : part];
  });
  return { ...words, ...Object.fromEntries(parts) };
}

const isPart = (part: unknown): part is object =>
  typeof part === 'object' && part !== null && !Array.isArray(part);

/**
 * The words of each language. English has the buyers' pages, whole (`en` satisfies `BuyerWords`); what shops and officers
 * read stays Vietnamese, and no page of the English shop reads it (tests/architecture/english-shop.spec.ts).
 */
export const wordsIn: Readonly<Record<Language, Words>> = { vi, en: over(vi, en) as Words };
