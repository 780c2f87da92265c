import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { vi as words } from '../../apps/storefront/src/i18n/vi.js';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession } from '../support/browser-session.js';
import { WebFloor } from '../support/web-floor.js';

let floor: WebFloor;
let browser: BrowserSession;
const path = '/cau-chuyen/gio-qua-rung-va-bien';
/** The goods of the set, by its own order, and of each its packets from the cheapest on. */
const RICE = 'gao-mot-bui-mau-lua-tom';
const HONEY = 'mat-ong-rung-tram-vi-du';
const TEA = 'tra-la-sen-mau';

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
});
afterEach(async () => {
  expect(await browser.complaints()).toEqual([]);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

/** So many of each of its packets, from the cheapest on; `wanted` is how many the set takes. */
async function stock(slug: string, onHand: readonly number[], wanted = 1): Promise<void> {
  await floor.database.query(
    `UPDATE stock_levels n SET on_hand = ($2::int[])[v.place] FROM (
       SELECT v.id, row_number() OVER (ORDER BY v.price_vnd) AS place FROM variants v
       JOIN products p ON p.id = v.product_id WHERE p.slug = $1) v WHERE n.variant_id = v.id`,
    [slug, onHand],
  );
  await floor.database.query(
    `UPDATE article_products SET quantity = $2 WHERE product_id = (SELECT id FROM products WHERE slug = $1)`,
    [slug, wanted],
  );
}

const packets = async (slug: string): Promise<string[]> =>
  (
    await floor.database.query<{ name: string }>(
      `SELECT v.name FROM variants v JOIN products p ON p.id = v.product_id WHERE p.slug = $1 ORDER BY v.price_vnd`,
      [slug],
    )
  ).map(({ name }) => name);

/** What lies in the cart: the packet and how many of it. */
async function inCart(page: Page): Promise<string[]> {
  if (new URL(page.url()).pathname !== '/gio-hang') await page.goto('/gio-hang');
  const lines = await page.locator('.line').all();
  const read = lines.map(
    async (line) =>
      `${await line.locator('.line-body .soft > span').innerText()} × ${await line.getByRole('spinbutton').inputValue()}`,
  );
  return (await Promise.all(read)).toSorted();
}

describe.each([
  { how: 'with scripts', javaScript: true },
  { how: 'without scripts', javaScript: false },
])('the whole gift set, $how', ({ javaScript }) => {
  const open = async (): Promise<Page> => {
    const { page } = await browser.visit({ javaScript, pictures: false });
    await page.goto(path);
    return page;
  };
  // The audit itself is a script of the page.
  const judged = async (page: Page): Promise<void> => {
    if (javaScript) expect(await accessibilityFindings(page)).toEqual([]);
  };
  const button = (page: Page) => page.getByRole('button', { name: words.articles.addAll });
  const press = async (page: Page): Promise<void> => {
    await button(page).click();
    await page.waitForURL('**/gio-hang?da-them');
  };

  test('lies in the cart of a browser that had none, and twice after it was pressed twice', async () => {
    for (const [slug, onHand] of [
      [RICE, [9, 9]],
      [HONEY, [9]],
      [TEA, [9, 9]],
    ] as const)
      // prettier-ignore
      await stock(slug, onHand);
    const [[rice], [honey], [tea]] = await Promise.all([packets(RICE), packets(HONEY), packets(TEA)]);
    const page = await open();
    await judged(page);
    await press(page);
    expect(await page.getByRole('main').getByRole('status').innerText()).toBe(words.cart.added);
    expect(await inCart(page)).toEqual([`${rice} × 1`, `${honey} × 1`, `${tea} × 1`].toSorted());
    await page.goto(path);
    await press(page);
    expect(await inCart(page)).toEqual([`${rice} × 2`, `${honey} × 2`, `${tea} × 2`].toSorted());
  });

  test('takes the next packet where of the cheapest there is not enough', async () => {
    await stock(RICE, [0, 9]);
    await stock(HONEY, [9]);
    await stock(TEA, [2, 3], 3);
    const [[, rice], [honey], [, tea]] = await Promise.all([packets(RICE), packets(HONEY), packets(TEA)]);
    const page = await open();
    await press(page);
    expect(await inCart(page)).toEqual([`${rice} × 1`, `${honey} × 1`, `${tea} × 3`].toSorted());
  });

  test('is not offered without a part that is sold out altogether; who had it open gets the rest and is told', async () => {
    await stock(RICE, [9, 9]);
    await stock(HONEY, [1]);
    await stock(TEA, [9, 9]);
    const early = await open();
    await stock(HONEY, [0]);
    const late = await open();
    expect(await button(late).count()).toBe(0);
    expect(await late.locator('main').innerText()).toContain(words.articles.setIncomplete);

    const [answer] = await Promise.all([
      early.waitForResponse((one) => one.request().method() === 'POST'),
      button(early).click(),
    ]);
    expect(answer.status()).toBe(409);
    await early.waitForLoadState();
    expect(await early.getByRole('alert').innerText()).toContain(words.articles.notAdded);
    expect(await button(early).count()).toBe(0);
    await judged(early);
    const [[rice], [tea]] = await Promise.all([packets(RICE), packets(TEA)]);
    expect(await inCart(early)).toEqual([`${rice} × 1`, `${tea} × 1`].toSorted());
  });

  test('is not offered where all packets together are enough and none is', async () => {
    await stock(RICE, [9, 9]);
    await stock(HONEY, [9]);
    await stock(TEA, [2, 2], 3);
    const page = await open();
    expect(await button(page).count()).toBe(0);
  });
});
