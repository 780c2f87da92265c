/**
 * Keeps what somebody typed into a step on the phone until the server has it, and offers it back after a dropped line or
 * a closed page. Fields marked `data-private` (numbers of papers, bank accounts) are never kept. A form is only let go
 * while somebody is there to take it, so that a dead line does not end in the browser's own error page. Without this the
 * page still gives back what was typed whenever the server answers at all.
 */
import { inStore, isField, isSomebodyThere, isTick, type Field } from './form-fields.js';

const PREFIX = 'floor-draft:';
/** A draft older than this is more likely a surprise than a help. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1_000;

interface Draft {
  savedAt: number;
  fields: Record<string, string>;
}

const step = document.querySelector<HTMLFormElement>('form[data-draft]');

// What the server says it has now: the draft of that step has done its work.
const saved = document.querySelector<HTMLElement>('[data-draft-saved]')?.dataset['draftSaved'];
if (saved) forget(saved);
sweep();
if (step) watch(step, step.dataset['draft'] ?? '');

function watch(form: HTMLFormElement, key: string): void {
  const draft = read(key);
  const served = typed(form);
  if (draft && JSON.stringify({ ...served, ...draft.fields }) !== JSON.stringify(served))
    offer(form, key, draft);
  for (const event of ['input', 'change']) form.addEventListener(event, () => keep(key, typed(form)));

  let sure = false;
  addEventListener('pageshow', () => (sure = false));
  form.addEventListener('submit', (event) => {
    if (sure) return;
    event.preventDefault();
    keep(key, typed(form));
    const { submitter } = event;
    void isSomebodyThere().then((there) => {
      note('[data-draft-offline]', !there);
      if (!there) return;
      sure = true;
      form.requestSubmit(submitter);
    });
  });
}

/** The fields that may be kept, as they stand. */
function typed(form: HTMLFormElement): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const field of form.elements as Iterable<Element>) {
    if (!isKept(field)) continue;
    if (isTick(field) && !field.checked) continue;
    fields[field.name] = field.value;
  }
  return fields;
}

function isKept(element: Element): element is Field {
  return (
    isField(element) &&
    element.name !== '' &&
    !['hidden', 'file'].includes(element.type) &&
    !('private' in element.dataset)
  );
}

function offer(form: HTMLFormElement, key: string, draft: Draft): void {
  const box = note('[data-draft-offer]', true);
  box?.querySelector('[data-draft-use]')?.addEventListener('click', () => {
    for (const field of form.elements as Iterable<Element>) {
      if (!isKept(field)) continue;
      const value = draft.fields[field.name];
      if (isTick(field)) field.checked = field.value === value;
      else if (value !== undefined) field.value = value;
    }
    box.hidden = true;
    form.querySelector<HTMLElement>('.input, input:not([type=hidden])')?.focus();
  });
  box?.querySelector('[data-draft-drop]')?.addEventListener('click', () => {
    forget(key);
    box.hidden = true;
  });
}

function note(selector: string, shown: boolean): HTMLElement | null {
  const box = document.querySelector<HTMLElement>(selector);
  if (box) box.hidden = !shown;
  return box;
}

function keep(key: string, fields: Record<string, string>): void {
  inStore(() =>
    localStorage.setItem(PREFIX + key, JSON.stringify({ savedAt: Date.now(), fields } satisfies Draft)),
  );
}

function read(key: string): Draft | null {
  return inStore(() => JSON.parse(localStorage.getItem(PREFIX + key) ?? 'null') as Draft | null) ?? null;
}

function forget(key: string): void {
  inStore(() => localStorage.removeItem(PREFIX + key));
}

/** Takes away drafts nobody came back for. */
function sweep(): void {
  const names = inStore(() => Object.keys(localStorage)) ?? [];
  for (const key of names
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => name.slice(PREFIX.length))) {
    const draft = read(key);
    if (!draft || Date.now() - draft.savedAt > KEPT_MS) forget(key);
  }
}
