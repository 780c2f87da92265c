import { generateSync } from 'otplib';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { BrowserSession } from '../support/browser-session.js';
import { PAGE_FACTS, type PageFacts } from '../support/in-page.js';
import { Newcomer, words } from '../support/newcomer.js';
import { ownPageHolds } from '../support/own-page.js';
import { ACCOUNT_PAGES } from '../support/own-pages.js';
import { People } from '../support/people.js';
import { OLD_COMMUNE } from '../support/shopper.js';
import { SCRIPTS } from '../support/scale.js';
import { signIn } from '../support/sign-in.js';
import { WebFloor } from '../support/web-floor.js';

let floor: WebFloor;
let browser: BrowserSession;
let people: People;

beforeAll(async () => {
  floor = await WebFloor.start();
  people = new People(floor.api, floor.database, floor.clock);
  browser = await BrowserSession.start(floor.url);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});
afterEach(async () => {
  expect(await browser.complaints()).toEqual([]);
});

/** Somebody who is signed in already; how that comes about is told in signing-up-and-in.long.spec.ts. */
async function member(
  options: Parameters<typeof Newcomer.at>[2] = {},
): Promise<{ somebody: Newcomer; phone: string }> {
  const person = await people.person({ name: 'Trần Thị Bưởi' });
  const somebody = await Newcomer.at(browser, floor, options);
  await signIn(somebody.visit.context, floor.url, person);
  return { somebody, phone: person.phone.replace('+84', '0') };
}

test('every page on the way in can be read by everybody, in every state of theirs', async () => {
  const somebody = await Newcomer.at(browser, floor);
  for (const [what, path] of [
    ['sign-in by password', '/dang-nhap?cach=mat-khau'],
    ['sign-in by mail', '/dang-nhap?cach=thu'],
    ['sign-out', '/dang-xuat'],
  ] as const) {
    await somebody.open(path);
    await ownPageHolds(somebody.page, what);
  }
  await somebody.open('/dang-nhap');
  await somebody.press(words.entry.sendCode);
  await ownPageHolds(somebody.page, 'sign-in with what is wrong');
  await somebody.field(words.entry.phone).fill('0987 600 001');
  await somebody.press(words.entry.sendCode);
  await ownPageHolds(somebody.page, 'the code');
  await somebody.press(words.entry.code.resend);
  await somebody.press(words.entry.code.submit);
  await ownPageHolds(somebody.page, 'the code with what is wrong');
  await somebody.field(words.entry.code.label).fill(await somebody.code('+84987600001'));
  await somebody.press(words.entry.code.submit);
  await ownPageHolds(somebody.page, 'who the account is for');
  await somebody.press(words.entry.signUp.submit);
  await ownPageHolds(somebody.page, 'who the account is for, with what is missing');
});

test('every page of an account can be read by everybody', async () => {
  const { somebody } = await member();
  for (const path of ACCOUNT_PAGES) {
    expect([path, await somebody.open(path)]).toEqual([path, 200]);
    await ownPageHolds(somebody.page, path);
  }
});

test('every link of an account leads somewhere', async () => {
  const { somebody } = await member();
  const seen = new Set(['/tai-khoan']);
  const own = (facts: PageFacts): string[] => facts.links.filter((path) => path.startsWith('/tai-khoan'));
  for (const path of seen) {
    const answer = await somebody.page.request.get(path);
    expect([path, answer.status()]).toEqual([path, 200]);
    if (!answer.headers()['content-type']?.startsWith('text/html')) continue;
    await somebody.open(path);
    for (const next of own(await somebody.page.evaluate<PageFacts>(PAGE_FACTS))) seen.add(next);
  }
  expect(seen.size).toBeGreaterThan(8);
});

