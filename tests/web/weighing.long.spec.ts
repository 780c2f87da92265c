import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession, PHONE } from '../support/browser-session.js';
import type { OrderPageBody } from '../support/buyer.js';
import { TOO_WIDE } from '../support/in-page.js';
import { People, type Person } from '../support/people.js';
import { said } from '../support/said-times.js';
import { Shopkeeper, words } from '../support/shopkeeper.js';
import { Shopper } from '../support/shopper.js';
import { WebFloor } from '../support/web-floor.js';

const { byWeight, weighing } = words;

const SHOP = 'cong-ty-vi-du-cua-bien';
const CRAB = '/san-pham/cua-gach-vi-du';
const PAGE = `/kenh-nguoi-ban/${SHOP}/can-hang`;

let floor: WebFloor;
let browser: BrowserSession;
let owner: Person;

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
  const people = new People(floor.api, floor.database, floor.clock);
  owner = await people.person({ name: 'Người Cân Mẫu' });
  const [seller] = await floor.database.query<{ id: string }>(`SELECT id FROM sellers WHERE slug = $1`, [
    SHOP,
  ]);
  await people.member(owner, { sellerId: seller?.id ?? '' });
});
afterEach(async () => {
  expect(await browser.complaints()).toEqual([]);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

async function orderOf(shopper: Shopper, groupCode: string): Promise<OrderPageBody> {
  const token = await shopper.orderToken(groupCode);
  const { body } = await floor.buyer.call<{ orders: OrderPageBody[] }>(
    'GET',
    `/order-groups/${groupCode}`,
    undefined,
    { 'order-token': token },
  );
  const [order] = body.orders;
  if (order === undefined) throw new Error(`No order in ${groupCode}`);
  return order;
}

test('crab is bought for the most it can cost, weighed on a phone without scripts, and paid by weight', async () => {
  const shopper = new Shopper(await browser.visit({ javaScript: false }));
  const says = async (...texts: string[]): Promise<void> => {
    const text = (await shopper.page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
    for (const wanted of texts) expect(text).toContain(wanted.replaceAll(/\s+/g, ' '));
  };
  await shopper.open('/tim-kiem?q=cua+gach+vi+du');
  await says(`${byWeight.mostOf} 260.000 ₫`);
  await shopper.open(CRAB);
  await says(byWeight.title, byWeight.rule, byWeight.price('520.000 ₫'), byWeight.range('300', '500'));
  await shopper.putIntoCart(2, 'Con 300–500 g');
  await says(byWeight.most('260.000 ₫'), byWeight.price('520.000 ₫'), byWeight.rule);
  await shopper.goToCheckout();
  await shopper.fillContact();
  await shopper.fillAddress();
  await shopper.showFees();
  await says(byWeight.mostGrams('500'), byWeight.rule, said(byWeight.methods['bank_transfer'] ?? ''));
  await shopper.page.locator(`[name="payment-${SHOP}"][value=bank_transfer]`).check();
  const groupCode = await shopper.place();
  await says(words.order.nextSteps.seller_weighs, byWeight.waiting, byWeight.mostOf);
  expect(await shopper.page.locator('.transfer').count()).toBe(0);
  const order = await orderOf(shopper, groupCode);

  const bac = await Shopkeeper.of(browser, floor.url, owner, { javaScript: false });
  await bac.open(`/kenh-nguoi-ban/${SHOP}`);
  expect(await bac.text()).toContain(weighing.home(1));
  await bac.follow(weighing.homeGo);
  expect(bac.path).toBe(PAGE);
  const field = bac.page.locator('input[name^=grams-]');
  await field.fill('nhiều lắm');
  await bac.press(weighing.review);
  expect(await bac.text()).toContain(weighing.wrong);
  await field.fill('1,2 kg');
  await bac.press(weighing.review);
  expect(await bac.text()).toContain('Nhiều nhất 1.000 g');
  await field.fill('0,86 kg');
  await bac.press(weighing.review);
  expect((await bac.text()).replaceAll('\u00a0', ' ')).toContain(weighing.line('860', '447.200 ₫'));
  await bac.press(weighing.again);
  await field.fill('85');
  await bac.press(weighing.review);
  expect(await bac.text()).toContain('85 g là chưa tới một nửa mức khách đặt');
  await bac.press(weighing.again);
  await field.fill('850');
  await bac.press(weighing.review);
  expect(await bac.text()).not.toContain('chưa tới một nửa');
  await bac.press(weighing.confirm);
  expect(await bac.text()).toContain(weighing.done(order.code));
  expect(await bac.text()).toContain(weighing.none);
  await bac.open(`/kenh-nguoi-ban/${SHOP}`);
  expect(await bac.text()).not.toContain(weighing.home(1));

  await shopper.open(`/don-hang/${groupCode}`);
  const most = `${new Intl.NumberFormat('vi-VN').format(order.totalVnd)} ₫`;
  await says(byWeight.weighed('850'), '442.000 ₫', byWeight.fell(most), words.order.qrTitle);
  expect(await shopper.page.locator('.transfer').count()).toBe(1);
});

test('a second press of the same form is told that it was weighed', async () => {
  const shopper = new Shopper(await browser.visit());
  const groupCode = await shopper.buy(CRAB);
  const { code } = await orderOf(shopper, groupCode);
  const bac = await Shopkeeper.of(browser, floor.url, owner);
  await bac.open(PAGE);
  await bac.page.locator(`form[id="${code}"] input[name^=grams-]`).fill('450');
  await bac.press(weighing.review);
  const form = await bac.page.evaluate<Record<string, string>>(
    `Object.fromEntries([...document.forms['${code}'].querySelectorAll('input')].map((one) => [one.name, one.value]))`,
  );
  for (let twice = 0; twice < 2; twice += 1) {
    const answer = await bac.visit.context.request.post(PAGE, {
      form: { ...form, act: 'weigh' },
      headers: { origin: floor.url },
      maxRedirects: 0,
    });
    expect([answer.status(), answer.headers()['location']]).toEqual([303, `${PAGE}?xong=${code}`]);
  }
});

test('the page fits a phone, is named, and passes axe', async () => {
  const shopper = new Shopper(await browser.visit());
  await shopper.buy(CRAB);
  const bac = await Shopkeeper.of(browser, floor.url, owner, { viewport: PHONE });
  expect(await bac.open(PAGE)).toBe(200);
  expect(await bac.heading()).toBe(weighing.title);
  expect(await bac.page.evaluate(TOO_WIDE)).toEqual([]);
  expect(await accessibilityFindings(bac.page)).toEqual([]);
  await bac.page.locator('input[name^=grams-]').first().fill('400');
  await bac.press(weighing.review);
  expect(await bac.page.evaluate(TOO_WIDE)).toEqual([]);
  expect(await accessibilityFindings(bac.page)).toEqual([]);
  const guest = await browser.visit();
  await guest.page.goto(PAGE);
  expect(new URL(guest.page.url()).pathname).toBe('/dang-nhap');
});
