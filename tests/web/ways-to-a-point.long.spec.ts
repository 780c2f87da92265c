import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { vi } from '../../apps/storefront/src/i18n/vi.js';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession, PHONE } from '../support/browser-session.js';
import { TOO_WIDE } from '../support/in-page.js';
import { WebFloor } from '../support/web-floor.js';

const { tourism: words } = vi;
let floor: WebFloor;
let browser: BrowserSession;

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

test('a point says how to get there by each way it is reached, under its term on a phone', async () => {
  const { page } = await browser.visit({ viewport: PHONE });
  const terms = async (slug: string): Promise<string[]> => {
    await page.goto(`/du-lich/${slug}`);
    expect(await page.evaluate(TOO_WIDE)).toEqual([]);
    return page.locator('section[aria-labelledby="duong-toi"] dt').allInnerTexts();
  };
  expect(await terms('hon-da-bac')).toEqual([words.byRoad, words.coordinates]);
  expect(await terms('khu-du-lich-quoc-gia-mui-ca-mau')).toEqual([
    words.byRoad,
    words.byBoat,
    words.coordinates,
  ]);
  const [term, text] = [page.locator('.said-way dt').first(), page.locator('.said-way dd').first()];
  expect(await text.innerText()).toContain('đường Hồ Chí Minh');
  expect((await text.boundingBox())?.x).toBe((await term.boundingBox())?.x);
  expect(await accessibilityFindings(page)).toEqual([]);
  // What an officer left out is said by what the point is reached by.
  await floor.database.query(
    `UPDATE tourism_points SET by_road = NULL WHERE slug = 'khu-du-lich-quoc-gia-mui-ca-mau'`,
  );
  expect(await terms('khu-du-lich-quoc-gia-mui-ca-mau')).toEqual([
    words.way,
    words.byBoat,
    words.coordinates,
  ]);
});
