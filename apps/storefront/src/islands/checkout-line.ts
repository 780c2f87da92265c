/**
 * Lets no checkout be lost with the line. The order is sent from the page, which stays as it is until there is an answer:
 * where nobody answers, it says so, and pressing again sends the same order under the same key, so that there is one however
 * often it is sent. What was typed lies in the tab, not on the device, in case the page itself has to be loaded anew.
 * Without this the form is sent as any other.
 */
import { inStore, isField, isTick, type Field } from './form-fields.js';

const KEPT = 'floor-checkout';
/** A server that needs longer for an order is asked again under the same key. */
const PATIENCE_MS = 30_000;

const form = document.querySelector<HTMLFormElement>('form[data-checkout]');
if (form) watch(form);

function watch(target: HTMLFormElement): void {
  if (target.dataset['checkout'] === 'new') giveBack(target);
  for (const event of ['input', 'change']) target.addEventListener(event, () => keep(typed(target)));

  let sending = false;
  let sure = false;
  addEventListener('pageshow', () => (sending = sure = false));
  target.addEventListener('submit', (event) => {
    const { submitter } = event;
    if (sure || !(submitter instanceof HTMLButtonElement && submitter.value === 'place')) return;
    event.preventDefault();
    if (sending) return;
    sending = true;
    void sendOrder(target).then((answer) => {
      say(answer === null);
      if (answer === null) sending = false;
      else if (typeof answer === 'string') {
        keep(null);
        location.assign(answer);
      } else {
        // A page that says what is wrong comes as any other; the key makes the second time harmless.
        sure = true;
        // New fees may have put another button in its place; without one the page shows them.
        target.requestSubmit(submitter.isConnected ? submitter : null);
      }
    });
  });
}

/** Where the order stands; true when the server has something to say instead; null when nobody answers. */
async function sendOrder(target: HTMLFormElement): Promise<string | true | null> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(target)) if (typeof value === 'string') body.append(name, value);
  body.set('intent', 'place');
  body.set('answer', 'address');
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(target.action, { method: 'POST', body, signal });
    if (answer.status >= 500) return null;
    if (answer.status !== 201) return true;
    return ((await answer.json()) as { to: string }).to;
  } catch {
    return null;
  }
}

function say(nobody: boolean): void {
  const note = document.querySelector<HTMLElement>('[data-checkout-offline]');
  if (!note) return;
  note.hidden = !nobody;
  if (nobody) note.scrollIntoView({ block: 'nearest' });
}

/** What was typed into a page of this tab that is gone comes back into fields nobody has filled since. */
function giveBack(target: HTMLFormElement): void {
  const kept = inStore(
    () => JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as Record<string, string> | null,
  );
  if (!kept) return;
  for (const field of fieldsOf(target)) {
    const value = kept[field.name];
    if (value === undefined) continue;
    if (isTick(field)) field.checked = field.value === value;
    else if (field.value === '') field.value = value;
    else if (field instanceof HTMLSelectElement) field.value = value;
  }
  // Fees follow from where the goods go.
  target.querySelector('[name=commune]')?.dispatchEvent(new Event('change', { bubbles: true }));
}

function typed(target: HTMLFormElement): Record<string, string> {
  const kept = fieldsOf(target).filter((field) => !isTick(field) || field.checked);
  return Object.fromEntries(kept.map(({ name, value }) => [name, value]));
}

/** Fields somebody fills; what the server put into the page is its own. */
function fieldsOf(target: HTMLFormElement): Field[] {
  return [...target.elements].filter(
    (element): element is Field => isField(element) && element.type !== 'hidden' && element.name !== '',
  );
}

function keep(fields: Record<string, string> | null): void {
  inStore(() =>
    fields === null ? sessionStorage.removeItem(KEPT) : sessionStorage.setItem(KEPT, JSON.stringify(fields)),
  );
}
