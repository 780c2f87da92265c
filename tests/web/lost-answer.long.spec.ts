import { afterAll, beforeAll, expect, test } from 'vitest';
import { BrowserSession } from '../support/browser-session.js';
import { COMMIT, dieAt } from '../support/dying.js';
import { letCommitsBeHeld } from '../support/held-locks.js';
import { demo } from '../support/pages.js';
import { Shopper, words } from '../support/shopper.js';
import { WebFloor } from '../support/web-floor.js';

let floor: WebFloor;
let browser: BrowserSession;

beforeAll(async () => {
  floor = await WebFloor.start({ killable: true });
  browser = await BrowserSession.start(floor.url);
  await letCommitsBeHeld(floor.database);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

const codes = async (): Promise<string[]> =>
  (await floor.database.query<{ code: string }>(`SELECT code FROM order_groups`)).map(({ code }) => code);

test.each([
  ['the checkout, with scripts', { javaScript: true, path: '/dat-hang' }],
  ['the cart, with scripts', { javaScript: true, path: '/gio-hang' }],
  ['the checkout, without scripts', { javaScript: false, path: '/dat-hang' }],
  ['the cart in English, without scripts', { javaScript: false, path: '/en/gio-hang' }],
])(
  'whoever never heard of their order, because the API died at its commit, finds it from %s',
  async (_, { javaScript, path }) => {
    const before = await codes();
    const visit = await browser.visit({ javaScript });
    const shopper = new Shopper(visit);
    await shopper.open(`/san-pham/${demo.ordinary.slug}`);
    await shopper.putIntoCart(1);
    await shopper.goToCheckout();
    await shopper.fillContact();
    await shopper.fillAddress();
    await (javaScript ? shopper.feesAppear() : shopper.showFees());
    await dieAt(floor.database, COMMIT, {
      victim: () => ({ kill: () => floor.killApi() }),
      begin: () => shopper.placeButton.click(),
    });
    await floor.restartApi();

    await shopper.open(path);
    const [code, ...more] = (await codes()).filter((one) => !before.includes(one));
    expect(more).toEqual([]);
    expect(new URL(shopper.page.url()).pathname).toMatch(new RegExp(`/don-hang/${code}$`));
    if (!path.startsWith('/en')) expect(await shopper.heading()).toBe(words.order.thanks);
    // It is opened from now on as any order is, and the cart is a new one.
    await shopper.open(`/don-hang/${code}`);
    expect(await shopper.page.locator('main').innerText()).toContain(String(code));
    await shopper.open('/gio-hang');
    expect(new URL(shopper.page.url()).pathname).toBe('/gio-hang');
    // A page whose server is gone complains.
    visit.complaints.length = 0;
  },
);
