import { formatVnd } from '#kernel/money';
import { vietnamDay } from '#kernel/time';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession, PHONE } from '../support/browser-session.js';
import type { PlacedBody } from '../support/buyer.js';
import { comesIn, moneyOf } from '../support/incoming-money.js';
import { TOO_WIDE } from '../support/in-page.js';
import { People, type Person } from '../support/people.js';
import { Shopper } from '../support/shopper.js';
import { Shopkeeper, words } from '../support/shopkeeper.js';
import { WebFloor } from '../support/web-floor.js';

const { money, moneySheets: sheets, order: orderWords, deposits } = words;

let floor: WebFloor;
let browser: BrowserSession;
let owner: Person;
let slug: string;
let here: string;
let sellerId: string;
let variantId: string;
let goods: { slug: string; name: string; variant: string; priceVnd: number };

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
  const people = new People(floor.api, floor.database, floor.clock);
  owner = await people.person({ name: 'Người Giữ Tiền Mẫu' });
  ({ slug, variantId, goods } = await anyGoods());
  here = `/kenh-nguoi-ban/${slug}/tien`;
  const [seller] = await floor.database.query<{ id: string }>(`SELECT id FROM sellers WHERE slug = $1`, [
    slug,
  ]);
  sellerId = seller?.id ?? '';
  await people.member(owner, { sellerId });
});
afterEach(async () => {
  expect(await browser.complaints()).toEqual([]);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

/** Something with a fixed price, of which there is enough for these tests, and its shop. */
async function anyGoods(): Promise<{ slug: string; variantId: string; goods: typeof goods }> {
  const list = await floor.buyer.call<{ items: { slug: string }[] }>('GET', '/products?inStock=true');
  for (const one of list.body.items) {
    const { body } = await floor.buyer.call<{
      seller: { slug: string };
      name: string;
      variants: { id: string; name: string; priceVnd: number; available: number; catchWeight?: object }[];
    }>('GET', `/products/${one.slug}`);
    const found = body.variants.find(({ available, catchWeight }) => available > 10 && !catchWeight);
    if (found === undefined) continue;
    const { id, name: variant, priceVnd } = found;
    return {
      slug: body.seller.slug,
      variantId: id,
      goods: { slug: one.slug, name: body.name, variant, priceVnd },
    };
  }
  throw new Error('Nothing is sold at a fixed price');
}

const buy = (): Promise<PlacedBody> => floor.buyer.buy({ [variantId]: 1 }, { payment: 'bank_transfer' });
const said = (text: string): string => text.replaceAll(/\s+/g, ' ');

test('a shop without a bank’s notices taps what came in, on a phone and without scripts; the buyer pays the rest', async () => {
  const placed = await buy();
  const [order] = placed.orders;
  const code = order?.code ?? '';
  const bac = await Shopkeeper.of(browser, floor.url, owner, { javaScript: false });
  await bac.open(`/kenh-nguoi-ban/${slug}`);
  await bac.follow(money.title);
  expect(bac.path).toBe(here);
  const mine = bac.page.locator(`article[id="${code}"]`);
  await mine.locator('summary').click();
  await mine.getByLabel(money.amount).fill('nhiều');
  await mine.getByRole('button', { name: money.receivedThis }).click();
  expect(said(await bac.text())).toContain(money.wrong['received']);
  await mine.getByLabel(money.amount).fill('1.000 đ');
  await mine.getByRole('button', { name: money.receivedThis }).click();
  expect(said(await bac.text())).toContain(money.done['received-under']);

  const buyer = await browser.visit({ javaScript: false });
  await buyer.page.goto(`/don-hang/${placed.code}?token=${placed.accessToken}`);
  expect(said(await buyer.page.locator('main').innerText())).toContain('Người bán đã nhận 1.000 ₫');
  expect(await buyer.page.locator('.transfer').count()).toBe(1);

  await mine.getByRole('button', { name: /^Đã nhận đủ/ }).click();
  expect(said(await bac.text())).toContain(money.done['received-settled']);
  expect((await moneyOf(floor.database, code)).payment).toBe('paid');
  await buyer.page.reload();
  expect(await buyer.page.locator('.transfer').count()).toBe(0);
});

test('money nobody knows the order of is given to one, and what is too much goes back with the bank’s number', async () => {
  const placed = await buy();
  const [order] = placed.orders;
  const code = order?.code ?? '';
  const amountVnd = (order?.totalVnd ?? 0) + 5_000;
  await comesIn(floor.api, { pays: { sellerId }, amountVnd, remark: 'chuyen tien mua cua' });
  const bac = await Shopkeeper.of(browser, floor.url, owner, { javaScript: false });
  await bac.open(here);
  expect(said(await bac.text())).toContain(money.remark('chuyen tien mua cua'));
  await bac.field(money.forOrder).fill('ABC');
  await bac.press(money.match);
  expect(said(await bac.text())).toContain(money.wrong['match']);
  await bac.field(money.forOrder).fill(code.toLowerCase());
  await bac.press(money.match);
  expect(said(await bac.text())).toContain(money.done['match-over']);
  expect(said(await bac.text())).toContain('5.000');
  await bac.field(money.reference).fill('FT26328000001');
  await bac.press(money.sent);
  expect(said(await bac.text())).toContain(money.done['sent']);
  expect(said(await bac.text())).toContain(money.refundsNone);
  const buyer = await browser.visit({ javaScript: false });
  await buyer.page.goto(`/don-hang/${placed.code}?token=${placed.accessToken}`);
  expect(said(await buyer.page.locator('main').innerText())).toContain(
    said(orderWords.money.sent('FT26328000001')),
  );
});

test('a connection is made with a secret that is never shown again, and the page fits a phone and passes axe', async () => {
  const placed = await buy();
  await comesIn(floor.api, { pays: { sellerId }, amountVnd: 12_000, remark: 'x'.repeat(200) });
  await comesIn(floor.api, {
    pays: { orderCode: placed.orders[0]?.code ?? '' },
    amountVnd: placed.totalVnd + 1_000,
  });
  await buy();
  const bac = await Shopkeeper.of(browser, floor.url, owner, { viewport: PHONE });
  expect(await bac.open(here)).toBe(200);
  await bac.field(money.secret).fill('ngan');
  await bac.press(money.connect);
  expect(said(await bac.text())).toContain(money.wrong['connect']);
  expect(await bac.page.evaluate(TOO_WIDE)).toEqual([]);
  expect(await accessibilityFindings(bac.page)).toEqual([]);
  await bac.field(money.secret).fill('bi-mat-sepay-mau-0123456789');
  await bac.press(money.connect);
  expect(said(await bac.text())).toContain(`${floor.url}/api/v1/webhooks/bank/sepay/`);
  expect(await bac.page.content()).not.toContain('bi-mat-sepay-mau');
  expect(await bac.page.evaluate(TOO_WIDE)).toEqual([]);
  expect(await accessibilityFindings(bac.page)).toEqual([]);
});

test('a statement of the bank is sent, looked at line by line and recorded, on a phone and without scripts', async () => {
  const [order] = (await buy()).orders;
  const [code, vnd] = [order?.code ?? '', order?.totalVnd ?? 0];
  const [year, month, day] = vietnamDay(floor.clock.now()).split('-');
  const statement = [
    'Ngày giao dịch;Ghi có;Ghi nợ;Nội dung;Số tham chiếu',
    `${day}/${month}/${year};${vnd};;Thanh toan ${code};FT1`,
    `${day}/${month}/${year};7000000;;Luong thang;FT2`,
    `${day}/${month}/${year};;20000;Phi SMS;FT3`,
  ].join('\r\n');
  const bac = await Shopkeeper.of(browser, floor.url, owner, { javaScript: false, viewport: PHONE });
  await bac.open(here);
  await bac.follow(sheets.kinds['bank_statement']?.link ?? '');
  await bac.press(sheets.send);
  expect(said(await bac.text())).toContain(sheets.noFile);
  const file = { name: 'sao-ke.csv', mimeType: 'text/csv', buffer: Buffer.from(statement) };
  await bac.page.setInputFiles('input[type=file]', file);
  await bac.press(sheets.send);
  const shown = said(await bac.text());
  for (const name of ['settled', 'unmatched', 'outgoing']) expect(shown).toContain(sheets.outcomes[name]);
  expect(shown).toContain(sheets.order(code));
  expect((await moneyOf(floor.database, code)).payment).toBe('pending');
  const looking = await Shopkeeper.of(browser, floor.url, owner);
  await looking.open(bac.path);
  for (const fold of await looking.page.locator('main summary').all()) await fold.click();
  for (const width of [320, 360, 1280]) {
    await looking.page.setViewportSize({ ...PHONE, width });
    expect.soft(await looking.page.evaluate<string[]>(TOO_WIDE), `${width} px`).toEqual([]);
  }
  expect(await accessibilityFindings(looking.page)).toEqual([]);
  await bac.press(sheets.kinds['bank_statement']?.confirm ?? '');
  expect(said(await bac.text())).toContain(sheets.notices['da-ghi']);
  expect((await moneyOf(floor.database, code)).payment).toBe('paid');
  expect(await bac.open(`${here}/chua-co`)).toBe(404);
});

test('a part is asked ahead of what is paid at the door; the buyer reads it before the button and pays it by code', async () => {
  const bac = await Shopkeeper.of(browser, floor.url, owner, { javaScript: false, viewport: PHONE });
  await bac.open(here);
  await bac.follow(deposits.shop.link);
  await bac.page.getByLabel(deposits.shop.ruleYes).check();
  await bac.answer({ [deposits.shop.from]: 'nhiều', [deposits.shop.percent]: '80' });
  await bac.press(deposits.shop.submit);
  for (const wrong of [deposits.shop.wrongFrom, deposits.shop.wrongPercent])
    expect(await bac.text()).toContain(wrong);
  await bac.answer({ [deposits.shop.from]: '100k', [deposits.shop.percent]: '30 %' });
  await bac.press(deposits.shop.submit);
  expect(await bac.text()).toContain(deposits.shop.saved);

  const shopper = new Shopper(await browser.visit({ javaScript: false, viewport: PHONE }));
  await shopper.open(`/san-pham/${goods.slug}`);
  const pieces = Math.ceil(100_000 / goods.priceVnd);
  await shopper.putIntoCart(pieces, goods.variant);
  await shopper.goToCheckout();
  await shopper.fillContact();
  await shopper.fillAddress();
  await shopper.showFees();
  const depositVnd = Math.ceil((pieces * goods.priceVnd * 30) / 100_000) * 1_000;
  const amount = said(formatVnd(depositVnd));
  const cash = words.checkout.methods['cod'] ?? '';
  await shopper.part(slug).getByRole('radio', { name: cash }).check();
  await shopper.showFees();
  expect(said(await shopper.part(slug).innerText())).toContain(`Trả trước ${amount} bằng mã VietQR`);
  expect(said(await shopper.page.locator('#tong-hop').innerText())).toContain(`${deposits.ahead} ${amount}`);
  const purchase = await shopper.place();
  const order = shopper.page.locator('article.order');
  expect(said(await order.innerText())).toContain(orderWords.nextSteps.pay_deposit);
  expect(said(await order.locator('.transfer').innerText())).toContain(amount);
  const [row] = await floor.database.query<{ code: string }>(
    `SELECT o.code FROM orders o JOIN order_groups g ON g.id = o.order_group_id WHERE g.code = $1`,
    [purchase],
  );
  const code = row?.code ?? '';

  await bac.open(`/kenh-nguoi-ban/${slug}/don-hang/${code}`);
  await bac.press(words.shopOrders.moneyCame(formatVnd(depositVnd)));
  expect(said(await bac.text())).toContain(`khách đã trả trước ${amount}`);
  await shopper.page.reload();
  expect(said(await order.innerText())).toContain(`Đã trả trước ${amount}`);
  expect(await order.locator('.transfer').count()).toBe(0);
  const looking = await Shopkeeper.of(browser, floor.url, owner, { viewport: PHONE });
  for (const path of [`${here}/tra-truoc`, here, `/kenh-nguoi-ban/${slug}/don-hang/${code}`]) {
    await looking.open(path);
    expect.soft(await looking.page.evaluate<string[]>(TOO_WIDE), path).toEqual([]);
    expect.soft(await accessibilityFindings(looking.page), path).toEqual([]);
  }
});

test('the pages beside it fit a phone and pass axe: gateways, how one is told, and what waits today', async () => {
  await buy();
  const area = `/kenh-nguoi-ban/${slug}`;
  const bac = await Shopkeeper.of(browser, floor.url, owner, { viewport: PHONE });
  for (const path of ['/cong-thanh-toan', '/bao-tin', '']) {
    expect(await bac.open(area + path)).toBe(200);
    expect.soft(await bac.page.evaluate<string[]>(TOO_WIDE), path).toEqual([]);
    expect.soft(await accessibilityFindings(bac.page), path).toEqual([]);
  }
  expect(said(await bac.text())).toContain(words.seller.home.newOrders);
  const plain = await Shopkeeper.of(browser, floor.url, owner, { javaScript: false, viewport: PHONE });
  await plain.open(`${area}/bao-tin`);
  await plain.page.getByLabel(words.shopNotices.sms).check();
  await plain.press(words.shopNotices.save);
  expect(said(await plain.text())).toContain(words.shopNotices.saved);
  expect(await plain.page.getByLabel(words.shopNotices.sms).isChecked()).toBe(true);
});
