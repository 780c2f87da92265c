import type { OrderContact } from '../order-contacts.js';

type Reader = Pick<OrderContact, 'language'>;

/** What is said to a buyer, in the language they bought in. */
export const inTheirs = <Say>({ language }: Reader, vietnamese: Say, english: Say): Say =>
  language === 'en' ? english : vietnamese;

/** A page of the shop, in the language they bought in. @param path as it is called in Vietnamese (`/don-hang/…`) */
export const theirPage = (publicUrl: string, { language }: Reader, path: string): string =>
  `${publicUrl}${language === 'en' ? '/en' : ''}${path}`;
