import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { en } from '../../apps/storefront/src/i18n/en.js';
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

test('a point leads to a map elsewhere, which is asked nothing before somebody goes there, and to none where none is wanted', async () => {
  const path = '/du-lich/hon-da-bac';
  for (const [start, { mapPage }] of [
    ['', vi.tourism],
    ['/en', en.tourism],
  ] as const) {
    const { page } = await browser.visit();
    await page.goto(start + path);
    const link = page.getByRole('link', { name: mapPage('openstreetmap.org'), exact: true });
    expect(await link.getAttribute('href')).toBe(
      'https://www.openstreetmap.org/?mlat=9.18&mlon=104.8#map=15/9.18/104.8',
    );
    expect(await link.getAttribute('rel')).toContain('noopener');
    const [before, around] = [await page.locator('a[href^="geo:"]').boundingBox(), await link.boundingBox()];
    expect((around?.y ?? 0) - (before?.y ?? 0)).toBeGreaterThanOrEqual(24);
  }
  const linksWith = async (setting: string): Promise<string[]> => {
    const html = await (
      await fetch((await floor.anotherStorefront({ MAP_PAGE_URL: setting })) + path)
    ).text();
    return [...html.matchAll(/href="([^"]*9\.18[^"]*)"/g)].map(([, href]) => href ?? '');
  };
  expect(await linksWith('https://maps.example.vn/@{lat},{lon}')).toEqual([
    'geo:9.18,104.8',
    'https://maps.example.vn/@9.18,104.8',
  ]);
  expect(await linksWith('off')).toEqual(['geo:9.18,104.8']);
});
