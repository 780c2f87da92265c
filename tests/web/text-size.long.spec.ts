import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BrowserSession, PHONE, type Visit } from '../support/browser-session.js';
import { CUT_OFF, SETTLE, TOO_WIDE } from '../support/in-page.js';
import { judgeOwnPages } from '../support/own-pages.js';
import { PUBLIC_PAGES } from '../support/pages.js';
import { WebFloor } from '../support/web-floor.js';

let floor: WebFloor;
let farsighted: BrowserSession;
let visit: Visit;

beforeAll(async () => {
  floor = await WebFloor.start();
  farsighted = await BrowserSession.start(floor.url, { textSize: 200 });
  visit = await farsighted.visit({ viewport: PHONE, pictures: false });
});
afterAll(async () => {
  const complaints = await farsighted?.complaints();
  await farsighted?.stop();
  await floor?.stop();
  expect(complaints).toEqual([]);
});

/** Everything on the page as it stands can be read, without moving it sideways. */
async function canBeRead(page: Page): Promise<void> {
  await page.evaluate(SETTLE);
  expect.soft(await page.evaluate<string[]>(TOO_WIDE), page.url()).toEqual([]);
  expect.soft(await page.evaluate<string[]>(CUT_OFF), page.url()).toEqual([]);
}

test.each(PUBLIC_PAGES)('$name can be read on a phone with text twice as large', async ({ path }) => {
  await visit.page.goto(path);
  await canBeRead(visit.page);
});

test('the pages of a buyer, of a shop and of an officer can be read on a phone with text twice as large', async () => {
  await judgeOwnPages(floor, farsighted, visit, canBeRead);
});
