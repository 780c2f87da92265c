import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { BrowserSession } from '../support/browser-session.js';
import { Newcomer, words } from '../support/newcomer.js';
import { WebFloor } from '../support/web-floor.js';

let floor: WebFloor;
let browser: BrowserSession;

beforeAll(async () => {
  floor = await WebFloor.start({ host: 'localhost' });
  browser = await BrowserSession.start(floor.url);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});
afterEach(async () => {
  expect(await browser.complaints()).toEqual([]);
});

/** Gives the browser a device with a fingerprint reader, and its owner's finger on it. */
async function withFingerprint({ visit, page }: Newcomer): Promise<void> {
  const devTools = await visit.context.newCDPSession(page);
  await devTools.send('WebAuthn.enable');
  await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test('a phone is made a key, signs in with one touch, and proves again who holds it', async () => {
  const somebody = await Newcomer.at(browser, floor);
  const { security } = words.account;
  await withFingerprint(somebody);
  await somebody.signUp('0977 000 001', 'Trần Thị Bưởi');
  // The last proof is too long ago: the page leads to where that is done, and back.
  floor.clock.advance(11 * 60_000);
  await somebody.open('/tai-khoan/bao-mat');
  await somebody.page.getByRole('button', { name: security.passkeyAdd }).click();
  await somebody.proveByCode('0977 000 001');
  await somebody.expectHeading(words.account.pages.security.label);
  await somebody.field(security.passkeyLabel).fill('Điện thoại của Bưởi');
  await somebody.page.getByRole('button', { name: security.passkeyAdd }).click();
  await somebody.expectHeading(security.recovery.title);
  expect(await somebody.page.locator('.paper-codes code').count()).toBe(8);
  await somebody.follow(security.recovery.kept);
  expect(await somebody.text()).toContain('Điện thoại của Bưởi');

  await somebody.signOut();
  await somebody.open('/dang-nhap?tiep=/tai-khoan/thiet-bi');
  await somebody.page.getByRole('button', { name: words.entry.passkey }).click();
  await somebody.expectHeading(words.account.pages.devices.label);

  floor.clock.advance(11 * 60_000);
  await somebody.open('/tai-khoan/bao-mat');
  await somebody.press(/^Bỏ Điện thoại/);
  await somebody.expectHeading(words.entry.fresh.title);
  await somebody.page.getByRole('button', { name: words.entry.passkey }).click();
  await somebody.expectHeading(words.account.pages.security.label);
  await somebody.press(/^Bỏ Điện thoại/);
  expect(await somebody.text()).toContain(security.done['bo-khoa']);
});

test('a key of nobody, or a finger taken away, leaves the other ways', async () => {
  const somebody = await Newcomer.at(browser, floor);
  await withFingerprint(somebody);
  await somebody.open('/dang-nhap');
  await somebody.page.getByRole('button', { name: words.entry.passkey }).click();
  await somebody.page.getByText(words.entry.passkeyCancelled).waitFor();
  await somebody.field(words.entry.phone).fill('0977 000 002');
  await somebody.press(words.entry.sendCode);
  await somebody.expectHeading(words.entry.code.title);
});

test('where there is no script there is no such button', async () => {
  const somebody = await Newcomer.at(browser, floor, { javaScript: false });
  await somebody.open('/dang-nhap');
  expect(await somebody.page.getByRole('button', { name: words.entry.passkey }).count()).toBe(0);
});
