import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession, PHONE } from '../support/browser-session.js';
import { Buyer } from '../support/buyer.js';
import { TOO_WIDE } from '../support/in-page.js';
import { demo } from '../support/pages.js';
import { People, type Person } from '../support/people.js';
import { Shopper, words } from '../support/shopper.js';
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

const HOME = { name: 'Bà Tư Mẫu', phone: '0912345678', communeCode: '32191', line: 'Số 1, ấp 2' };
const AWAY = { name: 'Em Út Mẫu', phone: '0351234567', provinceCode: '01', ward: 'Phường Mẫu', line: 'Số 9' };

async function somebodyWithAddresses(): Promise<Person> {
  const person = await new People(floor.api, floor.database, floor.clock).person();
  for (const address of [HOME, AWAY])
    await new Buyer(floor.api.url).call('POST', '/me/addresses', address, person.headers);
  return person;
}

async function shopperOf(person: Person, javaScript: boolean): Promise<Shopper> {
  const shopper = new Shopper(await browser.visit({ pictures: false, javaScript }));
  await shopper.page
    .context()
    .addCookies([
      { name: 'floor_session', value: person.token, url: floor.url, httpOnly: true, sameSite: 'Lax' },
    ]);
  return shopper;
}

test.each([true, false])(
  'a saved address fills the checkout, another is one tap away (scripts: %s)',
  async (javaScript) => {
    const person = await somebodyWithAddresses();
    const shopper = await shopperOf(person, javaScript);
    await shopper.open(`/san-pham/${demo.ordinary.slug}`);
    await shopper.putIntoCart(1);
    await shopper.goToCheckout();
    expect(await shopper.field(words.checkout.name).inputValue()).toBe(HOME.name);
    expect(await shopper.field(words.checkout.commune).inputValue()).toBe('Xã Năm Căn');
    expect(await shopper.field(words.checkout.line).inputValue()).toBe(HOME.line);
    await shopper.placeButton.waitFor();
    for (const width of [320, 360]) {
      await shopper.page.setViewportSize({ ...PHONE, width });
      if (javaScript) expect(await shopper.page.evaluate<string[]>(TOO_WIDE)).toEqual([]);
    }
    if (javaScript) expect(await accessibilityFindings(shopper.page)).toEqual([]);

    await shopper.page.getByRole('link', { name: new RegExp(AWAY.name) }).click();
    await shopper.page.waitForURL(/dia-chi=/);
    expect(await shopper.field(words.checkout.name).inputValue()).toBe(AWAY.name);
    expect(await shopper.page.locator('input[name="way"]:checked').inputValue()).toBe('other');
    const code = await shopper.place();

    const mine = await new Buyer(floor.api.url).call<{ items: { code: string }[] }>(
      'GET',
      '/me/order-groups',
      undefined,
      person.headers,
    );
    expect(mine.body.items.map((group) => group.code)).toEqual([code]);
  },
);

test('a cart begun on one device is there on the next, once something is put in', async () => {
  const person = await somebodyWithAddresses();
  const phone = await shopperOf(person, true);
  await phone.open(`/san-pham/${demo.ordinary.slug}`);
  await phone.putIntoCart(2);
  const desk = await shopperOf(person, false);
  await desk.open(`/san-pham/${demo.alcohol.slug}`);
  await desk.putIntoCart(1);
  for (const shopper of [phone, desk]) {
    await shopper.open('/gio-hang');
    for (const { slug } of [demo.ordinary, demo.alcohol])
      expect(await shopper.page.locator(`main a[href="/san-pham/${slug}"]`).count()).toBeGreaterThan(0);
  }
  // Signed out the cart is nobody's to look at.
  await desk.page.context().clearCookies({ name: 'floor_session' });
  await desk.open('/gio-hang');
  expect(await desk.page.locator(`main a[href="/san-pham/${demo.ordinary.slug}"]`).count()).toBe(0);
});

test('browsers complain of nothing', async () => {
  expect(await browser.complaints()).toEqual([]);
});
