const seen = (element: HTMLElement): boolean => element.checkVisibility();

/**
 * Where to go on after a refusal: the list of errors, the field a message stands beside, the message itself, or, where
 * only fields or groups of answers say what is wrong, the first of them. Null where nothing was refused.
 */
export function refusedAt(main: HTMLElement | null): HTMLElement | null {
  const all = (selector: string): HTMLElement[] =>
    [...(main?.querySelectorAll<HTMLElement>(selector) ?? [])].filter(seen);
  const refusal = all('[role="alert"]').find(({ textContent }) => textContent.trim() !== '');
  if (!refusal) return toMend(all(`[aria-invalid="true"], ${BESIDE}`)[0]);
  if (refusal.id === 'loi') return refusal;
  const beside = refusal.closest('form, li, details')?.querySelector<HTMLElement>('[aria-invalid="true"]');
  if (!beside) refusal.tabIndex = -1;
  return beside ?? refusal;
}

/** What is said beside a field or a group of answers, as FieldError writes it; a group itself cannot be called invalid. */
const BESIDE = '.error[id$="-error"]';

function toMend(first: HTMLElement | undefined): HTMLElement | null {
  if (!first?.matches(BESIDE)) return first ?? null;
  return document.getElementById(first.id.slice(0, -'-error'.length));
}

/** Earlier a screen reader is still busy with the title. */
const TITLE_MS = 300;

/** Has read out what stands on a page as done, by a place of its own: what stands there does not move for it. */
export function sayDone(within: HTMLElement | null): void {
  const done = [...(within?.querySelectorAll<HTMLElement>('[role="status"]') ?? [])].find(
    (element) => seen(element) && element.textContent.trim() !== '',
  );
  if (!done) return;
  const words = done.innerText;
  const said = document.createElement('p');
  said.className = 'unseen';
  said.setAttribute('aria-live', 'polite');
  document.body.append(said);
  setTimeout(() => (said.textContent = words), TITLE_MS);
}