test.each(SCRIPTS)(
  'an address is kept, found by its old name, changed and removed, %s',
  async (_how, javaScript) => {
    const { somebody } = await member({ javaScript });
    await somebody.open('/tai-khoan/dia-chi');
    await somebody.follow(words.account.addresses.add);
    // The first one is most likely their own.
    expect(await somebody.field(words.checkout.name).inputValue()).toBe('Trần Thị Bưởi');
    await somebody.press(words.account.save);
    expect(await somebody.text()).toContain(words.checkout.fields.commune);
    await somebody.field(words.checkout.commune).fill('tan');
    await somebody.field(words.checkout.line).fill('Số 12, ấp Cái Nai');
    await somebody.press(words.account.save);
    expect(await somebody.text()).toContain(words.checkout.fields.communeAmbiguous);
    expect(await somebody.field(words.checkout.line).inputValue()).toBe('Số 12, ấp Cái Nai');
    await somebody.field(words.checkout.commune).fill(OLD_COMMUNE.typed);
    await somebody.press(words.account.save);
    await somebody.expectHeading(words.account.pages.addresses.label);
    expect(await somebody.text()).toContain(`Số 12, ấp Cái Nai, Xã ${OLD_COMMUNE.now}`);

    await somebody.follow(words.account.addresses.add);
    await somebody.choose(words.checkout.shipOther);
    await somebody.field(words.checkout.name).fill('Trần Văn Bé');
    await somebody.field(words.checkout.phone).fill('0987 654 321');
    await somebody.field(words.checkout.ward).fill('Phường Bến Thành');
    await somebody.page.locator('#province').selectOption('79');
    await somebody.page.locator('#otherLine').fill('5 Lê Lợi');
    await somebody.press(words.account.save);
    expect(await somebody.text()).toContain('5 Lê Lợi, Phường Bến Thành');
    await somebody.press(/^Xóa địa chỉ 5 Lê Lợi/);
    expect(await somebody.text()).toContain(words.account.addresses.removed);
    expect(await somebody.text()).not.toContain('5 Lê Lợi');
  },
);

test.each(SCRIPTS)('a lost phone is signed out from another one, %s', async (_how, javaScript) => {
  const { somebody: lost, phone } = await member({ javaScript });
  const other = await Newcomer.at(browser, floor, { javaScript });
  await other.open('/dang-nhap?tiep=/tai-khoan/thiet-bi');
  await other.enterByCode(phone);
  await other.expectHeading(words.account.pages.devices.label);
  await other.press(words.account.devices.endOf('Máy thử'));
  expect(await other.text()).toContain(words.account.devices.ended);
  expect(await lost.open('/tai-khoan')).toBe(200);
  await lost.expectHeading(words.entry.signInTitle);
});

test.each(SCRIPTS)('what was agreed to is seen, given and taken back, %s', async (_how, javaScript) => {
  const somebody = await Newcomer.at(browser, floor, { javaScript });
  await somebody.signUp(`0987 600 10${Number(javaScript)}`, 'Trần Thị Bưởi');
  const { purposes, switchOn, switchOff, granted, withdrawn } = words.account.consents;
  const news = purposes['news']?.title ?? '';
  await somebody.open('/tai-khoan/dong-y');
  // Nothing beyond what the account needs was agreed to by itself.
  expect(await somebody.page.getByRole('button', { name: switchOn }).count()).toBe(2);
  await somebody.press(`${switchOn}: ${news}`);
  expect(await somebody.text()).toContain(granted);
  await somebody.press(`${switchOff}: ${news}`);
  expect(await somebody.text()).toContain(withdrawn);
});

test('two layers: set up with an app, then asked for, and a paper code opens once', async () => {
  const { somebody, phone } = await member();
  const security = words.account.security;
  await somebody.open('/tai-khoan/bao-mat');
  await somebody.press(security.startTotp);
  await somebody.expectHeading(security.totp.title);
  await ownPageHolds(somebody.page, 'setting up the app');
  const secret = (await somebody.page.locator('.secret code').innerText()).replaceAll(' ', '');
  const code = (): string => generateSync({ secret, epoch: Math.floor(floor.clock.now().getTime() / 1_000) });
  const wrong = code() === '000000' ? '111111' : '000000';
  await somebody.field(security.totp.code).fill(wrong);
  await somebody.press(security.totp.submit);
  expect(await somebody.text()).toContain(security.totpWrong);
  await somebody.field(security.totp.code).fill(code());
  await somebody.press(security.totp.submit);
  await somebody.expectHeading(security.recovery.title);
  await ownPageHolds(somebody.page, 'codes for paper');
  const papers = await somebody.page.locator('.paper-codes code').allInnerTexts();
  expect(new Set(papers).size).toBe(8);

  floor.clock.advance(60_000);
  for (const way of ['totp', 'recovery'] as const) {
    await somebody.signOut();
    await somebody.enterByCode(phone);
    await somebody.expectHeading(words.entry.second.title);
    if (way === 'totp') {
      await ownPageHolds(somebody.page, 'the second factor');
      await somebody.field(words.entry.second.totp).fill(code());
    } else {
      await somebody.page.getByText(words.entry.second.useRecovery).click();
      await somebody.field(words.entry.second.recovery).fill(papers[0]?.toLowerCase() ?? '');
    }
    await somebody.page
      .locator('form')
      .filter({ has: somebody.page.locator(way === 'totp' ? '#totp' : '#recoveryCode') })
      .getByRole('button')
      .click();
    await somebody.expectHeading(words.account.hello('Trần Thị Bưởi'));
  }
  await somebody.open('/tai-khoan/bao-mat');
  expect(await somebody.text()).toContain(security.recoveryLeft(7));
});

