import type { Kept } from './keep.js';
import type { Line, LineWords } from './state.js';

interface Offers {
  /** Where somebody signs in again. */
  signIn: string;
  placeOf: (thing: Kept) => string;
}

/** Says that line on the page, with what can be done about it; nothing where there is nothing to say. */
export function say(
  element: HTMLElement,
  line: Line | null,
  words: LineWords,
  { signIn, placeOf }: Offers,
): void {
  const text = element.querySelector('p');
  const said = line ? words[line.words].replace('#', String(line.count)) : '';
  // Said again it would be read out again.
  if (text && text.textContent !== said) text.textContent = said;
  show(element, 'progress', line?.words === 'pictures' || line?.words === 'picturesFirst');
  show(element, '[data-drop]', line?.words === 'restored' || line?.words === 'restoredOlder');
  offer(element, '[data-look]', line?.look ? placeOf(line.look) : null);
  offer(element, '[data-sign-in-again]', line?.words === 'signedOut' ? signIn : null);
  element.toggleAttribute('data-says', line !== null);
}

function show(element: HTMLElement, selector: string, shown: boolean): void {
  const part = element.querySelector<HTMLElement>(selector);
  if (part) part.hidden = !shown;
}

function offer(element: HTMLElement, selector: string, href: string | null): void {
  const link = element.querySelector<HTMLAnchorElement>(selector);
  if (link && href !== null) link.href = href;
  show(element, selector, href !== null);
}
