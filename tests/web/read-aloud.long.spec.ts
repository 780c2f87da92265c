import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { BrowserSession, type Visit } from '../support/browser-session.js';
import { ENGLISH_PAGES } from '../support/english-pages.js';
import { judgeOwnPages } from '../support/own-pages.js';
import { PUBLIC_PAGES } from '../support/pages.js';
import { readingFindings } from '../support/read-aloud.js';
import { WebFloor } from '../support/web-floor.js';

let floor: WebFloor;
let browser: BrowserSession;
let visit: Visit;

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
  visit = await browser.visit({ pictures: false });
});
afterEach(() => {
  expect(visit.complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

test.each([...PUBLIC_PAGES, ...ENGLISH_PAGES])('$name makes sense to whoever hears it', async ({ path }) => {
  await visit.page.goto(path);
  expect(await readingFindings(visit.page)).toEqual([]);
});

test('the pages of a buyer, of a shop and of an officer make sense to whoever hears them', async () => {
  await judgeOwnPages(floor, browser, visit, async (page) => {
    expect.soft(await readingFindings(page), page.url()).toEqual([]);
  });
});
