import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { en } from '../../apps/storefront/src/i18n/en.js';
import { testApp, type TestApp } from '../support/app.js';
import { BrowserSession } from '../support/browser-session.js';
import { demo } from '../support/pages.js';
import { Shopper, words } from '../support/shopper.js';
import { WebFloor } from '../support/web-floor.js';

let floor: WebFloor;
let earnest: TestApp;
let browser: BrowserSession;
const path = `/san-pham/${demo.ordinary.slug}`;
/** As shops write their number, and as a telephone and Zalo take it. */
const NUMBERS = [
  { typed: '0290 383 1234', tel: 'tel:02903831234', zalo: 'https://zalo.me/02903831234' },
  { typed: '+84 912 345 678', tel: 'tel:+84912345678', zalo: 'https://zalo.me/0912345678' },
];

// The same goods on a floor that is none of the demo's: the marks are taken away that keep such a one from starting on them.
beforeAll(async () => {
  floor = await WebFloor.start();
  await floor.database.query(`DELETE FROM floor_settings WHERE key = 'demo'`);
  await floor.database.query(`DELETE FROM movable_clocks`);
  const { database, clock, url } = floor;
  earnest = await testApp({ database, clock, env: { FLOOR_DEMO: '0', PUBLIC_URL: url } });
  browser = await BrowserSession.start(await floor.anotherStorefront({ API_ORIGIN: earnest.url }));
});
afterEach(async () => {
  expect(await browser.complaints()).toEqual([]);
});
afterAll(async () => {
  await browser?.stop();
  await earnest?.close();
  await floor?.stop();
});

const phone = (typed: string): Promise<unknown> =>
  floor.database.query(
    `UPDATE sellers SET phone = $2 WHERE id = (SELECT seller_id FROM products WHERE slug = $1)`,
    [demo.ordinary.slug, typed],
  );

test.each(NUMBERS)(
  '$typed is called and written to from goods, shop, cart, questions and what was ordered',
  async (number) => {
    await phone(number.typed);
    const shopper = new Shopper(await browser.visit({ pictures: false }));
    const { page } = shopper;
    const hrefs = async (name: string): Promise<(string | null)[]> => {
      const links = await page.getByRole('link', { name, exact: true }).all();
      return [...new Set(await Promise.all(links.map((link) => link.getAttribute('href'))))];
    };
    for (const [open, { call, zalo }] of [
      [path, words.product],
      [`/en${path}`, en.product],
      [`${path}/hoi-dap`, words.product],
      [`/nguoi-ban/${demo.ordinary.producer}`, words.product],
    ] as const) {
      expect([open, await shopper.open(open)]).toEqual([open, 200]);
      expect([open, await hrefs(call), await hrefs(zalo)]).toEqual([open, [number.tel], [number.zalo]]);
    }
    await shopper.open(path);
    await shopper.putIntoCart(1);
    expect([await hrefs(words.product.call), await hrefs(words.product.zalo)]).toEqual([
      [number.tel],
      [number.zalo],
    ]);
    expect(await page.locator('main').innerText()).not.toContain(words.product.inertContact);
    const code = await shopper.buy(path);
    expect([code, await hrefs(words.product.call), await hrefs(words.product.zalo)]).toEqual([
      code,
      [number.tel],
      [number.zalo],
    ]);
  },
);

test('the invented numbers of the demo lead nowhere, and the page says so', async () => {
  const html = await (await fetch(floor.url + path)).text();
  expect(html).not.toMatch(/href="(?:tel:|https:\/\/zalo\.me)/);
  expect(html).toContain(words.product.inertContact);
});
