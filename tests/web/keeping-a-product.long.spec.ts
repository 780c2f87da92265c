import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { BrowserSession } from '../support/browser-session.js';
import { ListingShop } from '../support/listing-shop.js';
import { Shopkeeper, words } from '../support/shopkeeper.js';
import { WebFloor } from '../support/web-floor.js';

const { listing, shelf, closures } = words;

let floor: WebFloor;
let browser: BrowserSession;
let shop: ListingShop;

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
  shop = await ListingShop.open(floor);
});
afterEach(async () => {
  expect(await browser.complaints()).toEqual([]);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

/** The owner on a phone without scripts: what works there works everywhere. */
const atTheShop = (): Promise<Shopkeeper> =>
  Shopkeeper.of(browser, floor.url, shop.owner, { javaScript: false });

test('a price is changed at once or waits, and a product is paused, resumed and sold by season', async () => {
  const bac = await atTheShop();
  await bac.open(shop.at(`/san-pham/${shop.live.id}`));
  const priced = async (typed: string): Promise<string> => {
    const box = bac.page.locator(
      `section[aria-labelledby="qc-${shop.live.variantId}"] details:has([name=price])`,
    );
    if ((await box.getAttribute('open')) === null) await box.locator('summary').click();
    await box.getByLabel(listing.product.newPrice).fill(typed);
    await Promise.all([
      bac.page.waitForResponse((answer) => answer.request().isNavigationRequest()),
      box.getByRole('button').click(),
    ]);
    await bac.page.waitForLoadState();
    return bac.text();
  };
  expect(await priced('rẻ thôi')).toContain(listing.wrong.dong);
  const lower = shop.live.priceVnd - 1_000;
  expect(await priced(String(lower))).toContain(listing.product.done['gia-moi']);
  expect(await priced(String(shop.live.priceVnd * 3))).toContain(listing.product.done['gia-cho']);
  const after = await shop.product(shop.live.id);
  expect(after.variants.find(({ id }) => id === shop.live.variantId)?.priceVnd).toBe(lower);
  expect(after.change?.status).toBe('submitted');
  expect(await bac.text()).toContain(listing.product.liveStays);

  await bac.press(listing.product.pause);
  expect(await bac.text()).toContain(listing.product.done['tam-ngung']);
  expect((await shop.product(shop.live.id)).pausedAt).not.toBeNull();
  await bac.press(listing.product.resume);
  expect((await shop.product(shop.live.id)).pausedAt).toBeNull();

  await bac.page.locator('summary', { hasText: listing.season.title }).click();
  await bac.answer({
    [listing.season.orderFrom]: '1/12/2026',
    [listing.season.orderUntil]: '1/11/2026',
    [listing.season.deliverFrom]: '20/12/2026',
  });
  await bac.press(listing.season.submit);
  expect(await bac.page.locator('#orderUntil-error').innerText()).toContain('Ngày cuối');
  await bac.answer({ [listing.season.orderUntil]: '31/12/2026' });
  await bac.press(listing.season.submit);
  expect((await shop.product(shop.live.id)).season).toEqual({
    orderFrom: '2026-12-01',
    orderUntil: '2026-12-31',
    deliverFrom: '2026-12-20',
  });
  await bac.page.locator('summary', { hasText: listing.season.title }).click();
  await bac.press(listing.season.end);
  expect((await shop.product(shop.live.id)).season).toBeNull();
});

test('stock is told in two taps, pressed twice it counts once, and an expired batch is not sold', async () => {
  const bac = await atTheShop();
  const path = shop.at(`/san-pham/${shop.live.id}/ton-kho/${shop.live.variantId}`);
  const tap = async (title: string, confirm: string, pieces?: string): Promise<string> => {
    await bac.open(path);
    await bac.page.locator('summary', { hasText: title }).first().click();
    if (pieces !== undefined) await bac.page.locator('details[open] [name=pieces]').fill(pieces);
    await bac.press(confirm);
    return bac.text();
  };
  expect(await tap(shelf.recount, shelf.recountConfirm, '')).toContain(shelf.missing);
  expect(await tap(shelf.recount, shelf.recountConfirm, '40')).toContain(shelf.done.recount);
  expect(await tap(shelf.soldOffFloor, shelf.soldOffFloorConfirm, '5')).toContain(
    shelf.done['sold-off-floor'],
  );
  expect(await tap(shelf.soldOffFloor, shelf.soldOffFloorConfirm, '36')).toContain(shelf.tooMany('35'));
  expect(await shop.onHand()).toBe(35);
  // The very form that was sent comes back by the browser's own button, and is sent again.
  await bac.open(path);
  await bac.page.locator('summary', { hasText: shelf.received }).click();
  const key = await bac.page.locator('details[open] [name=key]').inputValue();
  const again = { act: 'received', key, pieces: '10' };
  for (let sent = 0; sent < 2; sent++)
    await bac.page.request.post(path, { form: again, headers: { 'sec-fetch-site': 'same-origin' } });
  expect(await shop.onHand()).toBe(45);

  await bac.open(path);
  await bac.page.locator('summary', { hasText: shelf.addBatch }).click();
  const batch = bac.page.locator('details[open]');
  await batch.locator('[name=code]').fill('L1');
  await batch.locator('[name=madeOn]').fill('1/11/2026');
  await batch.locator('[name=expiresOn]').fill('20/11/2026');
  await batch.locator('[name=quantity]').fill('45');
  await batch.locator('[name=onShelf]').check();
  await bac.press(shelf.batchConfirm);
  const text = await bac.text();
  expect(text).toContain(shelf.expired);
  expect(text).toContain(shelf.notSellable('45'));
  expect(await tap(shelf.soldOut, shelf.soldOutConfirm)).toContain(shelf.done['sold-out']);
  expect(await shop.onHand()).toBe(0);
});

test('days off are written down, and taken back', async () => {
  const bac = await atTheShop();
  await bac.open(shop.at(''));
  await bac.follow(closures.title);
  await bac.press(closures.submit);
  expect(await bac.page.locator('.error').allInnerTexts()).toContain(listing.wrong.day);
  await bac.answer({ [closures.fromOn]: '5/2/2027', [closures.untilOn]: '12/2/2027' });
  await bac.choose(closures.reasons.tet);
  await bac.press(closures.submit);
  const days = closures.days('05/02/2027', '12/02/2027');
  expect(await bac.text()).toContain(days);
  await bac.open(shop.at('/san-pham'));
  expect(await bac.text()).toContain(listing.closed(days));
  await bac.follow(closures.title);
  await bac.press(closures.removeOf(days));
  expect(await bac.text()).toContain(closures.none);
});
