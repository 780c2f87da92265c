import type { Words } from '../i18n/vi.js';

/** What a picture shows, for whoever cannot see it, while nobody wrote it down: the product's name and which picture it is. */
export function pictureWords(name: string | null, index: number, t: Words): string {
  const { plain, numbered } = t.listing.photo;
  return (index === 0 ? (name ?? plain) : numbered(name ?? plain, index + 1)).slice(0, 200);
}

/** Whether words were made up like that, at any place and with that name or none. */
export function isMadeUp(alt: string, name: string | null, index: number, t: Words): boolean {
  return [name, null].some((one) => [index, 0].some((at) => alt === pictureWords(one, at, t)));
}
