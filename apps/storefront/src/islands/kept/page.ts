import { refusedAt, sayDone } from '../after-a-form.js';

/** What the server answered, put in place of the page that is open: one page less on a slow line than opening it again. */

/**
 * Shows that page's main part under its address. Opens it as a browser does where it needs a script or a style that is
 * not here, or is another kind of page altogether.
 *
 * @returns whether it stands here now; otherwise the browser is on its way to it
 */
export function show(html: string, address: string, { replace = false } = {}): boolean {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const [main, here] = [page.querySelector('main'), document.querySelector('main')];
  if (!main || !here || !page.querySelector('kept-things') || needsMore(page)) {
    location.assign(address);
    return false;
  }
  here.replaceWith(document.adoptNode(main));
  document.title = page.title;
  const stays = replace || new URL(address).pathname === location.pathname;
  history[stays ? 'replaceState' : 'pushState']({ kept: true }, '', address);
  standing = location.pathname + location.search;
  return true;
}

/** The address of what stands here. */
let standing = location.pathname + location.search;

/** Whoever goes back finds the page that was replaced opened anew; a link within a page leads nowhere else. */
export function goBackByOpening(): void {
  addEventListener('popstate', () => {
    if (location.pathname + location.search !== standing) location.reload();
  });
}

/** What stands here has another address now. */
export function moveTo(address: string): void {
  history.replaceState({ kept: true }, '', address);
  standing = location.pathname + location.search;
}

/** As a page that was opened begins: at its top, or at what was refused. */
export function beginAtTop(): void {
  scrollTo(0, 0);
  const main = document.querySelector('main');
  const refused = refusedAt(main);
  if (refused) {
    refused.focus();
    return;
  }
  const heading = main?.querySelector<HTMLElement>('h1') ?? main;
  heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
  sayDone(main);
}

function needsMore(page: Document): boolean {
  const files = (of: Document): string[] => [
    ...[...of.querySelectorAll<HTMLScriptElement>('script[src]')].map(({ src }) => src),
    ...[...of.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].map(({ href }) => href),
  ];
  const here = new Set(files(document));
  return files(page).some((file) => !here.has(file));
}
