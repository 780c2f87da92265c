import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../apps/storefront/src/i18n/en.js';
import { vi } from '../../apps/storefront/src/i18n/vi.js';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession } from '../support/browser-session.js';
import { demo } from '../support/pages.js';
import { keeps, until } from '../support/worker-cache.js';
import { WebFloor } from '../support/web-floor.js';

let floor: WebFloor;
let browser: BrowserSession;
const seen = `/san-pham/${demo.ordinary.slug}`;
const unseen = `/san-pham/${demo.alcohol.slug}`;
const other = unseen;
const words = vi.offline;
/** What stands before the time. */
const before = (sentence: (time: string) => string): string => sentence('{time}').split('{time}')[0] ?? '';

beforeAll(async () => {
  floor = await WebFloor.start({ pageCacheMb: 16 });
  browser = await BrowserSession.start(floor.url);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

/** Somebody who looked at the home page and a product while there was a line; the worker has kept both and the list. */
async function visitor(): Promise<Page> {
  const { page } = await browser.visit({ pictures: false, worker: true });
  await page.goto('/');
  await until(page, `navigator.serviceWorker.controller !== null`);
  await page.goto(seen);
  await keeps(page, '/', seen, '/ngoai-tuyen');
  return page;
}

/** Does the work with the server gone; it is back afterwards, whatever came of it. */
async function withoutServer(work: () => Promise<void>): Promise<void> {
  await floor.killAll();
  try {
    await work();
  } finally {
    await floor.restartAll();
  }
}

const strip = (page: Page): Promise<string> => page.locator('aside.offline-strip').innerText();

test('with the server gone, pages seen open as of when they were, others lead to the list of what is on sale', async () => {
  const page = await visitor();
  await page.goto('/gio-hang');
  await page.goto('/tra-cuu-don');
  const read = ['/cau-chuyen', '/tim-kiem?q=tom', '/bao-chi', `${seen}/danh-gia`];
  for (const path of read) await page.goto(path);
  await keeps(page, ...read);
  await withoutServer(async () => {
    await page.goto(seen);
    expect(await page.locator('h1').innerText()).toBe(demo.ordinary.name);
    expect(await strip(page)).toMatch(
      new RegExp(`^${before(words.kept)}.*\\d{2}:\\d{2}.*\\d{2}/\\d{2}/\\d{4}`),
    );
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.goto(unseen);
    expect(await strip(page)).toContain(before(words.missing));
    expect(await page.locator('h1').innerText()).toBe(words.title);
    await page.getByRole('link', { name: demo.ordinary.name, exact: true }).click();
    await page.waitForURL(`**${seen}`);
    // Pages of one person were opened, and nothing of them stayed.
    for (const path of ['/gio-hang', '/tra-cuu-don', '/tai-khoan']) {
      await page.goto(path);
      expect([path, await page.locator('h1').innerText()]).toEqual([path, words.title]);
    }
    const kept = await page.evaluate<string[]>(
      `(async () => (await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys())))
      .flat().map(({ url }) => new URL(url).pathname))()`,
    );
    expect(
      kept.filter(
        (path) =>
          !/^\/(?:$|san-pham\/|ngoai-tuyen$|cau-chuyen$|tim-kiem$|bao-chi$|_astro\/|api\/v1\/images\/)/.test(
            path,
          ),
      ),
    ).toEqual([]);
    for (const path of read) {
      await page.goto(path);
      expect([path, await strip(page)]).toEqual([path, expect.stringContaining(before(words.kept))]);
    }
    await page.locator('aside.offline-strip').getByRole('link', { name: words.title }).click();
    await page.waitForURL('**/ngoai-tuyen');
    expect(await page.locator('h1').innerText()).toBe(words.title);
  });
  await page.goto(seen);
  expect(await page.locator('aside.offline-strip').count()).toBe(0);
});

test('what is put into the cart without a line waits on the device and is in the cart once there is one', async () => {
  const page = await visitor();
  await page.goto(other);
  await page.getByRole('button', { name: vi.product.add }).click();
  await page.waitForURL('**/gio-hang?da-them');
  await until(page, `caches.match('/gio-hang').then(Boolean)`);
  await keeps(page, other);
  await withoutServer(async () => {
    for (const path of [other, seen, seen]) {
      await page.goto(path);
      await page.getByRole('button', { name: vi.product.add }).click();
      await page.waitForURL('**/gio-hang?cho-mang');
    }
    expect(await strip(page)).toContain(words.waiting);
    const heard = page.locator('body > .unseen[aria-live]', { hasText: words.waiting });
    await heard.waitFor({ state: 'attached' });
    // On top of what the cart had, and so many the server is asked for.
    for (const line of [
      `1 × ${demo.alcohol.name} · ${words.inCart('2')}`,
      `2 × ${demo.ordinary.name} · ${words.inCart('2')}`,
    ]) {
      expect(await strip(page)).toContain(line);
      expect(await heard.textContent()).toContain(line);
    }
    // Beside what waits stands the whole cart as it was, and only that.
    expect(await strip(page)).toContain(before(words.cartKept));
    expect(await page.locator('h1').innerText()).toBe(vi.cart.title);
    expect(await page.locator('main li').allInnerTexts()).toEqual([
      expect.stringContaining(`1 × ${demo.alcohol.name}`),
    ]);
    expect(await accessibilityFindings(page)).toEqual([]);
  });
  await page.goto('/');
  const said = page.locator('offline-shop');
  await said.waitFor();
  expect(await said.innerText()).toBe(words.sent('2'));
  expect(await page.locator('cart-badge').innerText()).toBe('4');
  // The next thing put in without a line counts on top of what was sent, although nobody looked at the cart since.
  await until(
    page,
    `caches.match('/gio-hang').then((kept) => kept.json()).then(({ lines }) => lines.length === 2)`,
  );
  await page.goto('/gio-hang');
  for (const { name } of [demo.ordinary, demo.alcohol])
    expect(await page.getByRole('spinbutton', { name }).inputValue()).toBe('2');
  expect(await page.locator('offline-shop').isVisible()).toBe(false);
  // With the cart goes what the device knows of it.
  await page.context().clearCookies();
  await page.goto('/');
  await until(page, `caches.match('/gio-hang').then((kept) => !kept)`);
});

test('in English the device says in English how many of it are in the cart now', async () => {
  const page = await visitor();
  await page.goto(`/en${seen}`);
  await keeps(page, `/en${seen}`, '/en/ngoai-tuyen');
  const add = page.getByRole('button', { name: en.product.add });
  await add.click();
  await page.waitForURL('**/en/gio-hang?da-them');
  await until(page, `caches.match('/gio-hang').then(Boolean)`);
  await withoutServer(async () => {
    await page.goto(`/en${seen}`);
    await add.click();
    await page.waitForURL('**/en/gio-hang?cho-mang');
    expect(await strip(page)).toContain(`1 × ${demo.ordinary.name} · ${en.offline.inCart('2')}`);
  });
});

test('a new worker takes over while pages are open, keeps what was kept and goes on where the old one was', async () => {
  const page = await visitor();
  const beside = await page.context().newPage();
  await beside.goto(seen);
  const changed = `new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', () => done(true)))`;
  const taken = Promise.all([page.evaluate<boolean>(changed), beside.evaluate<boolean>(changed)]);
  await page.evaluate(
    `navigator.serviceWorker.register('/worker.js?next', { updateViaCache: 'none' }).then(() => true)`,
  );
  expect(await taken).toEqual([true, true]);
  await keeps(page, '/', seen, '/ngoai-tuyen');
  await withoutServer(async () => {
    await beside.getByRole('button', { name: vi.product.add }).click();
    await beside.waitForURL('**/gio-hang?cho-mang');
    expect(await strip(beside)).toContain(`1 × ${demo.ordinary.name}`);
    await page.goto('/');
    expect(await strip(page)).toContain(before(words.kept));
  });
});

test('what somebody else bought meanwhile is named, and the rest is in the cart', async () => {
  const page = await visitor();
  await page.goto(`/san-pham/${demo.last.slug}`);
  await keeps(page, `/san-pham/${demo.last.slug}`);
  await withoutServer(async () => {
    for (const path of [`/san-pham/${demo.last.slug}`, seen]) {
      await page.goto(path);
      await page.getByRole('button', { name: vi.product.add }).click();
      await page.waitForURL('**/gio-hang?cho-mang');
    }
  });
  const { body } = await floor.buyer.call<{ variants: { id: string; available: number }[] }>(
    'GET',
    `/products/${demo.last.slug}`,
  );
  await floor.buyer.buy({ [body.variants.find(({ available }) => available > 0)?.id ?? '']: 1 });
  await page.goto('/gio-hang');
  const said = page.locator('offline-shop');
  await said.waitFor();
  await page.getByRole('spinbutton').waitFor();
  const lines = (await said.innerText()).split(/\n+/);
  expect(lines.slice(0, 2)).toEqual([words.sent('1'), words.refused]);
  expect(lines[2]).toContain(`${demo.last.name}: `);
  expect(await page.locator('.line-name').allInnerTexts()).toEqual([demo.ordinary.name]);
});

test('the operator takes it all back: what was kept is gone, and requests are left alone', async () => {
  const page = await visitor();
  await page.evaluate(`(async () => {
    const registration = await navigator.serviceWorker.register('/worker-off.js');
    const worker = registration.installing ?? registration.waiting;
    if (worker) await new Promise((done) => worker.addEventListener('statechange', () => worker.state === 'activated' && done()));
  })()`);
  await until(page, `caches.keys().then((names) => names.length === 0)`);
  await withoutServer(async () => {
    await expect(page.goto(seen)).rejects.toThrow(/ERR_CONNECTION_REFUSED/);
  });
});
