import { afterAll, beforeAll, expect, test } from 'vitest';
import { vi } from '../../apps/storefront/src/i18n/vi.js';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession } from '../support/browser-session.js';
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

/** More than any product costs. */
const TOO_DEAR = 'minPriceVnd=999000000';
const GOODS = 'main a.card';

test('where nothing is found, what may have been meant is a tap away, and filters that hide it come off', async () => {
  const { page } = await browser.visit({ pictures: false });

  // One word the floor knows and two that nobody does: too little to show goods for, enough to go on with.
  await page.goto('/tim-kiem?q=muối+xyzzyplugh+qwrtpsdf');
  expect(await page.locator(GOODS).count()).toBe(0);
  const related = page.locator('section.stack-s', {
    has: page.getByRole('heading', { name: vi.nothing.related }),
  });
  const offered = await related.getByRole('link').all();
  expect(offered.length).toBeGreaterThan(2);
  for (const link of offered) {
    const href = (await link.getAttribute('href')) ?? '';
    expect([href, (await fetch(new URL(href, floor.url))).status]).toEqual([href, 200]);
  }
  expect(await related.innerText()).toMatch(/muối/i);
  await page.getByRole('heading', { name: vi.nothing.ask }).waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);

  // What was looked for is there, and the price hides it.
  await page.goto(`/tim-kiem?q=muối&${TOO_DEAR}`);
  await page.getByText(vi.nothing.filtered).waitFor();
  expect(await page.getByRole('heading', { name: vi.nothing.related }).count()).toBe(0);
  expect(await accessibilityFindings(page)).toEqual([]);
  await page.getByRole('link', { name: vi.nothing.unfilter }).click();
  expect(new URL(page.url()).searchParams.toString()).toBe(new URLSearchParams({ q: 'muối' }).toString());
  expect(await page.locator(GOODS).count()).toBeGreaterThan(0);

  // A list without words: one filter of two comes off by itself, or all at once.
  await page.goto(`/san-pham?group=I&${TOO_DEAR}`);
  await page.getByRole('heading', { name: vi.list.emptyTitle }).waitFor();
  const filters = page.getByRole('list', { name: vi.list.active }).getByRole('link');
  expect(await filters.count()).toBe(2);
  await filters.last().click();
  expect(new URL(page.url()).search).toBe('?group=I');
  expect(await page.locator(GOODS).count()).toBeGreaterThan(0);
  await page.goBack();
  await page.getByRole('main').getByRole('link', { name: vi.list.clear }).first().click();
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/san-pham');
  expect(await page.locator(GOODS).count()).toBeGreaterThan(0);

  expect(await browser.complaints()).toEqual([]);
});
