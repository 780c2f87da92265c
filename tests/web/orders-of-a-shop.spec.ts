import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { acceptanceToken } from '../../apps/api/src/modules/orders/confirming/acceptance-token.js';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession, PHONE } from '../support/browser-session.js';
import { TOO_WIDE } from '../support/in-page.js';
import { People, type Person } from '../support/people.js';
import { TEST_SECRETS } from '../support/secrets.js';
import { Shopkeeper, words } from '../support/shopkeeper.js';
import { Shopper } from '../support/shopper.js';
import { WebFloor } from '../support/web-floor.js';

const { shopOrders, accepting } = words;

let floor: WebFloor;
let browser: BrowserSession;
let owner: Person;
let product: string;
let shop: string;

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
  const people = new People(floor.api, floor.database, floor.clock);
  owner = await people.person({ name: 'Người Bán Mẫu' });
  const { body } = await floor.buyer.call<{ items: { slug: string }[] }>(
    'GET',
    '/products?group=I&inStock=true',
  );
  const [found] = await floor.database.query<{ sellerId: string; shop: string; slug: string }>(
    `SELECT s.id AS "sellerId", s.slug AS shop, p.slug FROM products p JOIN sellers s ON s.id = p.seller_id
     WHERE p.slug = ANY ($1) AND s.accepts_cod
       AND (SELECT count(*) FILTER (WHERE v.kg_price_vnd IS NULL) = count(*) AND count(*) = 1 FROM variants v WHERE v.product_id = p.id)
     ORDER BY p.slug LIMIT 1`,
    [body.items.map(({ slug }) => slug)],
  );
  shop = found?.shop ?? '';
  await people.member(owner, { sellerId: found?.sellerId ?? '' });
  product = `/san-pham/${found?.slug ?? ''}`;
});
afterEach(async () => {
  expect(await browser.complaints()).toEqual([]);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

async function orderOf(groupCode: string): Promise<{ id: string; code: string }> {
  const [order] = await floor.database.query<{ id: string; code: string }>(
    `SELECT o.id, o.code FROM orders o JOIN order_groups g ON g.id = o.order_group_id WHERE g.code = $1`,
    [groupCode],
  );
  if (order === undefined) throw new Error(`No order in ${groupCode}`);
  return order;
}

test('an order goes from the notice’s link to the buyer’s word, one tap a step, without scripts', async () => {
  const shopper = new Shopper(await browser.visit({ javaScript: false }));
  const groupCode = await shopper.buy(product, 2);
  const { id, code } = await orderOf(groupCode);

  const stranger = new Shopkeeper(await browser.visit({ javaScript: false, viewport: PHONE }));
  const token = acceptanceToken(id, TEST_SECRETS.SESSION_SECRET);
  expect(await stranger.open(`/nhan-don/${code}?token=${token}`)).toBe(200);
  expect(await stranger.page.locator('main').innerText()).not.toContain('Trần Thị Bưởi');
  expect(await stranger.page.evaluate(TOO_WIDE)).toEqual([]);
  await stranger.press(accepting.take);
  expect(await stranger.page.locator('main').innerText()).toContain(accepting.done);

  const bac = await Shopkeeper.of(browser, floor.url, owner, { javaScript: false, viewport: PHONE });
  await bac.open(`/kenh-nguoi-ban/${shop}/don-hang`);
  await bac.press(shopOrders.pack);
  expect(await bac.text()).toContain(shopOrders.done(code));
  await bac.follow(shopOrders.order(code));
  expect(await bac.text()).toContain('Trần Thị Bưởi');
  await bac.answer({ [shopOrders.carrier]: 'Xe Mẫu', [shopOrders.trackingCode]: 'MAU-1' });
  await bac.press(shopOrders.handOver);
  expect(await bac.text()).toContain(shopOrders.steps['deliver'] ?? '');

  await shopper.open(`/don-hang/${groupCode}`);
  const says = await shopper.page.locator('main').innerText();
  for (const wanted of [words.order.nextSteps.on_the_way, 'Xe Mẫu', words.order.tracking('MAU-1')])
    expect(says).toContain(wanted);
  await shopper.page.getByRole('button', { name: words.order.receive }).click();
  await shopper.page.waitForLoadState();
  expect(await shopper.page.locator('main').innerText()).toContain(words.order.nextSteps.completed);
  await bac.open(`/kenh-nguoi-ban/${shop}/don-hang?xem=over`);
  expect(await bac.text()).toContain(code);
});

test('what a customer does not take is written down, and an order is cancelled for a reason; the pages fit and pass axe', async () => {
  const shopper = new Shopper(await browser.visit());
  const { code } = await orderOf(await shopper.buy(product, 2));
  const bac = await Shopkeeper.of(browser, floor.url, owner, { viewport: PHONE });
  const here = `/kenh-nguoi-ban/${shop}/don-hang/${code}`;
  for (const button of [shopOrders.confirm, shopOrders.pack, shopOrders.handOver]) {
    await bac.open(here);
    expect(await accessibilityFindings(bac.page), button).toEqual([]);
    await bac.press(button);
  }
  await bac.page.getByText(shopOrders.refuse).click();
  await bac.page.locator('input[name^=so-]').first().fill('nhiều');
  await bac.press(shopOrders.refuseSubmit);
  expect(await bac.text()).toContain(shopOrders.wrongNumber);
  await bac.page.getByText(shopOrders.refuse).click();
  await bac.page.locator('input[name^=so-]').first().fill('1');
  await bac.press(shopOrders.refuseSubmit);
  expect(await bac.text()).toContain(shopOrders.steps['take_back'] ?? '');
  await bac.press(shopOrders.takeBack);
  expect(await bac.text()).toContain(shopOrders.returnedOf(1, 0));

  const other = await orderOf(await shopper.buy(product));
  await bac.open(`/kenh-nguoi-ban/${shop}/don-hang/${other.code}`);
  await bac.page.getByText(shopOrders.cancel).click();
  await bac.page.locator('select[name=reason]').selectOption('out_of_stock');
  await bac.press(shopOrders.cancelSubmit);
  expect(await bac.text()).toContain(shopOrders.steps['cancelled'] ?? '');
  await bac.open(`/kenh-nguoi-ban/${shop}/don-hang?xem=over`);
  expect(await bac.page.evaluate(TOO_WIDE)).toEqual([]);
  expect(await accessibilityFindings(bac.page)).toEqual([]);
});
