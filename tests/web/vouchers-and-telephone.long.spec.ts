import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession, PHONE } from '../support/browser-session.js';
import { TOO_WIDE } from '../support/in-page.js';
import { People, type Person } from '../support/people.js';
import { Shopkeeper, words } from '../support/shopkeeper.js';
import { Shopper } from '../support/shopper.js';
import { WebFloor } from '../support/web-floor.js';

const { vouchers, voucherField, phoneOrder } = words;

const SHOP = 'cong-ty-vi-du-cua-bien';
const CRAB = '/san-pham/cua-gach-vi-du';
const VOUCHERS = `/kenh-nguoi-ban/${SHOP}/ma-giam-gia`;
const TELEPHONE = `/kenh-nguoi-ban/${SHOP}/don-dien-thoai`;

let floor: WebFloor;
let browser: BrowserSession;
let owner: Person;

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
  const people = new People(floor.api, floor.database, floor.clock);
  owner = await people.person({ name: 'Người Bán Mẫu' });
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

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ');

test('a shop gives a voucher on a phone, a buyer without scripts uses it, and the shop ends it', async () => {
  const bac = await Shopkeeper.of(browser, floor.url, owner, { viewport: PHONE });
  expect(await bac.open(VOUCHERS)).toBe(200);
  await bac.press(vouchers.submit);
  expect(await bac.text()).toContain(vouchers.wrong['endsOn']);
  expect(await accessibilityFindings(bac.page)).toEqual([]);
  await bac.answer({
    [vouchers.code]: 'Cua ngon',
    [vouchers.percentField]: '10 %',
    [vouchers.capField]: '20.000',
    [vouchers.endsOn]: '31/12/2026',
  });
  await bac.press(vouchers.submit);
  expect(await bac.text()).toContain(vouchers.given('CUANGON'));
  expect(await bac.page.evaluate(TOO_WIDE)).toEqual([]);
  expect(await accessibilityFindings(bac.page)).toEqual([]);

  const shopper = new Shopper(await browser.visit({ javaScript: false }));
  await shopper.open(CRAB);
  await shopper.putIntoCart(1, 'Con 300–500 g');
  await shopper.goToCheckout();
  await shopper.fillContact();
  await shopper.fillAddress();
  await shopper.page.locator('[name=voucher]').fill('khong co');
  await shopper.showFees();
  const main = async (): Promise<string> => plain(await shopper.page.locator('main').innerText());
  expect(await main()).toContain(voucherField.problems('')['voucher_unknown']);
  await shopper.page.locator('[name=voucher]').fill('cua NGON');
  await Promise.all([
    shopper.page.waitForResponse((answer) => answer.request().isNavigationRequest()),
    shopper.page.getByRole('button', { name: voucherField.use }).click(),
  ]);
  await shopper.page.waitForLoadState();
  expect(await main()).toContain(plain(voucherField.taken('CUANGON', '20.000 ₫')));
  await shopper.place();
  expect(await main()).toContain('−20.000 ₫');

  await bac.open(VOUCHERS);
  expect(plain(await bac.text())).toContain(
    `${vouchers.uses(1, null)} · ${vouchers.perPerson(1)} · Đã giảm 20.000 ₫`,
  );
  await bac.page.locator('summary').click();
  await bac.press(vouchers.endConfirm);
  expect(await bac.text()).toContain(vouchers.ended);
});

test('a shop takes an order on the phone: goods found by name, the sum read out, placed once', async () => {
  const bac = await Shopkeeper.of(browser, floor.url, owner, { viewport: PHONE });
  expect(await bac.open(TELEPHONE)).toBe(200);
  expect(await bac.page.evaluate(TOO_WIDE)).toEqual([]);
  await bac.answer({ [phoneOrder.search]: 'cua gach' });
  await bac.press(phoneOrder.find);
  await bac.page.locator('input[name^=sl-]').first().fill('2');
  await bac.press(new RegExp(`^${phoneOrder.quote}$`));
  expect(await bac.text()).toContain(phoneOrder.wrong.commune);
  await bac.answer({
    [phoneOrder.commune]: 'Xã Đất Mũi',
    [phoneOrder.line]: 'Ấp Mũi',
    [phoneOrder.phone]: '0912',
  });
  await bac.press(new RegExp(`^${phoneOrder.quote}$`));
  const place = (): Promise<void> => bac.press(/^Đặt đơn cho khách/);
  await place();
  expect(await bac.text()).toContain(phoneOrder.wrong.phone);
  expect(await accessibilityFindings(bac.page)).toEqual([]);
  await bac.answer({ [phoneOrder.name]: 'Bà Tư Mẫu', [phoneOrder.phone]: '0912345678' });
  await place();
  const code = new URL(bac.page.url()).searchParams.get('xong') ?? '';
  expect(await bac.text()).toContain(phoneOrder.done(code));
  expect(
    await floor.database.query(
      `SELECT l.quantity FROM order_groups g JOIN orders o ON o.order_group_id = g.id JOIN order_lines l ON l.order_id = o.id
       WHERE g.code = $1`,
      [code],
    ),
  ).toEqual([{ quantity: 2 }]);
});
