// The shop where there is no line: pages somebody has seen, a list of what is on sale, and what they put into the cart
// meanwhile. The network is always asked first, so nothing here can hold back a newer page; only pages that the server
// calls `public` are kept, and those hold nothing of anybody. docs/decisions/0045-pages-kept-while-true.md

importScripts('/push.js');

const PAGES = 'pages-1';
const FILES = 'files-1';
const PICTURES = 'pictures-1';
/** Routes somebody asked to keep, and their files, which islands/keep-route.ts puts there: what is read later throws none out. */
const ROUTES = 'routes-1';
/** The cart as its page last showed it; islands/offline-shop.ts writes it, and takes it away with the cart. */
const CART = 'cart-2';
/** How many of each are kept; the oldest go first. */
const MOST = { [PAGES]: 80, [FILES]: 150, [PICTURES]: 150, [ROUTES]: 60, [CART]: 1 };

const OFFLINE = '/ngoai-tuyen';
const CART_PAGE = '/gio-hang';
/** The English shop is the same pages behind `/en`. */
const startOf = (path) => (/^\/en(?:\/|$)/.test(path) ? '/en' : '');
/** The list of what is on sale is fetched anew when it is older. */
const LIST_KEPT_MS = 12 * 60 * 60 * 1000;
/** So long a line may hang before what is kept is shown instead. */
const PATIENCE_MS = 8_000;
const KEPT_AT = 'x-kept-at';

const later = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

self.addEventListener('install', (event) => {
  // Its words are those of this worker.
  event.waitUntil(keepList('', 0).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(begin().then(() => self.clients.claim()));
});

async function begin() {
  for (const name of await caches.keys()) if (!(name in MOST)) await caches.delete(name);
  await self.registration.navigationPreload?.enable();
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === 'POST') {
    if (request.mode === 'navigate' && /^(?:\/en)?\/(?:san-pham\/[^/]+|gio-hang)$/.test(url.pathname))
      event.respondWith(sendOrKeep(request, url));
  } else if (request.method !== 'GET') return;
  else if (request.mode === 'navigate') event.respondWith(page(event, url));
  else if (url.pathname.startsWith('/_astro/')) event.respondWith(named(event, FILES));
  else if (url.pathname.startsWith('/api/v1/images/')) event.respondWith(named(event, PICTURES));
});

// A page that was open before there was a worker is one that was seen.
self.addEventListener('message', (event) => {
  const { seen, keep } = event.data ?? {};
  if (seen) event.waitUntil(see(seen).catch(() => undefined));
  if (keep) event.waitUntil(keepRoute(keep).then((kept) => event.ports[0]?.postMessage({ kept })));
});

async function see(href) {
  const url = new URL(href, self.location.origin);
  if (url.origin !== self.location.origin || (await caches.match(addressOf(url)))) return;
  const answer = await fetch(url.href, { credentials: 'omit' });
  if (isForEverybody(answer)) await keepPage(addressOf(url), answer, PAGES);
}

/** Whether all these pages are kept now. */
const keepRoute = (pages) =>
  Promise.all(pages.map(keepForRoute)).then(
    () => true,
    () => false,
  );

/** Keeps a page as it is now, whatever was kept of it before, with the files it is shown with. */
async function keepForRoute(href) {
  const answer = await fetch(href, { credentials: 'omit', cache: 'no-cache' });
  if (!isForEverybody(answer)) throw new Error(`Not to be kept: ${href}`);
  const html = await answer.clone().text();
  const address = addressOf(new URL(href, self.location.origin));
  await keepPage(address, answer, ROUTES);
  await (await caches.open(PAGES)).delete(address);
  await keepFilesOf(html);
}

/** What is kept of a page: of a route's in one place alone. */
const keptOf = async (address) =>
  (await caches.match(address, { cacheName: ROUTES })) ?? caches.match(address, { cacheName: PAGES });

/** From the network; where there is none, what was kept of the page, or the list of what is on sale. */
async function page(event, url) {
  const asked = Promise.resolve(event.preloadResponse).then((answer) => answer ?? fetch(event.request));
  // Whichever comes first is shown; the other may fail unheard.
  asked.catch(() => undefined);
  const kept = await keptOf(addressOf(url));
  try {
    const answer = await (kept ? Promise.race([asked, later(PATIENCE_MS)]) : asked);
    if (!answer) return marked(kept, 'kept', startOf(url.pathname));
    if (isForEverybody(answer)) event.waitUntil(keepSeen(addressOf(url), answer.clone()));
    event.waitUntil(keepList(startOf(url.pathname)).catch(() => undefined));
    return answer;
  } catch {
    const start = startOf(url.pathname);
    if (kept) return marked(kept, 'kept', start);
    const list = await listOf(start);
    if (!list) return Response.error();
    const cart = url.pathname === start + CART_PAGE ? await cartPage(list, start) : null;
    return cart ? marked(cart, 'cart-kept', start) : marked(list, 'missing', start);
  }
}

