import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession, DESK, PHONE } from '../support/browser-session.js';
import { CUT_OFF, FOCUS_FACTS, TOO_WIDE, type FocusFacts } from '../support/in-page.js';
import { demo, point } from '../support/pages.js';
import { BUYER, OLD_COMMUNE, Shopper, words } from '../support/shopper.js';
import { WebFloor } from '../support/web-floor.js';

let floor: WebFloor;
let browser: BrowserSession;

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

/** More stops than this before a button is no way to reach it. */
const MOST_STOPS = 80;

/** What stands before the number in a sentence. */
const before = (sentence: string): string => sentence.split('|')[0] ?? '';

/** Presses Tab until something has the focus that answers to the name; every stop on the way must be seen. */
async function tabTo(page: Page, name: string | RegExp): Promise<string[]> {
  const way: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate<FocusFacts>(FOCUS_FACTS);
    expect.soft(focus, `after ${way.at(-1) ?? 'the start'}`).toMatchObject({ ring: true, inSight: true });
    way.push(focus.what);
    if (typeof name === 'string' ? focus.what.includes(name) : name.test(focus.what)) return way;
  }
  throw new Error(`Tab never came to ${name}: ${way.join(' › ')}`);
}

test.each([
  { device: 'a phone', viewport: PHONE },
  { device: 'a desk', viewport: DESK },
])('the keyboard alone orders at $device, and always shows where it stands', async ({ viewport }) => {
  const { page } = new Shopper(await browser.visit({ viewport }));
  await page.goto(`/san-pham/${demo.ordinary.slug}`);

  // The first stop leads past the head of the page.
  expect(await tabTo(page, words.site.skip)).toHaveLength(1);
  await page.keyboard.press('Enter');
  await tabTo(page, 'variantId');
  await tabTo(page, 'input quantity');
  await page.keyboard.type('2');
  const way = await tabTo(page, `button intent`);
  expect(way.length).toBeLessThanOrEqual(4);
  await tabTo(page, 'button intent');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/dat-hang*');

  await tabTo(page, words.site.skip);
  await page.keyboard.press('Enter');
  for (const [name, text] of [
    ['input name', BUYER.name],
    ['input phone', BUYER.phone],
    ['input email', BUYER.email],
  ] as const) {
    await tabTo(page, name);
    await page.keyboard.type(text);
  }
  await tabTo(page, 'input way');
  await tabTo(page, /^input commune$/);
  await page.keyboard.type(OLD_COMMUNE.now);
  await tabTo(page, /^input line$/);
  await page.keyboard.type(BUYER.line);
  await page.locator('button[value=place]').waitFor();
  // From the last field on: the choices of the order, then the button itself.
  await tabTo(page, 'input payment-');
  await page.keyboard.press('Space');
  for (;;) {
    await tabTo(page, 'button intent');
    if ((await page.evaluate<string>('document.activeElement.value')) === 'place') break;
  }
  await page.keyboard.press('Enter');
  await page.waitForURL('**/don-hang/*');
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(words.order.thanks);

  // And it can be taken back without a mouse.
  await tabTo(page, /^summary/);
  await page.keyboard.press('Enter');
  await tabTo(page, 'button intent');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/don-hang/*#*');
  expect(await page.locator('article.order').innerText()).toContain(words.order.nextSteps.cancelled_by_buyer);
  expect(await browser.complaints()).toEqual([]);
});

/** What is in the places that screen readers listen to, once one of them says something like this. */
async function hears(page: Page, sentence: string): Promise<void> {
  await page.locator('[aria-live=polite]').filter({ hasText: sentence }).waitFor({ state: 'attached' });
}

const focused = async (page: Page): Promise<string> =>
  (await page.evaluate<FocusFacts>(FOCUS_FACTS)).what.trim();

test('what a page answers is heard, and the keyboard stays where it is needed', async () => {
  const shopper = new Shopper(await browser.visit({ viewport: PHONE, pictures: false }));
  const { page } = shopper;
  await page.goto(`/san-pham/${demo.ordinary.slug}`);
  await tabTo(page, words.product.moreOne);
  await page.keyboard.press('Space');
  await hears(page, '2');
  await shopper.putIntoCart(1);
  await hears(page, words.cart.added);

  // A line that is changed brings the page anew, and the keyboard back to the line.
  await tabTo(page, 'input quantity');
  const stands = await focused(page);
  await page.keyboard.press('ArrowUp');
  await hears(page, before(words.cart.now('|')));
  expect(await focused(page)).toBe(stands);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('998');
  await page.keyboard.press('Tab');
  await page.locator('main [role=alert]').waitFor();
  expect(await focused(page)).toBe(stands);

  // A refused form says so in its title and takes whoever sent it to the list of what is wrong, and from there to the field.
  await shopper.open('/dat-hang');
  const fees = page.getByRole('button', { name: words.checkout.quote });
  await fees.focus();
  await page.keyboard.press('Enter');
  await page.locator('#loi:focus').waitFor();
  expect(await page.title()).toContain(words.errors.titleOf(words.checkout.title));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.type(OLD_COMMUNE.typed);
  expect(await shopper.field(words.checkout.commune).inputValue()).toBe(OLD_COMMUNE.typed);
  await page.keyboard.press('Tab');
  await hears(page, before(words.checkout.sumSaid('|', '')));
  await hears(page, words.checkout.communeMoved(OLD_COMMUNE.old, `Xã ${OLD_COMMUNE.now}`));
  expect(await shopper.field(words.checkout.commune).getAttribute('aria-invalid')).toBeNull();

  // Removing the last line leads to the heading of what is left.
  await shopper.open('/gio-hang');
  await tabTo(page, 'input quantity');
  await tabTo(page, 'button intent');
  await page.keyboard.press('Enter');
  await hears(page, words.cart.emptyTitle);
  expect(await focused(page)).toBe(`h1 ${words.cart.title}`);
  expect(await browser.complaints()).toEqual([]);
});

test('what is chosen at checkout before its script came is answered when it comes', async () => {
  const shopper = new Shopper(await browser.visit({ viewport: PHONE, pictures: false }));
  const { page } = shopper;
  await page.goto(`/san-pham/${demo.ordinary.slug}`);
  await shopper.putIntoCart(1);
  let bringScripts = (): void => undefined;
  const line = new Promise<void>((resolve) => (bringScripts = resolve));
  await page.route('**/*.js', async (route) => {
    await line;
    await route.continue();
  });
  await page.goto('/dat-hang', { waitUntil: 'commit' });
  const commune = shopper.field(words.checkout.commune);
  await commune.fill(OLD_COMMUNE.typed);
  await commune.press('Tab');
  expect(await page.locator('[data-said]').count()).toBe(0);
  bringScripts();
  await page.locator('[data-said]').waitFor({ state: 'attached' });
  expect(await browser.complaints()).toEqual([]);
});

test('the search offers what is meant while one types, and the keyboard alone takes it', async () => {
  const { page } = await browser.visit({ viewport: PHONE });
  await page.goto('/tim-kiem');
  const field = page.locator('#tim');
  await field.focus();
  await page.keyboard.type('tom kh');
  const options = page.locator('[role=option]');
  await options.first().waitFor();
  expect(await field.getAttribute('aria-expanded')).toBe('true');
  expect(await options.first().innerText()).toContain('tôm khô');
  expect(await page.evaluate<string[]>(TOO_WIDE)).toEqual([]);
  expect(await accessibilityFindings(page)).toEqual([]);
  // Nothing is chosen until somebody chooses: Enter now would search for what is typed.
  expect(await field.getAttribute('aria-activedescendant')).toBeNull();
  await page.keyboard.press('ArrowDown');
  expect(await options.first().getAttribute('aria-selected')).toBe('true');
  expect(await field.getAttribute('aria-activedescendant')).toBe(await options.first().getAttribute('id'));
  await page.keyboard.press('ArrowUp');
  expect(await field.getAttribute('aria-activedescendant')).toBeNull();
  await page.keyboard.press('Escape');
  expect(await options.first().isVisible()).toBe(false);
  expect(await field.inputValue()).toBe('tom kh');
  await page.keyboard.press('ArrowDown');
  await options.first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/tim-kiem\?q=/);
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(words.searchPage.results('tôm khô'));
  expect(await browser.complaints()).toEqual([]);
});

test.each([
  { device: 'a phone', viewport: PHONE },
  { device: 'a desk', viewport: DESK },
])('with text twice as large every page still works at $device', async ({ viewport }) => {
  const farsighted = await BrowserSession.start(floor.url, { textSize: 200 });
  onTestFinished(() => farsighted.stop());
  const shopper = new Shopper(await farsighted.visit({ viewport, pictures: false }));
  const { page } = shopper;
  expect(await page.evaluate<string>(`getComputedStyle(document.documentElement).fontSize`)).toBe('32px');
  const stillWorks = async (): Promise<void> => {
    expect.soft(await page.evaluate<string[]>(TOO_WIDE), page.url()).toEqual([]);
    expect.soft(await page.evaluate<string[]>(CUT_OFF), page.url()).toEqual([]);
  };
  for (const path of [
    '/',
    '/san-pham',
    '/tim-kiem?q=tom+kho',
    '/du-lich',
    `/du-lich/${point}`,
    '/tra-cuu-don',
  ]) {
    await shopper.open(path);
    await stillWorks();
  }
  await shopper.open(`/san-pham/${demo.ordinary.slug}`);
  await stillWorks();
  await shopper.putIntoCart(1);
  await stillWorks();
  await shopper.goToCheckout();
  await stillWorks();
  await shopper.fillContact();
  await shopper.fillAddress();
  await shopper.showFees();
  await stillWorks();
  await page.locator(`input[name="payment-${demo.ordinary.producer}"][value=bank_transfer]`).check();
  await shopper.place();
  await stillWorks();
  expect(await farsighted.complaints()).toEqual([]);
});
