import { afterAll, beforeAll, expect, test } from 'vitest';
import { BrowserSession } from '../support/browser-session.js';
import { ownPageHolds } from '../support/own-page.js';
import { demo } from '../support/pages.js';
import { Shopper, words } from '../support/shopper.js';
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

/** Personal pages are kept by nobody: no browser, no proxy. */
async function isKeptByNobody(shopper: Shopper): Promise<void> {
  const answer = await shopper.page.reload();
  expect(answer?.headers()['cache-control']).toContain('no-store');
}

test('cart, checkout and order can be read by everybody, in every state of theirs', async () => {
  const shopper = new Shopper(await browser.visit({ pictures: false }));
  const { page } = shopper;
  await shopper.open(`/san-pham/${demo.ordinary.slug}`);
  await shopper.putIntoCart(2);
  await shopper.open(`/san-pham/${demo.alcohol.slug}`);
  await shopper.putIntoCart(1);
  await ownPageHolds(page, 'a cart of two sellers');
  await isKeptByNobody(shopper);

  await shopper.goToCheckout();
  await ownPageHolds(page, 'the checkout before anything is typed');
  await isKeptByNobody(shopper);
  await shopper.fillContact();
  await shopper.fillAddress('tan');
  await shopper.showFees();
  await ownPageHolds(page, 'the checkout with several communes to choose from');
  await shopper.fillAddress();
  await shopper.showFees();
  await ownPageHolds(page, 'the checkout with its fees');
  await shopper.field(words.checkout.phone).fill('1');
  await shopper.placeButton.click();
  await page.locator('#loi').waitFor();
  await ownPageHolds(page, 'the checkout with what is wrong');

  await shopper.fillContact();
  await page.getByRole('checkbox', { name: words.checkout.adult }).check();
  const code = await shopper.place();
  await ownPageHolds(page, 'the order');
  await isKeptByNobody(shopper);
  expect((await page.reload())?.headers()['referrer-policy']).toBe('no-referrer');
  await page.locator('details.cancel summary').first().click();
  await ownPageHolds(page, 'the order before a cancellation');
  await page.getByRole('button', { name: words.order.cancelConfirm }).first().click();
  await page.waitForURL('**/don-hang/*#*');
  await ownPageHolds(page, 'the order with a part cancelled');

  const stranger = new Shopper(await browser.visit({ pictures: false }));
  await stranger.open(`/don-hang/${code}`);
  await ownPageHolds(stranger.page, 'the order of somebody else');
  await stranger.open('/tra-cuu-don');
  await stranger.page.getByRole('button', { name: words.lookup.submit }).click();
  await stranger.page.locator('#code-error').waitFor();
  await ownPageHolds(stranger.page, 'a look-up with what is wrong');
  await stranger.field(words.lookup.phone).fill('0912345678');
  await stranger.field(words.lookup.code).fill(code);
  await stranger.page.getByRole('button', { name: words.lookup.submit }).click();
  await stranger.page.getByRole('main').getByRole('status').waitFor();
  await ownPageHolds(stranger.page, 'a look-up that was received');
  expect(await browser.complaints()).toEqual([]);
});