/** Files and pictures carry their content in their name: what is there is right for good. */
async function named(event, cacheName) {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(event.request);
  if (kept) return kept;
  const answer = await fetch(event.request);
  if (answer.status === 200) event.waitUntil(put(cache, cacheName, event.request, answer.clone()));
  return answer;
}

/** A change of the cart goes to the server; where there is no line it waits on this device. */
async function sendOrKeep(request, url) {
  const copy = request.clone();
  try {
    return await fetch(request);
  } catch {
    const form = await copy.formData().catch(() => null);
    const change = form && changeOf(form, url);
    if (!change) return Response.error();
    const had = await inCart(change.variantId);
    await waitingStore('readwrite', (store) => remember(store, { ...change, had }));
    return Response.redirect(`${startOf(url.pathname)}${CART_PAGE}?cho-mang`, 303);
  }
}

function changeOf(form, url) {
  const variantId = String(form.get('variantId') ?? '');
  const removed = form.get('intent') === 'remove';
  const quantity = removed ? 0 : Number(form.get('quantity'));
  const exactly = url.pathname.endsWith('/gio-hang');
  if (
    !/^[\da-f-]{36}$/i.test(variantId) ||
    !Number.isInteger(quantity) ||
    quantity < (exactly ? 0 : 1) ||
    quantity > 999
  )
    return null;
  return { variantId, quantity, exactly, name: String(form.get('name') ?? '').slice(0, 200), at: Date.now() };
}

/** How many the cart had when its page last showed it; null where nothing is known of it. */
async function inCart(variantId) {
  const known = await caches.match(CART_PAGE, { cacheName: CART });
  const { lines } = (await known?.json()) ?? {};
  return lines ? (lines.find((line) => line.variantId === variantId)?.quantity ?? 0) : null;
}

/**
 * What was put in twice counts twice, and on top of what the cart had; what was set in the cart is what it was set to. So
 * `quantity` is what the cart is to hold, and may be sent twice.
 */
function remember(store, change) {
  const asked = store.get(change.variantId);
  asked.addEventListener('success', () => {
    const before = asked.result;
    const { had, quantity: standing } = before ?? { had: change.had, quantity: change.had ?? 0 };
    const quantity = change.exactly ? change.quantity : Math.min(999, change.quantity + standing);
    store.put({
      ...change,
      had,
      name: change.name || before?.name || '',
      quantity,
      exactly: change.exactly || before?.exactly === true,
    });
  });
}

/** Runs `work` on what waits; islands/offline-shop.ts opens the same store. */
function waitingStore(mode, work) {
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
        resolve(asked?.result);
      });
      act.addEventListener('abort', () => reject(act.error));
    });
  });
}

function isForEverybody(answer) {
  const { headers } = answer;
  return (
    answer.status === 200 &&
    !answer.redirected &&
    answer.type === 'basic' &&
    /^public\b/.test(headers.get('cache-control') ?? '') &&
    /^text\/html\b/.test(headers.get('content-type') ?? '')
  );
}

/** Without what advertisements add, as the server keeps pages too. */
function addressOf(url) {
  const query = new URLSearchParams(url.search);
  for (const name of [...query.keys()]) if (/^(?:utm_.*|fbclid|gclid|zarsrc)$/.test(name)) query.delete(name);
  return query.size === 0 ? url.pathname : `${url.pathname}?${query}`;
}

/** A page of a kept route stays with the route. */
async function keepSeen(address, answer) {
  const ofRoute = await caches.match(address, { cacheName: ROUTES });
  await keepPage(address, answer, ofRoute ? ROUTES : PAGES);
}

async function keepPage(address, answer, name) {
  const headers = new Headers(answer.headers);
  headers.set(KEPT_AT, String(Date.now()));
  // The body is plain by now.
  headers.delete('content-encoding');
  headers.delete('content-length');
  const kept = new Response(await answer.blob(), { status: 200, headers });
  await put(await caches.open(name), name, address, kept);
}

async function put(cache, name, request, answer) {
  await cache.delete(request);
  await cache.put(request, answer);
  const keys = (await cache.keys()).filter(({ url }) => !new URL(url).pathname.endsWith(OFFLINE));
  for (const old of keys.slice(0, Math.max(0, keys.length - MOST[name]))) await cache.delete(old);
}

