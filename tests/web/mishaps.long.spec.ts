import { DAY_MS } from '#kernel/time';
import { formatVnd } from '#kernel/money';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ChangePrice } from '../../apps/api/src/modules/catalogue/index.js';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession } from '../support/browser-session.js';
import { SEEDED_AT } from '../support/clock.js';
import { askNobody } from '../support/cod-terms.js';
import { demo } from '../support/pages.js';
import { makerOf, points, type Product } from '../support/province-data.js';
import { BUYER, Shopper, words } from '../support/shopper.js';
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
beforeEach(() => {
  floor.clock.set(SEEDED_AT);
});
afterEach(async () => {
  expect(await browser.complaints()).toEqual([]);
});

const productPage = ({ slug }: Product): string => `/san-pham/${slug}`;

async function orderCount(): Promise<number> {
  const [row] = await floor.database.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM order_groups`,
  );
  return row?.count ?? 0;
}

/** At the button that orders, with everything filled in. */
async function readyToOrder(product: Product, { javaScript = true } = {}): Promise<Shopper> {
  const shopper = new Shopper(await browser.visit({ javaScript }));
  await shopper.open(productPage(product));
  await shopper.putIntoCart(1);
  await shopper.goToCheckout();
  await shopper.fillContact();
  await shopper.fillAddress();
  await (javaScript ? shopper.feesAppear() : shopper.showFees());
  return shopper;
}

test('what is wrong is said beside its field, and nothing typed is lost', async () => {
  const before = await orderCount();
  const shopper = await readyToOrder(demo.ordinary);
  const { page } = shopper;
  const typed = { name: '', phone: '12345', email: 'khong-phai-thu', line: '' };
  for (const [name, value] of Object.entries(typed)) await page.locator(`#${name}`).fill(value);
  await page.locator('#note').fill('Gọi trước khi giao\nNhà có chó');
  await shopper.placeButton.click();
  await page.locator('#loi').waitFor();

  const { fields } = words.checkout;
  const said = { name: fields.name, phone: fields.phone, email: fields.email, line: fields.line };
  for (const [name, message] of Object.entries(said)) {
    const field = page.locator(`#${name}`);
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect((await field.getAttribute('aria-describedby'))?.split(' ')).toContain(`${name}-error`);
    expect(await page.locator(`#${name}-error`).innerText()).toBe(message);
    expect(await field.inputValue()).toBe(typed[name as keyof typeof typed]);
    expect(await page.locator(`#loi a[href="#${name}"]`).innerText()).toBe(message);
  }
  expect(await page.locator('#note').inputValue()).toBe('Gọi trước khi giao\nNhà có chó');
  expect(await orderCount()).toBe(before);
});

test('an order that is not sent unpaid comes back with the reason beside its ways to pay, and is placed by transfer', async () => {
  const cash = words.checkout.methods['cod'];
  const first = await readyToOrder(demo.ordinary, { javaScript: false });
  await first.part(demo.ordinary.producer).getByRole('radio', { name: cash }).check();
  await first.place();
  const before = await orderCount();
  await askNobody(floor.database, { unknownVnd: 1_000 });
  try {
    const shopper = await readyToOrder(demo.ordinary);
    const { page } = shopper;
    const part = shopper.part(demo.ordinary.producer);
    await part.getByRole('radio', { name: cash }).check();
    await shopper.placeButton.click();
    const reason = words.checkout.codRefusals(formatVnd(1_000))['open_orders'] ?? '';
    expect(await part.locator('#payment-error').innerText()).toBe(reason);
    expect(await page.locator('#payment').getAttribute('aria-describedby')).toBe('payment-error');
    expect(await page.locator('#loi a[href="#payment"]').innerText()).toBe(reason);
    expect(await accessibilityFindings(page)).toEqual([]);
    expect(await orderCount()).toBe(before);
    await part.getByRole('radio', { name: words.checkout.methods['bank_transfer'] }).check();
    await shopper.place();
    expect(await orderCount()).toBe(before + 1);
  } finally {
    await askNobody(floor.database);
  }
});

