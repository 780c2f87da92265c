import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { goAheadToken } from '../../apps/api/src/modules/orders/go-ahead/go-ahead-token.js';
import { acceptanceToken } from '../../apps/api/src/modules/orders/confirming/acceptance-token.js';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession, PHONE } from '../support/browser-session.js';
import { TOO_WIDE } from '../support/in-page.js';
import { People, type Person } from '../support/people.js';
import { TEST_SECRETS } from '../support/secrets.js';
import { said } from '../support/said-times.js';
import { Shopkeeper, words } from '../support/shopkeeper.js';
import { Shopper } from '../support/shopper.js';
import { WebFloor } from '../support/web-floor.js';
import { orderOf, webGoods } from '../support/web-goods.js';

const { shopOrders, accepting, invoice, shopInvoice, contract, rights } = words;

let floor: WebFloor;
let browser: BrowserSession;
let owner: Person;
let product: string;
let shop: string;

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
  const people = new People(floor.api, floor.database, floor.clock);
  ({ owner, shop, product } = await webGoods(floor, people));
});
afterEach(async () => {
  expect(await browser.complaints()).toEqual([]);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

test('an order goes from the notice’s link to the buyer’s word, one tap a step, without scripts', async () => {
  const shopper = new Shopper(await browser.visit({ javaScript: false }));
  const groupCode = await shopper.buy(product, 2);
  const { id, code } = await orderOf(floor, groupCode);

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

test('an invoice is asked for at the checkout or later, and its number comes back to the buyer, also without scripts', async () => {
  const shopper = new Shopper(await browser.visit({ javaScript: false, viewport: PHONE }));
  await shopper.open(product);
  await shopper.putIntoCart(1);
  await shopper.goToCheckout();
  await shopper.fillContact();
  await shopper.fillAddress();
  for (const right of [rights.title, ...rights.items.map(said)])
    expect(await shopper.page.locator('main').innerText()).toContain(right);
  await shopper.page.getByText(invoice.ask).click();
  await shopper.field(invoice.name).fill('Công ty Mẫu');
  await shopper.field(invoice.taxCode).fill('0000000018');
  await shopper.showFees();
  await shopper.placeButton.click();
  await shopper.page.waitForLoadState();
  // Half an invoice is none: what is missing stands beside its field, and the part of the form is open.
  for (const missing of [invoice.fields.taxCode, invoice.fields.address, invoice.fields.email])
    expect(await shopper.page.locator('main').innerText()).toContain(missing);
  expect(await shopper.page.evaluate(TOO_WIDE)).toEqual([]);
  const fill = async (): Promise<void> => {
    await shopper.field(invoice.taxCode).fill('0000000 017');
    await shopper.field(invoice.address).fill('Số 1 đường Mẫu');
    await shopper.field(invoice.email).fill('ke-toan@mau.example.vn');
  };
  await fill();
  const groupCode = await shopper.place();
  const { code } = await orderOf(floor, groupCode);
  await shopper.open(`/don-hang/${groupCode}`);
  expect(await shopper.page.locator('main').innerText()).toContain(
    invoice.requested('Công ty Mẫu', '0000000017'),
  );
  await shopper.page.getByText(invoice.askAgain).click();
  await shopper.field(invoice.name).fill('Công ty Mẫu Hai');
  await fill();
  await shopper.page.getByRole('button', { name: invoice.submit }).click();
  await shopper.page.waitForURL('**?hoa-don*');
  expect(await shopper.page.locator('main').innerText()).toContain(invoice.saved);

  const bac = await Shopkeeper.of(browser, floor.url, owner, { viewport: PHONE });
  await bac.open(`/kenh-nguoi-ban/${shop}/don-hang/${code}`);
  await bac.press(shopOrders.confirm);
  await bac.open(`/kenh-nguoi-ban/${shop}/don-hang/${code}`);
  expect(await bac.text()).toContain('Công ty Mẫu Hai');
  await bac.page.getByText(shopInvoice.write).click();
  await bac.press(shopInvoice.submit);
  expect(await bac.text()).toContain(shopInvoice.wrong.series);
  expect(await accessibilityFindings(bac.page)).toEqual([]);
  const [today] = await floor.database.query<{ day: string }>(
    `SELECT to_char(created_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') AS day FROM orders WHERE code = $1`,
    [code],
  );
  await bac.answer({
    [shopInvoice.series]: '1c26taa',
    [shopInvoice.number]: '12',
    [shopInvoice.issuedOn]: today?.day ?? '',
    [shopInvoice.lookupUrl]: 'https://hoadon.example.vn/tra-cuu',
    [shopInvoice.lookupCode]: 'MAU7Q2',
  });
  await bac.press(shopInvoice.submit);
  expect(await bac.text()).toContain('ký hiệu 1C26TAA, số 12');
  expect(await bac.page.evaluate(TOO_WIDE)).toEqual([]);
  await shopper.open(`/don-hang/${groupCode}`);
  const says = await shopper.page.locator('main').innerText();
  for (const wanted of ['Hóa đơn ký hiệu 1C26TAA, số 12', invoice.lookupCode('MAU7Q2')])
    expect(says).toContain(wanted);
  expect(await shopper.page.getByRole('link', { name: invoice.lookup }).getAttribute('href')).toBe(
    'https://hoadon.example.vn/tra-cuu',
  );
  // What was agreed, to read and to keep; the shop has the same without who bought.
  await shopper.page.getByRole('link', { name: contract.link }).click();
  await shopper.page.waitForURL(`**/hop-dong/${code}`);
  expect(await shopper.heading()).toBe(contract.title(code));
  const agreed = await shopper.page.locator('main').innerText();
  for (const wanted of [contract.seller, contract.buyer, contract.complaints, contract.digest])
    expect(agreed).toContain(wanted);
  const href = await shopper.page.getByRole('link', { name: contract.save }).getAttribute('href');
  const paper = await shopper.page.context().request.get(href ?? '');
  expect(paper.headers()).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="hop-dong-don-${code}.pdf"`,
  });
  expect((await paper.body()).subarray(0, 5).toString()).toBe('%PDF-');
  await bac.open(`/kenh-nguoi-ban/${shop}/don-hang/${code}`);
  await bac.follow(contract.link);
  expect(await bac.text()).not.toContain(contract.buyer);
  expect(await accessibilityFindings(bac.page)).toEqual([]);
  expect(await bac.page.evaluate(TOO_WIDE)).toEqual([]);
  const curious = new Shopper(await browser.visit({ javaScript: false }));
  expect(await curious.open(`/don-hang/${groupCode}/hop-dong/${code}`)).toBe(404);
});

test('what a customer does not take is written down, and an order is cancelled for a reason; the pages fit and pass axe', async () => {
  const shopper = new Shopper(await browser.visit());
  const { code } = await orderOf(floor, await shopper.buy(product, 2));
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

  const other = await orderOf(floor, await shopper.buy(product));
  await bac.open(`/kenh-nguoi-ban/${shop}/don-hang/${other.code}`);
  await bac.page.getByText(shopOrders.cancel).click();
  await bac.page.locator('select[name=reason]').selectOption('out_of_stock');
  await bac.press(shopOrders.cancelSubmit);
  expect(await bac.text()).toContain(shopOrders.steps['cancelled'] ?? '');
  await bac.open(`/kenh-nguoi-ban/${shop}/don-hang?xem=over`);
  expect(await bac.page.evaluate(TOO_WIDE)).toEqual([]);
  expect(await accessibilityFindings(bac.page)).toEqual([]);
});

const { goAhead } = words;

/** Bought while every order waits for its buyer’s word. */
async function boughtAndAsked(shopper: Shopper): Promise<{ groupCode: string; id: string; code: string }> {
  const ask = (fromVnd: number) => floor.database.query(`UPDATE cod_terms SET ask_from_vnd = $1`, [fromVnd]);
  await ask(0);
  const groupCode = await shopper.buy(product);
  await ask(1_000_000_000);
  return { groupCode, ...(await orderOf(floor, groupCode)) };
}

test('a shop calls before it sends, and the buyer’s one tap lets the parcel go, all without scripts', async () => {
  const shopper = new Shopper(await browser.visit({ javaScript: false, viewport: PHONE }));
  const { groupCode, id, code } = await boughtAndAsked(shopper);
  const bac = await Shopkeeper.of(browser, floor.url, owner, { javaScript: false, viewport: PHONE });
  const here = `/kenh-nguoi-ban/${shop}/don-hang/${code}`;
  await bac.open(here);
  // The call comes before the taking, and stands before it.
  const next = bac.page.locator('.next-step');
  expect(await next.locator('a[href^="tel:+84"], button').allInnerTexts()).toEqual([
    expect.stringMatching(/^Gọi \d/),
    shopOrders.confirm,
  ]);
  await bac.press(shopOrders.confirm);
  expect(await bac.text()).toContain(shopOrders.steps['call'] ?? '');
  expect(
    await bac.page
      .getByRole('link', { name: /^Gọi \d/ })
      .first()
      .getAttribute('href'),
  ).toMatch(/^tel:\+84/);
  await bac.press(goAhead.shop.unanswered);
  expect(await bac.text()).toContain('Đã gọi 1 lần không ai nghe');
  expect(await bac.page.evaluate(TOO_WIDE)).toEqual([]);

  const link = `/xac-nhan-don/${code}?token=${goAheadToken(id, TEST_SECRETS.SESSION_SECRET)}`;
  const stranger = new Shopkeeper(await browser.visit({ javaScript: false, viewport: PHONE }));
  expect(await stranger.open(link)).toBe(200);
  expect(await stranger.text()).not.toContain('Trần Thị Bưởi');
  expect(await stranger.page.evaluate(TOO_WIDE)).toEqual([]);
  await bac.open(here);
  expect(await bac.text()).toContain(goAhead.shop.unanswered);
  await stranger.press(goAhead.give);
  expect(await stranger.text()).toContain(goAhead.given);
  expect(await stranger.open(link.slice(0, -1))).toBe(404);
  await bac.open(here);
  expect(await bac.text()).toContain(goAhead.shop.done['link'] ?? '');
  await bac.press(shopOrders.pack);
  await bac.open(here);
  await bac.press(shopOrders.handOver);
  expect(await bac.text()).toContain(shopOrders.steps['deliver'] ?? '');

  await shopper.open(`/don-hang/${groupCode}`);
  expect(await shopper.page.locator('main').innerText()).toContain(words.order.nextSteps.on_the_way);
});

test('the buyer confirms on the order’s page, and a shop that sends without a word says why; the pages pass axe', async () => {
  const shopper = new Shopper(await browser.visit());
  const { groupCode } = await boughtAndAsked(shopper);
  await shopper.open(`/don-hang/${groupCode}`);
  expect(await accessibilityFindings(shopper.page)).toEqual([]);
  await shopper.page.getByRole('button', { name: goAhead.give }).click();
  await shopper.page.waitForLoadState();
  // What happened is folded.
  const says = await shopper.page.locator('main').textContent();
  expect(says).not.toContain(goAhead.ask);
  expect(says).toContain(words.order.events['go_ahead given'] ?? '');

  const other = await boughtAndAsked(shopper);
  const bac = await Shopkeeper.of(browser, floor.url, owner, { viewport: PHONE });
  await bac.open(`/kenh-nguoi-ban/${shop}/don-hang/${other.code}`);
  await bac.press(shopOrders.confirm);
  expect(await accessibilityFindings(bac.page)).toEqual([]);
  await bac.page.getByText(goAhead.shop.waive).click();
  await bac.answer({ [goAhead.shop.waiveWords]: 'Khách quen, tháng nào cũng lấy' });
  await bac.press(goAhead.shop.waiveSubmit);
  expect(await bac.text()).toContain(goAhead.shop.waived('Khách quen, tháng nào cũng lấy'));
  expect(await bac.text()).toContain(shopOrders.steps['pack'] ?? '');
  const link = `/xac-nhan-don/${other.code}?token=${goAheadToken(other.id, TEST_SECRETS.SESSION_SECRET)}`;
  await bac.open(link);
  expect(await accessibilityFindings(bac.page)).toEqual([]);
});
