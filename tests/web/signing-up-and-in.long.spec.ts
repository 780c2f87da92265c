import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BrowserSession } from '../support/browser-session.js';
import { Newcomer, words } from '../support/newcomer.js';
import { demo } from '../support/pages.js';
import { Shopper } from '../support/shopper.js';
import { WebFloor } from '../support/web-floor.js';

const NAME = 'Trần Thị Bưởi';
const PASSWORD = 'ba khía muối đêm trăng';

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
afterEach(async () => {
  expect(await browser.complaints()).toEqual([]);
});

describe.each([
  { with: 'with scripts', javaScript: true, phone: '0912 345 601' },
  { with: 'without scripts', javaScript: false, phone: '0912 345 602' },
])('on a phone $with', ({ javaScript, phone }) => {
  test('somebody opens an account, keeps the cart they came with, and comes back', async () => {
    const somebody = await Newcomer.at(browser, floor, { javaScript });
    const shopper = new Shopper(somebody.visit);
    await shopper.open(`/san-pham/${demo.ordinary.slug}`);
    await shopper.putIntoCart(2);
    const cart = (await somebody.cookies())['floor_cart']?.value ?? '';

    await somebody.page.getByRole('link', { name: words.nav.accountLong }).click();
    await somebody.expectHeading(words.entry.signInTitle);
    await somebody.follow(words.entry.signUpLink);
    await somebody.expectHeading(words.entry.signUp.title);
    await somebody.field(words.entry.phone).fill('12345');
    await somebody.press(words.entry.sendCode);
    expect(await somebody.text()).toContain(words.entry.errors.contact);
    expect(await somebody.field(words.entry.phone).inputValue()).toBe('12345');
    await somebody.field(words.entry.phone).fill(phone);
    await somebody.press(words.entry.sendCode);
    await somebody.field(words.entry.code.label).fill('000 000');
    await somebody.press(words.entry.code.submit);
    expect(await somebody.text()).toContain(words.entry.errors.codeWrong);
    await somebody
      .field(words.entry.code.label)
      .fill(await somebody.code(`+84${phone.replaceAll(' ', '').slice(1)}`));
    await somebody.press(words.entry.code.submit);

    await somebody.expectHeading(words.entry.signUp.title);
    const [terms, privacy] = [words.entry.signUp.terms, words.entry.signUp.privacy].map((name) =>
      somebody.page.getByRole('checkbox', { name }),
    );
    expect([await terms?.isChecked(), await privacy?.isChecked()]).toEqual([false, false]);
    await somebody.field(words.entry.signUp.name).fill(NAME);
    await somebody.field(words.entry.signUp.password).fill(PASSWORD);
    await privacy?.check();
    await somebody.press(words.entry.signUp.submit);
    expect(await somebody.page.locator('#terms-error').innerText()).toBe(words.entry.signUp.errors.consent);
    expect(await somebody.field(words.entry.signUp.name).inputValue()).toBe(NAME);
    expect([await terms?.isChecked(), await privacy?.isChecked()]).toEqual([false, true]);
    // A password never comes back in a page.
    expect(await somebody.field(words.entry.signUp.password).inputValue()).toBe('');
    await somebody.field(words.entry.signUp.password).fill(PASSWORD);
    await terms?.check();
    await somebody.press(words.entry.signUp.submit);
    await somebody.expectHeading(words.account.hello(NAME));

    const cookies = await somebody.cookies();
    for (const name of ['floor_session', 'floor_device'])
      expect(cookies[name]).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(cookies['floor_entry']).toBeUndefined();
    // The cart is the account's now: its secret alone opens it no more.
    expect((await floor.buyer.call('GET', `/carts/${cart}`)).status).toBe(404);
    await shopper.open('/gio-hang');
    expect(await somebody.text()).toContain(demo.ordinary.name);

    await somebody.signOut();
    expect(await somebody.text()).toContain(words.entry.out.done);
    expect((await somebody.cookies())['floor_session']).toBeUndefined();
    await somebody.open('/tai-khoan/dia-chi');
    await somebody.expectHeading(words.entry.signInTitle);
    await somebody.enterByCode(phone);
    await somebody.expectHeading(words.account.pages.addresses.label);

    await somebody.signOut();
    await somebody.follow(words.entry.byPassword);
    await somebody.field(words.entry.contact).fill(phone);
    await somebody.field(words.entry.password).fill('không phải mật khẩu');
    await somebody.press(words.entry.signIn);
    expect(await somebody.text()).toContain(words.entry.refusals['bad_credentials']);
    expect(await somebody.field(words.entry.contact).inputValue()).toBe(phone);
    await somebody.field(words.entry.password).fill(PASSWORD);
    await somebody.press(words.entry.signIn);
    await somebody.expectHeading(words.account.hello(NAME));
    await shopper.open('/gio-hang');
  });
});

test('signing in takes nothing but a keyboard', async () => {
  const somebody = await Newcomer.at(browser, floor);
  const { keyboard } = somebody.page;
  await somebody.open('/dang-nhap?tiep=/tai-khoan/thiet-bi');
  // The one question of a page has the focus already.
  await somebody.page.locator('[name=contact]:focus').waitFor();
  await keyboard.type('0912345603');
  await keyboard.press('Enter');
  await somebody.expectHeading(words.entry.code.title);
  await somebody.page.locator('[name=code]:focus').waitFor();
  await keyboard.type(await somebody.code('+84912345603'));
  await keyboard.press('Enter');
  await somebody.expectHeading(words.entry.signUp.title);
  await somebody.page.locator('[name=name]:focus').waitFor();
  await keyboard.type('Lê Văn Phím');
  await keyboard.press('Tab');
  for (const _ of ['terms', 'privacy']) {
    await keyboard.press('Tab');
    await keyboard.press('Space');
    await keyboard.press('Tab');
  }
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await somebody.expectHeading(words.account.pages.devices.label);
});

test('a session somebody planted is never the one that is signed in', async () => {
  const somebody = await Newcomer.at(browser, floor);
  const planted = 'A'.repeat(43);
  await somebody.visit.context.addCookies([{ name: 'floor_session', value: planted, url: floor.url }]);
  await somebody.signUp('0912 345 604', 'Phạm Thị Mới');
  const session = (await somebody.cookies())['floor_session']?.value ?? '';
  expect(session).toMatch(/^[\w-]{43}$/);
  expect(session).not.toBe(planted);
});

test('a known number signs in from the sign-up page, without a second account', async () => {
  const somebody = await Newcomer.at(browser, floor);
  await somebody.signUp('0912 345 605', 'Võ Thị Cũ');
  await somebody.signOut();
  await somebody.open('/dang-ky');
  await somebody.enterByCode('0912 345 605');
  await somebody.expectHeading(words.account.hello('Võ Thị Cũ'));
});
