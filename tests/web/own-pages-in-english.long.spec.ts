import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BrowserSession } from '../support/browser-session.js';
import { ownPageHolds } from '../support/own-page.js';
import { demo } from '../support/pages.js';
import { People, type Person } from '../support/people.js';
import { BUYER, OLD_COMMUNE, Shopper } from '../support/shopper.js';
import { signIn } from '../support/sign-in.js';
import { WebFloor } from '../support/web-floor.js';
import { deliverOrder, orderOf, webGoods } from '../support/web-goods.js';

let floor: WebFloor;
let browser: BrowserSession;
let people: People;
let goods: { owner: Person; shop: string; product: string };

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
  people = new People(floor.api, floor.database, floor.clock);
  goods = await webGoods(floor, people);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

const holds = (page: Page, what: string): Promise<void> => ownPageHolds(page, what, 'en');

test('a cart, the checkout with its fees and with what is wrong, and what comes of the order', async () => {
  const visit = await browser.visit({ pictures: false });
  const { page } = visit;
  const shopper = new Shopper(visit);
  for (const path of [goods.product, `/san-pham/${demo.ordinary.slug}`]) {
    await shopper.open(path);
    await shopper.putIntoCart(1);
  }
  await shopper.open('/en/gio-hang');
  await holds(page, 'a cart of two sellers');
  await shopper.open('/en/dat-hang');
  await holds(page, 'the checkout before anything is typed');
  const typed = {
    name: BUYER.name,
    phone: '1',
    email: BUYER.email,
    commune: OLD_COMMUNE.typed,
    line: BUYER.line,
  };
  for (const [name, value] of Object.entries(typed)) await page.locator(`[name=${name}]`).first().fill(value);
  await page.locator('[name=commune]').press('Tab');
  const order = page.getByRole('button', { name: /^Place order/ });
  await order.waitFor();
  await holds(page, 'the checkout with its fees');
  await order.click();
  await page.locator('#loi').waitFor();
  await holds(page, 'the checkout with what is wrong');
  await page.locator('[name=phone]').fill(BUYER.phone);
  await order.click();
  await page.waitForURL('**/en/don-hang/*');
  await holds(page, 'the order');

  const group = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const { code } = await orderOf(floor, group, goods.shop);
  await shopper.open(`/en/don-hang/${group}/hop-dong/${code}`);
  await holds(page, 'the contract');
  await shopper.open(`/en/don-hang/${group}/khieu-nai/${code}`);
  await holds(page, 'a complaint');
  await deliverOrder(floor, { owner: goods.owner, shop: goods.shop, code });
  for (const [what, path] of [
    ['the order that came', `/en/don-hang/${group}`],
    ['giving goods back', `/en/don-hang/${group}/tra-hang/${code}`],
    ['a review', `/en/don-hang/${group}/danh-gia/${code}`],
  ] as const) {
    expect([path, await shopper.open(path)]).toEqual([path, 200]);
    await holds(page, what);
  }
  expect(await browser.complaints()).toEqual([]);
});

test('what anybody may write about goods and shops', async () => {
  const shopper = new Shopper(await browser.visit({ pictures: false }));
  const product = `/en/san-pham/${demo.ordinary.slug}`;
  for (const path of [
    `${product}/danh-gia`,
    `${product}/hoi-dap`,
    `${product}/phan-anh`,
    `/en/nguoi-ban/${demo.ordinary.producer}/phan-anh`,
  ]) {
    expect([path, await shopper.open(path)]).toEqual([path, 200]);
    await holds(shopper.page, path);
  }
});

test('an account', async () => {
  const person = await people.person({ name: 'Trần Thị Bưởi' });
  const { context, page } = await browser.visit({ pictures: false });
  await signIn(context, floor.url, person);
  for (const path of [
    '',
    '/bao-mat',
    '/thiet-bi',
    '/dia-chi?them',
    '/dong-y',
    '/du-lieu',
    '/du-lieu?xem',
    '/ung-dung',
  ]) {
    const answer = await page.goto(`/en/tai-khoan${path}`);
    expect([path, answer?.status()]).toEqual([path, 200]);
    await holds(page, `/tai-khoan${path}`);
  }
});
