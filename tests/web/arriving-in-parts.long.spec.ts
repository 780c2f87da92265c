import { afterAll, beforeAll, expect, test } from 'vitest';
import { BrowserSession, DESK, PHONE } from '../support/browser-session.js';
import { WATCH_PAINT } from '../support/first-paint.js';
import { HaltingLine } from '../support/halting-line.js';
import { demo, point } from '../support/pages.js';
import { WebFloor } from '../support/web-floor.js';

const PAGES = {
  home: '/',
  list: '/san-pham',
  search: '/tim-kiem?q=tom+kho',
  product: `/san-pham/${demo.ordinary.slug}`,
  point: `/du-lich/${point}`,
  cart: '/gio-hang',
  'English product': `/en/san-pham/${demo.ordinary.slug}`,
};
/** A page is halted in front of every fifth of its tags. */
const EVERY = 5;
/** Where painting was put off on purpose no frame comes; this long is many times what one takes. */
const NO_FRAME_MS = 250;

let floor: WebFloor;
let line: HaltingLine;
let browser: BrowserSession;

beforeAll(async () => {
  floor = await WebFloor.start({ pageCacheMb: 16 });
  line = await HaltingLine.to(floor.url);
  browser = await BrowserSession.start(line.origin);
});
afterAll(async () => {
  await browser?.stop();
  line?.stop();
  await floor?.stop();
});

/** Where tags of a page's first screen begin: its top whole, as much again of what stands below, and the first two rows of cards. */
async function places(path: string): Promise<number[]> {
  const html = Buffer.from(await (await fetch(floor.url + path)).arrayBuffer()).toString('latin1');
  const top = html.indexOf('id="dau-trang"');
  expect(top).toBeGreaterThan(0);
  const first = html.indexOf('<a class="skip"');
  const all = [...html.matchAll(/<\w/g)].map(({ index }) => index);
  const cards = [...html.matchAll(/class="card"/g)].map(({ index }) => index);
  const [from = Infinity, to = cards.at(-1) ?? 0] = [cards[0], cards[8]];
  return all.filter(
    (at, index) =>
      index % EVERY === 0 && ((at > first && at < top + 2 * (top - first)) || (at > from && at < to)),
  );
}

for (const [size, viewport] of Object.entries({ phone: PHONE, desk: DESK })) {
  for (const [name, path] of Object.entries(PAGES)) {
    test(
      `nothing moves on the ${name} page of a ${size}, wherever the line halts`,
      { timeout: 180_000 },
      async () => {
        const { page } = await browser.visit({ viewport });
        await page.addInitScript(WATCH_PAINT);
        line.after = Infinity;
        await page.goto(path, { waitUntil: 'networkidle' });
        const found = await places(path);
        expect(found.length).toBeGreaterThan(10);
        const moved: Record<number, string[]> = {};
        for (const at of found) {
          line.after = at;
          await page.goto(path, { waitUntil: 'commit' });
          await page.evaluate(
            `new Promise((on) => { setTimeout(on, ${NO_FRAME_MS}); requestAnimationFrame(() => requestAnimationFrame(on)); })`,
          );
          line.goOn();
          await page.waitForLoadState();
          await page.evaluate('new Promise((on) => requestAnimationFrame(() => setTimeout(on)))');
          const seen = await page.evaluate<string[]>('painted.moved');
          if (seen.length > 0) moved[at] = seen;
        }
        expect(moved).toEqual({});
        expect(await browser.complaints()).toEqual([]);
      },
    );
  }
}

test('what has come of a page is shown before the rest', async () => {
  const { page } = await browser.visit();
  const html = Buffer.from(await (await fetch(`${floor.url}${PAGES.product}`)).arrayBuffer());
  line.after = html.indexOf('class="product-related');
  await page.goto(PAGES.product, { waitUntil: 'commit' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.evaluate(
    `new Promise((on) => new PerformanceObserver(on).observe({ type: 'paint', buffered: true }))`,
  );
  expect(await page.locator('.product-related').count()).toBe(0);
  line.goOn();
  await page.locator('.product-related').waitFor();
});
