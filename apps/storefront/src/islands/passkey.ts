/**
 * Passkeys: asks the browser for one, or to make one, and sends the answer with the form it stands in. The form is hidden
 * until this runs in a browser that knows passkeys; every page that has one offers another way beside it.
 */
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';

type Options = Parameters<typeof startAuthentication>[0]['optionsJSON'];
type NewKeyOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];

async function ask(form: HTMLFormElement): Promise<object> {
  const answer = await fetch(form.dataset['passkey'] ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const { prove } = form.dataset;
  // The last proof is too long ago: first to where that is done, then back.
  if (answer.status === 403 && prove) location.assign(prove);
  if (!answer.ok) throw new Error(String(answer.status));
  const options = (await answer.json()) as unknown;
  return 'passkeyNew' in form.dataset
    ? startRegistration({ optionsJSON: options as NewKeyOptions })
    : startAuthentication({ optionsJSON: options as Options });
}

function enhance(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('input[name=passkey]');
  const status = form.querySelector<HTMLElement>('[role=status]');
  if (!field) return;
  form.hidden = false;
  const say = (words: string | undefined): void => {
    if (status) status.textContent = words ?? '';
  };
  form.addEventListener('submit', (event) => {
    if (field.value !== '') return;
    event.preventDefault();
    say(form.dataset['busy']);
    ask(form).then(
      (answer) => {
        field.value = JSON.stringify(answer);
        form.requestSubmit(form.querySelector<HTMLButtonElement>('button[name=intent]'));
      },
      () => say(form.dataset['cancelled']),
    );
  });
  // A page from the back-forward cache would send an answer that was used already.
  addEventListener('pageshow', () => (field.value = ''));
}

/** Passkeys belong to a name; a bare address, as in a copy on one's own machine, can have none. */
const hasName = !/^[\d.]+$|:/.test(location.hostname);

if (hasName && browserSupportsWebAuthn())
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) enhance(form);
