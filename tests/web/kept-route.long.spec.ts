import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { vi as words } from '../../apps/storefront/src/i18n/vi.js';
import { BrowserSession, PHONE } from '../support/browser-session.js';
import { SURE_TO_COME_MS } from '../support/patience.js';
import { WebFloor } from '../support/web-floor.js';
import { keeps, until } from '../support/worker-cache.js';

let floor: WebFloor;
let browser: BrowserSession;
const path = '/du-lich/tuyen/ca-mau-mui-ca-mau';
const { routes, tourism } = words;
/** More pages than the worker keeps of those that were merely read (public/worker.js). */
const MANY = 100;

beforeAll(async () => {
  floor = await WebFloor.start({ killable: true, pageCacheMb: 16 });
  browser = await BrowserSession.start(floor.url);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

/** Somebody at the point says so of the goods; back when its page does. */
async function say(stop: string, slug: string, state: 'gone' | 'restocked'): Promise<void> {
  await floor.database.query(
    `UPDATE shelf_stocks SET state = $3 WHERE tourism_point_id = (SELECT id FROM tourism_points WHERE slug = $1)
       AND product_id = (SELECT id FROM products WHERE slug = $2)`,
    [stop.split('/').at(-1), slug, state],
  );
  await vi.waitFor(
    async () => {
      const items = (await (await fetch(floor.url + stop)).text()).split('class="shelf-item"');
      expect(items.find((item) => item.includes(`/san-pham/${slug}"`))).toContain(`shelf-${state}`);
    },
    { timeout: SURE_TO_COME_MS },
  );
}

test('a route that was kept opens with the server gone as it was then, whatever was read before and since', async () => {
  const { page } = await browser.visit({ viewport: PHONE, pictures: false, worker: true });
  await page.goto(path);
  await until(page, `navigator.serviceWorker.controller !== null`);
  const stops = await page.evaluate<string[]>(
    `[...document.querySelectorAll('.route-stops h3 a')].map(({ pathname }) => pathname)`,
  );
  expect(stops).toHaveLength(3);

  // One stop was read earlier, when goods were there that are gone by the time the route is kept.
  const { stop, slug } = await shelfAmong(stops);
  const shelf = page.locator('.shelf-item', { has: page.locator(`a[href="/san-pham/${slug}"]`) });
  await page.goto(stop);
  await keeps(page, stop);
  expect(await shelf.locator('.shelf-state').innerText()).not.toContain(tourism.states['gone']);
  await say(stop, slug, 'gone');
  await page.goto(path);
  await page.getByRole('button', { name: routes.keep }).click();
  await page.getByText(routes.kept).waitFor();

  // Later they read more than the worker keeps of what was merely read.
  await page.evaluate(`caches.open('pages-1').then(async (pages) => {
    for (let at = 0; at < ${MANY}; at += 1) await pages.put('/san-pham/mon-' + at, new Response('mon'));
  })`);
  await page.goto('/gioi-thieu');
  await keeps(page, '/gioi-thieu');
  await until(page, `caches.match('/san-pham/mon-0').then((kept) => !kept)`);

  const save = async (button: Locator): Promise<string> => {
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    return readFile(await download.path(), 'utf8');
  };
  await floor.killAll();
  try {
    await page.goto(path);
    expect(await page.locator('aside.offline-strip').count()).toBe(1);
    expect(await save(page.getByRole('link', { name: routes.gpx }))).toContain('<rte>');
    expect(await save(page.getByRole('button', { name: routes.calendar }))).toContain('BEGIN:VEVENT');
    for (const each of stops) {
      await page.goto(each);
      expect([each, await page.locator('h1').innerText()]).not.toEqual([each, words.offline.title]);
    }
    await page.goto(stop);
    expect(await shelf.locator('.shelf-state').innerText()).toContain(tourism.states['gone']);
    // What nobody answers for is not called kept; what was kept stays.
    await page.goto(path);
    await page.getByRole('button', { name: routes.keep }).click();
    await page.getByText(routes.keepFailed).waitFor();
    await page.goto(stop);
    expect(await shelf.count()).toBe(1);
  } finally {
    await floor.restartAll();
  }

  // Read again on a line, the stop is kept as it is now, and still with its route.
  await say(stop, slug, 'restocked');
  await page.goto(stop);
  await until(
    page,
    `caches.match('${stop}', { cacheName: 'routes-1' }).then((kept) => kept.text()).then((html) => html.includes('shelf-restocked'))`,
  );
  expect(await page.evaluate(`caches.match('${stop}', { cacheName: 'pages-1' }).then(Boolean)`)).toBe(false);
});

/** One of these stops and goods on its shelf that its page shows. */
async function shelfAmong(stops: readonly string[]): Promise<{ stop: string; slug: string }> {
  for (const stop of stops) {
    const html = await (await fetch(floor.url + stop)).text();
    const [, slug] = /class="shelf-item"[\s\S]*?href="\/san-pham\/([a-z0-9-]+)"/.exec(html) ?? [];
    if (slug !== undefined) return { stop, slug };
  }
  throw new Error('Nothing stands on a shelf of this route');
}
