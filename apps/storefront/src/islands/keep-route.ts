/**
 * Keeps a route on the device, for where there is no line: its page and those of its stops as they are at that moment, and
 * its files, in a store that nothing read later takes room from. Links to the files then lead to those where nobody answers.
 * Without this each page that was opened is kept all the same, until others take its place.
 */

/** The worker's own stores (public/worker.js), so that it also clears them away: what is right for good, and routes. */
const FILES = 'files-1';
const ROUTES = 'routes-1';
const PATIENCE_MS = 30_000;

class KeepRoute extends HTMLElement {
  connectedCallback(): void {
    if (!('serviceWorker' in navigator) || !('caches' in window)) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button button-quiet';
    button.textContent = this.dataset['label'] ?? '';
    const says = document.createElement('p');
    says.className = 'small';
    says.setAttribute('role', 'status');
    button.addEventListener('click', () => {
      const { busy = '', kept = '', failed = '' } = this.dataset;
      says.textContent = busy;
      button.disabled = true;
      void this.keep()
        .then(
          () => (says.textContent = kept),
          () => (says.textContent = failed),
        )
        .finally(() => (button.disabled = false));
    });
    this.replaceChildren(button, says);
    for (const link of document.querySelectorAll<HTMLAnchorElement>('.route-files a[download]'))
      link.addEventListener('click', (event) => this.lead(event, link.href, link.download));
    const form = document.querySelector<HTMLFormElement>('.route-day');
    form?.addEventListener('submit', (event) => this.lead(event, calendarOf(form), 'tuyen.ics'));
  }

  private async keep(): Promise<void> {
    const form = document.querySelector<HTMLFormElement>('.route-day');
    const links = [...document.querySelectorAll<HTMLAnchorElement>('.route-files a[download]')];
    const [files, routes] = await Promise.all([caches.open(FILES), caches.open(ROUTES)]);
    // The page may have been loaded before there was a worker to keep its own files.
    const own = performance.getEntriesByType('resource').map(({ name }) => name);
    for (const file of own.filter((name) => name.startsWith(`${location.origin}/_astro/`)))
      if (!(await files.match(file))) await files.add(file);
    for (const address of [...links.map(({ href }) => href), ...(form ? [calendarOf(form)] : [])]) {
      const answer = await fetch(address, { cache: 'no-store' });
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      await routes.put(address, answer);
    }
    const { active } = await navigator.serviceWorker.ready;
    const pages = [location.pathname, ...(this.dataset['pages'] ?? '').split(' ').filter(Boolean)];
    if (!active || !(await keptBy(active, pages))) throw new Error('Not all pages were kept');
  }

  /** To the file from the network, or to the one that is kept. */
  private lead(event: Event, address: string, name: string): void {
    event.preventDefault();
    void fetch(address)
      .catch(() => caches.match(address))
      .then(async (answer) => {
        if (!answer?.ok) {
          location.assign(address);
          return;
        }
        const link = document.createElement('a');
        link.href = URL.createObjectURL(await answer.blob());
        link.download = name;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), PATIENCE_MS);
      });
  }
}

/** Whether the worker keeps these pages as they are now. */
function keptBy(worker: ServiceWorker, pages: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', ({ data }: MessageEvent<{ kept: boolean }>) => resolve(data.kept));
    port1.start();
    setTimeout(() => resolve(false), PATIENCE_MS);
    worker.postMessage({ keep: pages }, [port2]);
  });
}

function calendarOf(form: HTMLFormElement): string {
  const day = form.querySelector<HTMLInputElement>('[name=day]')?.value ?? '';
  return `${form.action}?${new URLSearchParams({ day })}`;
}

customElements.define('keep-route', KeepRoute);
