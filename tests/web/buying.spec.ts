import { foldVietnamese } from '#kernel/text';
import { formatVnd } from '#kernel/money';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BrowserSession, PHONE } from '../support/browser-session.js';
import { TOO_WIDE } from '../support/in-page.js';
import { demo } from '../support/pages.js';
import { makerOf } from '../support/province-data.js';
import { BUYER, OLD_COMMUNE, Shopper, words } from '../support/shopper.js';
import { WebFloor } from '../support/web-floor.js';

interface Group {
  totalVnd: number;
  orders: {
    code: string;
    seller: { slug: string };
    status: string;
    totalVnd: number;
    payment: { method: string; status: string; vietqr?: { payload: string; accountNumber: string } };
  }[];
}

let floor: WebFloor;
let browser: BrowserSession;

beforeAll(async () => {
  floor = await WebFloor.start({ worker: true });
  browser = await BrowserSession.start(floor.url);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

const food = demo.ordinary;
const spirits = demo.alcohol;
const foodVariant = food.variants[1] ?? food.variants[0];
const SAMPLE = 'MẪU – KHÔNG CHUYỂN TIỀN';

async function available(slug: string): Promise<number> {
  const { body } = await floor.buyer.call<{ available: number }>('GET', `/products/${slug}`);
  return body.available;
}

describe.each([
  { how: 'with scripts', javaScript: true },
  { how: 'without JavaScript', javaScript: false },
])('a phone $how', ({ javaScript }) => {
  test('buys from two sellers, pays one by code, finds the order again and cancels a part', async () => {
    const visit = await browser.visit({ viewport: PHONE, javaScript });
    const shopper = new Shopper(visit);
    const { page } = shopper;
    const fits = async (): Promise<void> => {
      if (javaScript) expect(await page.evaluate<string[]>(TOO_WIDE)).toEqual([]);
    };
    const stockBefore = { food: await available(food.slug), spirits: await available(spirits.slug) };

    await shopper.open('/');
    await shopper.find(foldVietnamese(food.name), food);
    await fits();

    // Where it can be tasted, and from there back to the product.
    const taste = page.locator('section', {
      has: page.getByRole('heading', { name: words.product.taste }),
    });
    await taste.getByRole('link').first().click();
    await page.waitForURL('**/du-lich/*');
    await fits();
    await page.locator(`main a[href="/san-pham/${food.slug}"]`).first().click();
    await page.waitForURL(`**/san-pham/${food.slug}`);
    await shopper.putIntoCart(2, foodVariant?.name);
    expect(await page.getByRole('main').getByRole('status').innerText()).toBe(words.cart.added);

    await shopper.find(foldVietnamese(spirits.name).split(' ').reverse().join(' '), spirits);
    await shopper.putIntoCart(1);
    for (const { producer } of [food, spirits])
      expect(await page.locator(`section[aria-labelledby="nguoi-ban-${producer}"]`).count()).toBe(1);
    await fits();

    await shopper.goToCheckout();
    await shopper.fillContact();
    await shopper.fillAddress();
    await (javaScript ? shopper.feesAppear() : shopper.showFees());
    await fits();
    // The name of today stands where the old one was typed, and the page says why.
    expect(await shopper.field(words.checkout.commune).inputValue()).toContain(OLD_COMMUNE.now);
    expect(await page.locator('main').innerText()).toContain(`${OLD_COMMUNE.old} nay thuộc`);

    const cash = words.checkout.methods['cod'] ?? '';
    const transfer = words.checkout.methods['bank_transfer'] ?? '';
    const ofSpirits = shopper.part(spirits.producer);
    expect(await ofSpirits.getByRole('radio', { name: cash }).isDisabled()).toBe(true);
    expect(await ofSpirits.innerText()).toContain(words.checkout.unavailable['cod_not_allowed']);
    await ofSpirits.getByRole('radio', { name: transfer }).check();
    await shopper.part(food.producer).getByRole('radio', { name: cash }).check();

    // Without the confirmation of age nothing is ordered, and nothing typed is lost.
    await shopper.placeButton.click();
    await page.locator('#adult-error').waitFor();
    expect(await page.locator('#adult-error').innerText()).toBe(words.checkout.fields.adult);
    expect(await shopper.field(words.checkout.name).inputValue()).toBe(BUYER.name);
    expect(await shopper.field(words.checkout.line).inputValue()).toBe(BUYER.line);
    expect(await shopper.part(food.producer).getByRole('radio', { name: cash }).isChecked()).toBe(true);
    await page.getByRole('checkbox', { name: words.checkout.adult }).check();
    const promised = await shopper.placeButton.innerText();

    const code = await shopper.place();
    expect(await shopper.heading()).toBe(words.order.thanks);
    await fits();
    const token = await shopper.orderToken(code);
    const { status, body: group } = await floor.buyer.call<Group>('GET', `/order-groups/${code}`, undefined, {
      'order-token': token,
    });
    expect(status).toBe(200);
    expect(promised).toBe(words.checkout.place(formatVnd(group.totalVnd)));
    expect(group.orders.map(({ seller, payment }) => [seller.slug, payment.method]).sort()).toEqual(
      [
        [food.producer, 'cod'],
        [spirits.producer, 'bank_transfer'],
      ].sort(),
    );
    const cashOrder = group.orders.find(({ payment }) => payment.method === 'cod');
    const transferOrder = group.orders.find(({ payment }) => payment.method === 'bank_transfer');
    if (cashOrder === undefined || transferOrder === undefined) throw new Error('one order of each kind');
    expect(await available(food.slug)).toBe(stockBefore.food - 2);
    expect(await available(spirits.slug)).toBe(stockBefore.spirits - 1);

    // One code, of the order to be paid now, readable although the warning lies across it.
    const qr = page.locator('svg.qr');
    expect(await qr.count()).toBe(1);
    expect(await shopper.scan(qr)).toBe(transferOrder.payment.vietqr?.payload);
    expect(await qr.locator('text').textContent()).toContain(SAMPLE);
    expect(await page.locator('figcaption').innerText()).toContain(SAMPLE);
    // Nobody can transfer to it by typing either.
    expect(transferOrder.payment.vietqr?.accountNumber).toMatch(/[A-Z]/);

    await page.reload();
    expect(await page.locator('article.order').count()).toBe(2);

    // Somebody else with the address sees nothing of it; phone and code bring the link.
    const confirmation = await floor.message(`order-confirmation-${code}`);
    expect(confirmation.to.email).toBe(BUYER.email);
    const elsewhere = new Shopper(await browser.visit({ viewport: PHONE, javaScript }));
    expect(await elsewhere.open(`/don-hang/${code}`)).toBe(404);
    expect(await elsewhere.page.locator('body').innerText()).not.toContain(BUYER.name);
    await elsewhere.field(words.lookup.phone).fill('+84 912 345 678');
    await elsewhere.field(words.lookup.code).fill(code.toLowerCase());
    await elsewhere.page.getByRole('button', { name: words.lookup.submit }).click();
    await elsewhere.page.getByRole('main').getByRole('status').waitFor();
    const link = /https?:\/\/\S+/.exec((await floor.message(`order-link-${code}`)).text)?.[0] ?? '';
    expect(link.startsWith(`${floor.url}/don-hang/${code}?token=`)).toBe(true);
    await elsewhere.open(link);
    expect(elsewhere.page.url()).toBe(`${floor.url}/don-hang/${code}`);
    expect(await elsewhere.heading()).toBe(words.order.title(code));

    const article = elsewhere.page.locator(`article[id="${cashOrder.code}"]`);
    await article.getByText(words.order.cancel, { exact: true }).click();
    await article.getByRole('button', { name: words.order.cancelConfirm }).click();
    await elsewhere.page.waitForURL(`**/don-hang/${code}#${cashOrder.code}`);
    expect(await article.innerText()).toContain(words.order.nextSteps.cancelled_by_buyer);
    expect(await elsewhere.page.locator(`article[id="${transferOrder.code}"]`).innerText()).not.toContain(
      words.order.statuses['cancelled'],
    );
    expect(await available(food.slug)).toBe(stockBefore.food);
    expect(await available(spirits.slug)).toBe(stockBefore.spirits - 1);

    expect(await browser.complaints()).toEqual([]);
  });
});

test('what the seller may call from is on the order, and the buyer can fetch the goods at a point instead', async () => {
  const shopper = new Shopper(await browser.visit({ viewport: PHONE }));
  const { page } = shopper;
  const [served] = makerOf(food).pickupPoints;
  await shopper.open(`/san-pham/${food.slug}`);
  await shopper.putIntoCart(1);
  await shopper.goToCheckout();
  await shopper.fillContact();
  await page.getByRole('radio', { name: words.checkout.pickup }).check();
  await page.getByLabel(words.checkout.point).selectOption(served ?? '');
  await shopper.showFees();
  const promised = await shopper.placeButton.innerText();
  const code = await shopper.place();
  expect(await page.locator(`main a[href="/du-lich/${served}"]`).count()).toBe(1);
  const rows = await floor.database.query<{ total: string }>(
    `SELECT total_vnd AS total FROM order_groups WHERE code = $1`,
    [code],
  );
  expect(promised).toBe(words.checkout.place(formatVnd(Number(rows[0]?.total))));
  expect(await browser.complaints()).toEqual([]);
});