test('a place nobody knows is asked again; one that became several is offered to choose from', async () => {
  const shopper = await readyToOrder(demo.ordinary, { javaScript: false });
  const { page } = shopper;
  await shopper.fillAddress('xứ không tên');
  await shopper.showFees();
  expect(await page.locator('#commune-error').innerText()).toBe(words.checkout.fields.communeUnknown);
  expect(await shopper.field(words.checkout.commune).inputValue()).toBe('xứ không tên');
  expect(await shopper.placeButton.count()).toBe(0);

  await shopper.fillAddress('tan');
  await shopper.showFees();
  const choices = page.getByRole('group', { name: words.checkout.communeChoices('tan') });
  expect(await choices.getByRole('radio').count()).toBeGreaterThan(1);
  await choices.getByRole('radio').first().check();
  await shopper.showFees();
  expect(await shopper.placeButton.count()).toBe(1);
});

test('what is ticked while new fees are on their way stays ticked, and a page nobody changed asks for none', async () => {
  const shopper = new Shopper(await browser.visit());
  const { page } = shopper;
  await page.goto(`/san-pham/${demo.alcohol.slug}`);
  await shopper.putIntoCart(1);
  await shopper.goToCheckout();
  await shopper.fillContact();
  await shopper.fillAddress();
  await shopper.feesAppear();
  await shopper.placeButton.click();
  await page.locator('#adult-error').waitFor();

  const asked: string[] = [];
  let answerNow = (): void => undefined;
  const line = new Promise<void>((resolve) => (answerNow = resolve));
  await page.route('**/dat-hang', async (route) => {
    if (route.request().resourceType() === 'fetch') {
      asked.push(route.request().postData() ?? '');
      await line;
    }
    await route.continue();
  });
  await page.reload();
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual([]);

  await shopper.fillAddress('Năm Căn');
  await shopper.field(words.checkout.commune).press('Tab');
  await page.locator('[data-part=sum].busy').waitFor();
  const adult = page.getByRole('checkbox', { name: words.checkout.adult });
  await adult.check();
  answerNow();
  await page.locator('[data-part=sum]:not(.busy)').waitFor();
  expect(asked).toHaveLength(1);
  expect(await adult.isChecked()).toBe(true);
});

test('pressing the button twice orders once', async () => {
  const before = await orderCount();
  const shopper = await readyToOrder(demo.ordinary);
  await shopper.placeButton.dblclick();
  // Not the address: the second press may break off the navigation of the first.
  await shopper.page.getByRole('heading', { level: 1, name: words.order.thanks }).waitFor();
  expect(await orderCount()).toBe(before + 1);
});

test('the same form sent twice at once is one order, and both answers lead to it', async () => {
  const before = await orderCount();
  const { page } = await readyToOrder(demo.ordinary);
  const form = Object.fromEntries(
    await page.evaluate<[string, string][]>(`[...new FormData(document.querySelector('form.checkout'))]`),
  );
  const send = async () => {
    const answer = await page.request.post('/dat-hang', {
      form: { ...form, intent: 'place' },
      maxRedirects: 0,
    });
    return [answer.status(), answer.headers()['location']];
  };
  const [first, second] = await Promise.all([send(), send()]);
  expect(first?.[0]).toBe(303);
  expect(first?.[1]).toMatch(/^\/don-hang\/[A-Z2-9]{8,12}\?cam-on$/);
  expect(second).toEqual(first);
  expect(await orderCount()).toBe(before + 1);
});

test('the last one taken by somebody else meanwhile: the cart says so, and can be put right', async () => {
  const shopper = await readyToOrder(demo.last);
  const before = await orderCount();
  const [variant] = await floor.database.query<{ id: string }>(
    `SELECT v.id FROM variants v JOIN products p ON p.id = v.product_id WHERE p.slug = $1`,
    [demo.last.slug],
  );
  const { buyer } = floor;
  const cart = await buyer.cart({ [variant?.id ?? '']: 1 });
  expect((await buyer.place(cart, await buyer.quote(cart))).status).toBe(201);

  await shopper.placeButton.click();
  await shopper.page.waitForURL('**/gio-hang*');
  expect(await shopper.page.locator('main').innerText()).toContain(words.cart.problems['out_of_stock']);
  expect(await shopper.page.getByRole('link', { name: words.cart.proceed }).count()).toBe(0);
  expect(await orderCount()).toBe(before + 1);
  await shopper.page.getByRole('button', { name: words.cart.removeOf(demo.last.name) }).click();
  await shopper.page.getByRole('heading', { name: words.cart.emptyTitle }).waitFor();
});

