import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BrowserSession, PHONE } from '../support/browser-session.js';
import { CUT_OFF, TOO_WIDE } from '../support/in-page.js';
import {
  BADGES_UNSEEN,
  CHOSEN_UNSEEN,
  DRAWN_BY_BACKGROUND,
  MOVING,
  PALE,
  PRESSABLE,
  RINGLESS,
} from '../support/in-media.js';
import { demo, point } from '../support/pages.js';
import { People } from '../support/people.js';
import { Shopkeeper, words } from '../support/shopkeeper.js';
import { BUYER, Shopper } from '../support/shopper.js';
import { WebFloor } from '../support/web-floor.js';
import { orderOf, webGoods } from '../support/web-goods.js';

/** What an A4 sheet leaves between its margins, in CSS pixels. */
const SHEET = { width: 718, height: 1047 };

let floor: WebFloor;
let browser: BrowserSession;
let buyer: Page;
let seller: Page;
let officer: Page;
let product: string;
let groupCode: string;
let code: string;
let home: string;
let route: string;

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
  const people = new People(floor.api, floor.database, floor.clock);
  const goods = await webGoods(floor, people);
  product = goods.product;
  home = `/kenh-nguoi-ban/${goods.shop}`;
  const shopper = new Shopper(await browser.visit());
  groupCode = await shopper.buy(product, 2);
  ({ code } = await orderOf(floor, groupCode));
  const [first] = await floor.database.query<{ slug: string }>(
    `SELECT slug FROM tourism_routes WHERE published ORDER BY slug LIMIT 1`,
  );
  route = `/du-lich/tuyen/${first?.slug}`;
  // What lies in a cart fills the checkout.
  await shopper.open(product);
  await shopper.putIntoCart(1);
  buyer = shopper.page;
  seller = (await Shopkeeper.of(browser, floor.url, goods.owner)).page;
  officer = (await Shopkeeper.of(browser, floor.url, await people.officer('approver'))).page;
});
afterEach(async () => {
  for (const page of [buyer, seller, officer]) {
    await page.emulateMedia({ media: null, colorScheme: null, forcedColors: null, reducedMotion: null });
    await page.setViewportSize(PHONE);
  }
});
afterAll(async () => {
  const complaints = await browser?.complaints();
  await browser?.stop();
  await floor?.stop();
  expect(complaints).toEqual([]);
});

const price = (text: string): RegExp => new RegExp(text.replaceAll(/\s/g, '\\s'));

describe('on paper', () => {
  test.each([
    ['a product', () => buyer, () => product, [words.product.vat, '₫', words.product.seller]],
    [
      'a product of several sizes',
      () => buyer,
      () => `/san-pham/${demo.ordinary.slug}`,
      ['₫', ...demo.ordinary.variants.map(({ name }) => name)],
    ],
    ['a point to visit', () => buyer, () => `/du-lich/${point}`, []],
    ['a purchase', () => buyer, () => `/don-hang/${groupCode}`, ['₫', words.order.total, BUYER.name]],
    [
      'what was agreed',
      () => buyer,
      () => `/don-hang/${groupCode}/hop-dong/${code}`,
      ['₫', words.contract.seller, words.contract.buyer, words.contract.digest],
    ],
    [
      'what a shop puts into the parcel',
      () => seller,
      () => `${home}/don-hang/${code}`,
      ['₫', BUYER.name, BUYER.phone, BUYER.line],
    ],
    ['a route', () => buyer, () => route, []],
  ] as const)(
    '%s is all there, black on white, and nothing on it wants to be pressed',
    async (_, who, path, wanted) => {
      const page = who();
      await page.goto(path());
      const heading = await page.getByRole('heading', { level: 1 }).innerText();
      await page.setViewportSize(SHEET);
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ media: 'print', colorScheme });
        expect.soft(await page.evaluate<string[]>(PALE), colorScheme).toEqual([]);
      }
      expect.soft(await page.evaluate<string[]>(PRESSABLE)).toEqual([]);
      expect.soft(await page.evaluate<string[]>(TOO_WIDE)).toEqual([]);
      expect.soft(await page.evaluate<string[]>(CUT_OFF)).toEqual([]);
      const text = await page.locator('main').innerText();
      expect.soft(text).toContain(heading);
      for (const one of wanted) expect.soft(text).toMatch(price(one));
      if (text.includes('₫')) expect.soft(text).toMatch(/\d{1,3}(\.\d{3})+\s₫/);
    },
  );
});

/** Everybody's pages with something chosen, ranked or marked on them. */
const shown = (): [Page, string][] => [
  [buyer, '/'],
  [buyer, `/san-pham/${demo.ordinary.slug}`],
  [buyer, '/san-pham?group=I&stars=4'],
  [buyer, `/san-pham/${demo.ordinary.slug}/danh-gia`],
  [buyer, `/du-lich/${point}`],
  [buyer, `/don-hang/${groupCode}`],
  [buyer, '/dat-hang'],
  [seller, home],
  [seller, `${home}/don-hang`],
  [seller, `${home}/don-hang/${code}`],
  [seller, '/kenh-nguoi-ban/dang-ky'],
  [officer, '/quan-tri'],
  [officer, '/quan-tri/san-pham'],
];

test('in somebody’s own few colours the keyboard, what is chosen, badges and stars are still seen', async () => {
  for (const [page, path] of shown()) {
    await page.emulateMedia({ forcedColors: 'active' });
    await page.goto(path);
    for (const [what, look] of Object.entries({
      RINGLESS,
      CHOSEN_UNSEEN,
      DRAWN_BY_BACKGROUND,
      BADGES_UNSEEN,
    }))
      expect.soft(await page.evaluate<string[]>(look), `${what} ${path}`).toEqual([]);
  }
});

test('for whoever asked for less motion nothing moves', async () => {
  await buyer.goto(product);
  // So that the question is known to have an answer.
  expect(await buyer.evaluate<string[]>(MOVING)).not.toEqual([]);
  for (const [page, path] of shown()) {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(path);
    expect.soft(await page.evaluate<string[]>(MOVING), path).toEqual([]);
  }
});
