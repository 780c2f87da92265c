/**
 * Signing out takes what this person kept on the phone with it: whoever uses the phone next finds nothing. What was not
 * sent yet would be lost by that, so it is said first and done at the second press.
 */
import { isWaiting, openKeep } from './kept/keep.js';

/** What a step of an application leaves in the browser's other store (keep-draft.ts). */
const STEPS_PREFIX = 'floor-draft:';

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sign-out]')) {
  const account = form.dataset['signOut'] ?? '';
  const note = form.querySelector<HTMLElement>('[data-unsent]');
  let forgotten = false;
  let asked = false;
  form.addEventListener('submit', (event) => {
    if (forgotten) return;
    event.preventDefault();
    const { submitter } = event;
    void (async () => {
      const keep = openKeep();
      const things = await keep.of(account);
      if (note && !asked && things.some((thing) => isWaiting(thing) || thing.state === 'differs')) {
        asked = true;
        note.hidden = false;
        return;
      }
      for (const { key } of [...things, ...(await keep.moves(account))]) await keep.forget(key);
      forgetSteps(account);
      forgotten = true;
      form.requestSubmit(submitter);
    })();
  });
}

function forgetSteps(account: string): void {
  try {
    // What was typed into a checkout of this tab (checkout-line.ts).
    sessionStorage.removeItem('floor-checkout');
    for (const name of Object.keys(localStorage))
      if (name.startsWith(`${STEPS_PREFIX}${account}:`)) localStorage.removeItem(name);
  } catch {
    // A browser that forbids the store has nothing in it.
  }
}
