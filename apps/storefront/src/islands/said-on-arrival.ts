/**
 * Screen readers read out what changes on a page, not what stood there when it came. So what a page answers to a form is
 * said once more when the page is there, and after a refusal the keyboard stands at what was refused. Without this the
 * list of errors above a form takes the focus by itself.
 */

/** Earlier a screen reader is still busy with the title. */
const TITLE_MS = 300;

/** By a place of its own: what stands on the page does not move for it. */
function sayOnArrival(words: string): void {
  const said = document.createElement('p');
  said.className = 'unseen';
  said.setAttribute('aria-live', 'polite');
  document.body.append(said);
  setTimeout(() => (said.textContent = words), TITLE_MS);
}

/** Where to go on after a refusal: the list of errors, the field the message stands beside, or the message itself. */
function placeOf(refusal: HTMLElement): HTMLElement {
  if (refusal.id === 'loi') return refusal;
  const beside = refusal.closest('form, li, details')?.querySelector<HTMLElement>('[aria-invalid="true"]');
  if (!beside) refusal.tabIndex = -1;
  return beside ?? refusal;
}

addEventListener('load', () => {
  const main = document.querySelector('main');
  const seen = (selector: string): HTMLElement[] =>
    [...(main?.querySelectorAll<HTMLElement>(selector) ?? [])].filter(
      (element) => element.checkVisibility() && element.textContent.trim() !== '',
    );
  const [refusal] = seen('[role="alert"]');
  const standing = document.activeElement;
  if (refusal && (standing === null || standing === document.body || standing === main)) {
    placeOf(refusal).focus();
    return;
  }
  const [done] = seen('[role="status"]');
  if (done) sayOnArrival(done.innerText);
});
