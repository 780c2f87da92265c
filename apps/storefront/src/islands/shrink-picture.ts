/**
 * Makes photographs small before they leave the phone: of papers (`form[data-upload]`), which go at once and show how far
 * they are, and of goods (`input[data-shrink]`), which wait in their form for its button. Without this the form sends the
 * picture as the camera made it.
 */
import { shrunk, type Limits } from './kept/shrink.js';

/** A page of A4 stays readable at this width, and a photograph of it stays below 400 KB. */
const LIMITS: Limits = { longestSidePx: 1_800, quality: 0.82, smallEnoughBytes: 350 * 1024 };

/** What came of sending: where to go on, or what the page says was wrong with it. */
interface Answer {
  address: string;
  refusal: string | null;
}

/** Sends a form as it is, telling how far it is. Rejects where no answer comes. */
function send(form: HTMLFormElement, fields: FormData, onProgress: (share: number) => void): Promise<Answer> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.responseType = 'document';
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(loaded / total));
    request.addEventListener('load', () => {
      if (request.status >= 500) return failed(new Error(String(request.status)));
      const refusal =
        request.status < 400 ? null : request.responseXML?.querySelector('.error, [role=alert]');
      done({
        address: request.responseURL,
        refusal: refusal === null ? null : (refusal?.textContent ?? '').trim(),
      });
    });
    request.addEventListener('error', () => failed(new Error('no answer')));
    request.send(fields);
  });
}

/** Opens the page anew at the paper the picture was of; the same address with another fragment would not load again. */
function goTo(address: string, kind: string): void {
  const there = new URL(address);
  there.hash = `giay-${kind}`;
  const again = there.pathname + there.search === location.pathname + location.search;
  location.assign(there);
  if (again) location.reload();
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-upload]')) {
  const input = form.querySelector<HTMLInputElement>('input[type=file]');
  const status = form.querySelector<HTMLElement>('[data-upload-status]');
  const progress = form.querySelector<HTMLProgressElement>('progress');
  const button = form.querySelector<HTMLButtonElement>('button');
  if (!input || !status || !progress || !button) continue;
  const { preparing = '', sending = '', failed = '', done = '' } = form.dataset;
  let busy = false;

  const upload = async (): Promise<void> => {
    const file = input.files?.[0];
    if (!file || busy) return;
    busy = true;
    status.textContent = preparing;
    progress.hidden = false;
    progress.removeAttribute('value');
    try {
      const fields = new FormData(form);
      const small = await shrunk(file, LIMITS);
      fields.set(input.name, small, small.name);
      status.textContent = sending;
      const { address, refusal } = await send(form, fields, (share) => {
        progress.value = share;
        status.textContent = `${sending} ${Math.round(share * 100)}%`;
      });
      if (refusal === null) {
        status.textContent = done;
        goTo(address, form.dataset['upload'] ?? '');
        return;
      }
      status.textContent = refusal || failed;
      progress.hidden = true;
      busy = false;
    } catch {
      // The picture is still chosen, so the button sends it again.
      status.textContent = failed;
      progress.hidden = true;
      busy = false;
    }
  };

  form.addEventListener('submit', (event) => {
    if (!input.files?.length) return;
    event.preventDefault();
    void upload();
  });
  // Where there is more to say of the paper, the button sends it.
  if (!('byButton' in form.dataset)) input.addEventListener('change', () => void upload());
}

for (const input of document.querySelectorAll<HTMLInputElement>('input[type=file][data-shrink]')) {
  const { form } = input;
  if (!form) continue;
  let work: Promise<void> | null = null;

  /** The chosen pictures give way to small ones; whatever a browser cannot do leaves them as they are. */
  const shrink = async (): Promise<void> => {
    const chosen = [...(input.files ?? [])];
    const small = await Promise.all(chosen.map((file) => shrunk(file, LIMITS)));
    const same =
      chosen.length === input.files?.length && chosen.every((file, at) => file === input.files?.[at]);
    if (!same || small.every((file, at) => file === chosen[at])) return;
    const basket = new DataTransfer();
    for (const file of small) basket.items.add(file);
    input.files = basket.files;
  };

  input.addEventListener('change', () => {
    work = shrink()
      .catch(() => undefined)
      .finally(() => (work = null));
  });
  // The button waits for pictures that are not ready yet, and then sends them by itself.
  form.addEventListener('submit', (event) => {
    if (work === null) return;
    event.preventDefault();
    const { submitter } = event;
    void work.then(() => form.requestSubmit(submitter));
  });
}
