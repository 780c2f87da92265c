import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { BrowserSession, type Visit } from '../support/browser-session.js';
import { ENGLISH_PAGES } from '../support/english-pages.js';
import { buyStopping, ownPages } from '../support/own-pages.js';
import { PUBLIC_PAGES } from '../support/pages.js';
import { People, type Person } from '../support/people.js';
import { readingFindings } from '../support/read-aloud.js';
import { Shopkeeper } from '../support/shopkeeper.js';
import { Shopper } from '../support/shopper.js';
import { WebFloor } from '../support/web-floor.js';
import { webGoods } from '../support/web-goods.js';

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
  const people = new People(floor.api, floor.database, floor.clock);
  const goods = await webGoods(floor, people);
  const shopper = new Shopper(visit);
  const makesSense = async ({ page }: { page: Visit['page'] }): Promise<void> => {
    expect.soft(await readingFindings(page), page.url()).toEqual([]);
  };
  const groupCode = await buyStopping(shopper, goods.product, () => makesSense(shopper));
  const opened = new Map<Person, Shopkeeper>();
  for (const { who, path } of await ownPages(floor, people, { goods, groupCode })) {
    const theirs = opened.get(who) ?? (await Shopkeeper.of(browser, floor.url, who, { pictures: false }));
    opened.set(who, theirs);
    await theirs.open(path);
    await makesSense(theirs);
  }
});
