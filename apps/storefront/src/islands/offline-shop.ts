/**
 * Lets the shop be read without a line (public/worker.js), and sends what was put into the cart meanwhile once there is one:
 * each thing to a server that keeps at least as many, so that sending twice puts nothing in twice. What cannot be had any
 * more is said.
 */
interface Waiting {
  variantId: string;
  quantity: number;
  exactly: boolean;
  name: string;
}
interface Answer {
  refused: string | null;
}

const SAID = 'floor-offline-sent';
/** As public/worker.js calls them. */
const CART = 'cart-2';
const CART_PAGE = '/gio-hang';

class OfflineShop extends HTMLElement {
  connectedCallback(): void {
    if (!('serviceWorker' in navigator) || !('indexedDB' in window)) return;
    this.tell(sessionStorage.getItem(SAID));
    addEventListener('online', () => void this.send());
    // Nothing of this is worth a millisecond of the page's own loading, nor a slow phone's touch waiting for it and all else
    // that is done when a page is loaded: it is a task of its own.
    const later = (): void => void setTimeout(() => this.begin());
    if (document.readyState === 'complete') later();
    else addEventListener('load', later, { once: true });
  }

  private begin(): void {
    void navigator.serviceWorker.register('/worker.js', { updateViaCache: 'none' }).catch(() => undefined);
    void navigator.serviceWorker.ready.then(({ active }) =>
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker is of this origin by its nature
      active?.postMessage({ seen: location.pathname + location.search }),
    );
    void keepCart().catch(() => undefined);
    void this.send();
  }

  private async send(): Promise<void> {
    const waiting = await store<Waiting[]>('readonly', (things) => things.getAll()).catch(() => []);
    const refused: string[] = [];
    let sent = 0;
    for (const thing of waiting) {
      const answer = await this.sendOne(thing);
      if (answer === null) break;
      await store('readwrite', (things) => things.delete(thing.variantId));
      if (answer.refused === null) sent += 1;
      else refused.push(`${thing.name}: ${answer.refused}`);
    }
    if (sent + refused.length === 0) return;
    const { sent: sentWords = '', refused: refusedWords = '' } = this.dataset;
    const words = [
      ...(sent > 0 ? [sentWords.replace('#', String(sent))] : []),
      ...(refused.length > 0 ? [refusedWords, ...refused] : []),
    ].join('\n');
    // The page that shows the cart shows it as it is now; so does the badge of any other.
    sessionStorage.setItem(SAID, words);
    if (document.querySelector('[data-cart]')) location.replace(location.pathname);
    else {
      this.tell(words);
      void this.keepNewCart().catch(() => undefined);
    }
    // The badge reads its cookie whenever a page is shown.
    dispatchEvent(new Event('pageshow'));
  }

  /** What the device knows of the cart is from before: the next thing put in without a line counts on top of it. */
  private async keepNewCart(): Promise<void> {
    const answer = await fetch(this.dataset['cartPage'] ?? '');
    if (answer.ok) await keepCart(new DOMParser().parseFromString(await answer.text(), 'text/html'));
  }

  /** Null: there is no line, or no server, yet. */
  private async sendOne({ variantId, quantity, exactly }: Waiting): Promise<Answer | null> {
    const body = new URLSearchParams({
      variantId,
      quantity: String(quantity),
      how: exactly ? 'exactly' : 'least',
    });
    const answer = await fetch(this.dataset['to'] ?? '', { method: 'POST', body }).catch(() => null);
    return answer?.ok ? ((await answer.json()) as Answer) : null;
  }

  private tell(words: string | null): void {
    if (words === null) return;
    sessionStorage.removeItem(SAID);
    this.hidden = false;
    this.replaceChildren(
      ...words.split('\n').map((line) => {
        const paragraph = document.createElement('p');
        paragraph.textContent = line;
        return paragraph;
      }),
    );
  }
}

/** What the cart's page shows stays on this device as long as there is that cart; public/worker.js shows it again. */
async function keepCart(page = document): Promise<void> {
  const shown = page.querySelector<HTMLElement>('[data-cart]')?.dataset['cart'];
  const full = /(?:^|; )floor_cart_count=[1-9]/.test(document.cookie);
  if (full && shown === undefined) return;
  if (!full) return void (await caches.delete(CART));
  const headers = { 'content-type': 'application/json', 'x-kept-at': String(Date.now()) };
  await (await caches.open(CART)).put(CART_PAGE, new Response(shown, { headers }));
}

/** One act on what waits; public/worker.js writes the same store. */
function store<Result>(
  mode: IDBTransactionMode,
  work: (things: IDBObjectStore) => IDBRequest,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const open = indexedDB.open('offline-shop', 1);
    open.addEventListener('upgradeneeded', () =>
      open.result.createObjectStore('waiting', { keyPath: 'variantId' }),
    );
    open.addEventListener('error', () => reject(open.error));
    open.addEventListener('success', () => {
      const act = open.result.transaction('waiting', mode);
      const asked = work(act.objectStore('waiting'));
      act.addEventListener('complete', () => {
        open.result.close();
        resolve(asked.result as Result);
      });
      act.addEventListener('abort', () => reject(act.error));
    });
  });
}

customElements.define('offline-shop', OfflineShop);