/** The list in that language, or in the other where that is all there is. */
const listOf = async (start) =>
  (await caches.match(start + OFFLINE, { cacheName: PAGES })) ?? caches.match(OFFLINE, { cacheName: PAGES });

/** Keeps the list of what is on sale with the files it is shown with, unless it is new enough. */
async function keepList(start, newEnoughMs = LIST_KEPT_MS) {
  const address = start + OFFLINE;
  const kept = await caches.match(address, { cacheName: PAGES });
  if (kept && Date.now() - Number(kept.headers.get(KEPT_AT)) < newEnoughMs) return;
  const answer = await fetch(address, { credentials: 'omit' });
  if (!isForEverybody(answer)) return;
  const html = await answer.clone().text();
  await keepPage(address, answer, PAGES);
  await keepFilesOf(html);
}

async function keepFilesOf(html) {
  const files = await caches.open(FILES);
  for (const [, path] of html.matchAll(/(?:href|src)="(\/_astro\/[^"]+)"/g))
    if (!(await files.match(path))) await files.add(path).catch(() => undefined);
}

const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** What the list's own page says, in its language. */
const wordsOf = (list) => (name) => new RegExp(` data-${name}="([^"]*)"`).exec(list)?.[1] ?? '';

const whatWaits = async () =>
  (await waitingStore('readonly', (store) => store.getAll()).catch(() => undefined)) ?? [];

/** The whole cart in the frame of the list's page; null where nothing is known of it and nothing waits. */
async function cartPage(list, start) {
  const known = await caches.match(CART_PAGE, { cacheName: CART });
  if (!known && (await whatWaits()).length === 0) return null;
  const html = await list.clone().text();
  const word = wordsOf(html);
  const { lines, total } = known ? await known.json() : { lines: [], total: '' };
  const rows = lines.map(
    ({ slug, name, about, total: sum }) =>
      `<li><a href="${start}/san-pham/${escaped(slug)}" lang="vi">${escaped(name)}</a><span class="soft small">${escaped(about)}</span><strong>${escaped(sum)}</strong></li>`,
  );
  const sum = total === '' ? '' : `<p>${word('cart-sum')}: <strong>${escaped(total)}</strong></p>`;
  const cart = `<div class="wrap"><div class="reading stack"><h1>${word('cart-title')}</h1><ul class="compact-list">${rows.join('')}</ul>${sum}</div></div>`;
  const whole = html
    .replace(/<title>[^·<]*/, `<title>${word('cart-title')} `)
    .replace(/(<main[^>]*>)[\s\S]*<\/main>/, (_, opening) => `${opening}${cart}</main>`);
  const headers = new Headers(list.headers);
  if (known) headers.set(KEPT_AT, known.headers.get(KEPT_AT) ?? '');
  return new Response(whole, { status: 200, headers });
}

/** The kept page under a line that says so, and with what waits to be sent. Its words stand in the list's own page. */
async function marked(kept, how, start) {
  const word = wordsOf((await (await listOf(start))?.text()) ?? '');
  const time = new Intl.DateTimeFormat(start === '' ? 'vi-VN' : 'en-GB', {
    timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit', day: '2-digit', month: '2-digit', year: 'numeric',
  }).format(Number(kept.headers.get(KEPT_AT))); // prettier-ignore
  const lines = (await whatWaits()).map(({ name, quantity, exactly, had }) => {
    const what = escaped(name || word('something'));
    const added = exactly ? what : `${quantity - (had ?? 0)} × ${what}`;
    const now =
      exactly || typeof had === 'number' ? ` · ${word('in-cart').replace('{count}', quantity)}` : '';
    return `<li>${added}${now}</li>`;
  });
  const cart = lines.length === 0 ? '' : `<p>${word('waiting')}</p><ul>${lines.join('')}</ul>`;
  const link =
    how === 'missing' || word('list') === '' ? '' : `<p><a href="${start}${OFFLINE}">${word('list')}</a></p>`;
  const strip = `<aside class="offline-strip"><div class="wrap" role="status"><p>${word(how).replace('{time}', time)}</p>${cart}${link}</div></aside>`;
  // The way past the head of the page stays the first stop.
  const html = (await kept.text()).replace(/<a class="skip"[^>]*>[^<]*<\/a>/, (skip) => skip + strip);
  const headers = new Headers(kept.headers);
  headers.set('cache-control', 'no-store');
  return new Response(html, { status: 200, headers });
}
