import type { Language } from './problem.js';

/** Of a purchase what its contact says; of what was asked or reported what was written down with it. Vietnamese unless said. */
interface Reader {
  language?: Language;
}

/** What is said to a buyer, in the language they bought or asked in. */
export const inTheirs = <Say>({ language }: Reader, vietnamese: Say, english: Say): Say =>
  language === 'en' ? english : vietnamese;

/** A page of the shop, in the language they bought or asked in. @param path as it is called in Vietnamese (`/don-hang/…`) */
export const theirPage = (publicUrl: string, { language }: Reader, path: string): string =>
  `${publicUrl}${language === 'en' ? '/en' : ''}${path}`;
