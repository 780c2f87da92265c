/** Languages the shop is read in. Vietnamese stands at the bare address, English under `/en`. */
export type Language = 'vi' | 'en';

export const ENGLISH_START = '/en';

/** What an address says: the language, and the page as it is called in Vietnamese (`/en/san-pham` → `/san-pham`). */
export function readAddress(pathname: string): { language: Language; page: string } {
  if (pathname !== ENGLISH_START && !pathname.startsWith(`${ENGLISH_START}/`))
    return { language: 'vi', page: pathname };
  // Two slashes at the start of an address name another host.
  return { language: 'en', page: pathname.slice(ENGLISH_START.length).replace(/^\/+/, '/') || '/' };
}

/** The address of a page (`/san-pham`) in a language. */
export function addressIn(language: Language, page: string): string {
  if (language === 'vi') return page;
  return page === '/' ? ENGLISH_START : ENGLISH_START + page;
}

/** Letters that only Vietnamese has. */
const VIETNAMESE_LETTERS = /[\u1ea0-\u1ef9ăđơư]/i;

/** `lang` of a text that may be a seller's, where it is not in the page's language. */
export function writtenIn(text: string | null | undefined, page: Language): Language | undefined {
  return page !== 'vi' && VIETNAMESE_LETTERS.test(text ?? '') ? 'vi' : undefined;
}
