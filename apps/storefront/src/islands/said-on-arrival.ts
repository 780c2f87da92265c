import { refusedAt, sayDone } from './after-a-form.js';

/**
 * Screen readers read out what changes on a page, not what stood there when it came. So what a page answers to a form is
 * said once more when the page is there, and after a refusal the keyboard stands at what was refused. Without this the
 * list of errors above a form takes the focus by itself.
 */
addEventListener('load', () => {
  const main = document.querySelector('main');
  const refused = refusedAt(main);
  const standing = document.activeElement;
  const free = standing === null || standing === document.body || standing === main;
  if (refused && free) {
    refused.focus();
    return;
  }
  // A page that is loaded again is not led to its fragment by the browser.
  if (free) document.getElementById(location.hash.slice(1))?.focus({ preventScroll: true });
  // Above everything: what the device says where there is no line, and what waits on it.
  sayDone(document.querySelector<HTMLElement>('aside.offline-strip') ?? main);
});