test('a certificate that lapses between cart and order ends the sale with its reason', async () => {
  const shopper = await readyToOrder(demo.expiresToday);
  const before = await orderCount();
  floor.clock.set(new Date(SEEDED_AT.getTime() + DAY_MS));
  await shopper.placeButton.click();
  await shopper.page.waitForURL('**/gio-hang*');
  expect(await shopper.page.locator('main').innerText()).toContain(words.cart.problems['certificate_lapsed']);
  expect(await orderCount()).toBe(before);
  // The product page tells the same, and keeps its address.
  expect(await shopper.open(productPage(demo.expiresToday))).toBe(200);
  expect(await shopper.page.locator('main').innerText()).toContain(words.product.unlistedTitle);
  expect(await shopper.page.getByRole('button', { name: words.product.buy }).count()).toBe(0);
});

test('a price that changed is shown before anything is ordered at it', async () => {
  const shopper = await readyToOrder(demo.few);
  const before = await orderCount();
  const [variant] = await floor.database.query<{ id: string; price: string }>(
    `SELECT v.id, v.price_vnd AS price FROM variants v JOIN products p ON p.id = v.product_id WHERE p.slug = $1`,
    [demo.few.slug],
  );
  const oldButton = await shopper.placeButton.innerText();
  const priceVnd = Number(variant?.price) + 5_000;
  await floor.get(ChangePrice).run({ variantId: variant?.id ?? '', priceVnd });

  await shopper.placeButton.click();
  await shopper.page.getByRole('alert').waitFor();
  expect(await shopper.page.getByRole('alert').innerText()).toBe(words.checkout.refusals['cart_changed']);
  expect(await orderCount()).toBe(before);
  expect(await shopper.field(words.checkout.name).inputValue()).toBe(BUYER.name);
  expect(await shopper.placeButton.innerText()).not.toBe(oldButton);
  expect(await shopper.part(demo.few.producer).innerText()).toContain(formatVnd(priceVnd));
  await shopper.place();
  expect(await orderCount()).toBe(before + 1);
});

test('more than there is goes into no cart, and the page says how many there are', async () => {
  const shopper = new Shopper(await browser.visit());
  await shopper.open(productPage(demo.few));
  await shopper.page.getByLabel(words.product.quantity, { exact: true }).fill('900');
  await shopper.page.getByRole('button', { name: words.product.add }).click();
  await shopper.page.locator('#quantity-error').waitFor();
  expect(await shopper.page.locator('#quantity-error').innerText()).toMatch(/^Chỉ còn \d+,/);
  expect(await shopper.page.getByLabel(words.product.quantity, { exact: true }).inputValue()).toBe('900');
  expect(await shopper.open('/gio-hang')).toBe(200);
  expect(await shopper.page.getByRole('heading', { name: words.cart.emptyTitle }).count()).toBe(1);
});

test('the back button after ordering neither orders again nor shows the old form', async () => {
  const before = await orderCount();
  const shopper = await readyToOrder(demo.ordinary);
  const code = await shopper.place();
  await shopper.page.goBack();
  expect(new URL(shopper.page.url()).pathname).toBe('/gio-hang');
  expect(await shopper.page.getByRole('heading', { name: words.cart.emptyTitle }).count()).toBe(1);
  await shopper.open(`/don-hang/${code}`);
  expect(await shopper.heading()).toBe(words.order.title(code));
  expect(await orderCount()).toBe(before + 1);
});

test('a point the seller does not serve is refused before the order, in words', async () => {
  const shopper = await readyToOrder(demo.few);
  const served = new Set(makerOf(demo.few).pickupPoints);
  const other = points.find(({ slug }) => !served.has(slug))?.slug ?? '';
  await shopper.page.getByRole('radio', { name: words.checkout.pickup }).check();
  await shopper.page.getByLabel(words.checkout.point).selectOption(other);
  await shopper.showFees();
  expect(await shopper.page.locator('main').innerText()).toContain(words.checkout.noDelivery);
  expect(await shopper.placeButton.count()).toBe(0);
});

test('whoever has nothing in the cart is sent there instead of to an empty form', async () => {
  const shopper = new Shopper(await browser.visit());
  await shopper.open('/dat-hang');
  expect(new URL(shopper.page.url()).pathname).toBe('/gio-hang');
});