test.each(SCRIPTS)('a password is set after showing once more who one is, %s', async (_how, javaScript) => {
  const { somebody, phone } = await member({ javaScript });
  const security = words.account.security;
  floor.clock.advance(11 * 60_000);
  await somebody.open('/tai-khoan/bao-mat');
  await somebody.field(security.newPassword).fill('cá thòi lòi nướng muối');
  await somebody.press(security.setPassword);
  if (javaScript) await ownPageHolds(somebody.page, 'who is at the device');
  await somebody.proveByCode(phone);
  await somebody.expectHeading(words.account.pages.security.label);
  await somebody.field(security.newPassword).fill('mật khẩu');
  await somebody.press(security.setPassword);
  expect(await somebody.text()).toContain(security.passwordShort);
  await somebody.field(security.newPassword).fill('123456789012');
  await somebody.press(security.setPassword);
  expect(await somebody.page.locator('#password-error').innerText()).toContain('dễ bị đoán');
  await somebody.field(security.newPassword).fill('cá thòi lòi nướng muối');
  await somebody.press(security.setPassword);
  expect(await somebody.text()).toContain(security.done['mat-khau']);
});

test('own data is read, downloaded, and erased after a wait that can be broken off', async () => {
  const { somebody, phone } = await member();
  const { ownData } = words.account;
  await somebody.open('/tai-khoan/du-lieu');
  await somebody.follow(ownData.look);
  await somebody.expectHeading(ownData.listTitle);
  expect(await somebody.page.locator('main').textContent()).toContain('Trần Thị Bưởi');
  const file = await somebody.page.request.get('/tai-khoan/du-lieu/tai-ve');
  expect(file.headers()['content-disposition']).toContain('attachment');
  expect(file.headers()['cache-control']).toBe('private, no-store');
  expect(JSON.stringify(await file.json())).toContain('Trần Thị Bưởi');

  await somebody.open('/tai-khoan/du-lieu');
  await somebody.page.getByText(ownData.eraseOpen).click();
  await somebody.press(ownData.eraseConfirm);
  expect(await somebody.text()).toContain(ownData.erasureAsked);
  await ownPageHolds(somebody.page, 'an erasure that waits');
  floor.clock.advance(11 * 60_000);
  await somebody.press(ownData.keep);
  await somebody.proveByCode(phone);
  await somebody.press(ownData.keep);
  expect(await somebody.text()).toContain(ownData.erasureKept);
});

test('a program gets a token for what was chosen, which opens until it is ended', async () => {
  const { somebody } = await member();
  const { tokens } = words.account;
  await somebody.open('/tai-khoan/ung-dung');
  await somebody.page.getByText(tokens.make).click();
  await somebody.press(tokens.submit);
  expect(await somebody.text()).toContain(tokens.errors.scopes);
  await somebody.field(tokens.label).fill('Máy tính tiền');
  await somebody.page.getByRole('checkbox', { name: tokens.ownAccount }).check();
  await somebody.page.locator('#days').selectOption('30');
  await somebody.press(tokens.submit);
  await somebody.expectHeading(tokens.madeTitle);
  await ownPageHolds(somebody.page, 'a token, this once');
  const token = await somebody.page.locator('.secret code').innerText();
  const asked = (): Promise<number> =>
    fetch(`${floor.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } }).then(
      ({ status }) => status,
    );
  expect(await asked()).toBe(200);
  await somebody.follow(tokens.kept);
  await somebody.press(/^Bỏ mã của/);
  expect(await somebody.text()).toContain(tokens.ended);
  expect(await asked()).toBe(401);
});
