import { formatVnd } from '#kernel/money';
import { vietnamDay } from '#kernel/time';
import type { Locator } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { BrowserSession, PHONE } from '../support/browser-session.js';
import { SEEDED_AT } from '../support/clock.js';
import { SELLERS_ACCOUNT } from '../support/gateways/card-shop.js';
import { StripeDouble } from '../support/gateways/stripe-double.js';
import { comesIn } from '../support/incoming-money.js';
import { stockOf } from '../support/ledger.js';
import { readMessages } from '../support/outbox.js';
import { SURE_TO_COME_MS } from '../support/patience.js';
import { People, type Person } from '../support/people.js';
import { said } from '../support/said-times.js';
import { Shopkeeper, words } from '../support/shopkeeper.js';
import { Shopper } from '../support/shopper.js';
import { asHousehold, balancesOf, decided, Selling, type Sold } from '../support/sold-goods.js';
import { WebFloor } from '../support/web-floor.js';

const { shopOrders } = words;

/** A shop of the purchase with what is bought there. */
interface Part {
  slug: string;
  sellerId: string;
  product: string;
  name: string;
  priceVnd: number;
  variantId: string;
  producerId: string;
}

let stripe: StripeDouble;
let floor: WebFloor;
let browser: BrowserSession;
let people: People;
let administrator: Person;

beforeAll(async () => {
  stripe = await StripeDouble.start([SELLERS_ACCOUNT], SEEDED_AT);
  floor = await WebFloor.start({ worker: true, settings: stripe.env });
  browser = await BrowserSession.start(floor.url);
  people = new People(floor.api, floor.database, floor.clock);
  administrator = await people.officer('administrator');
});
afterEach(async () => {
  expect(await browser.complaints()).toEqual([]);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
  await stripe?.stop();
});

/** Three shops, kept by households, on whose sales there is tax; each has something with a fixed price. */
async function threeShops(): Promise<[Part, Part, Part]> {
  const { body } = await floor.buyer.call<{ items: { slug: string }[] }>(
    'GET',
    '/products?group=I&inStock=true&limit=100',
  );
  const parts = await floor.database.query<Part>(
    `SELECT DISTINCT ON (s.id) s.slug, s.id AS "sellerId", s.producer_id AS "producerId", p.slug AS product, p.name, v.price_vnd::float8 AS "priceVnd", v.id AS "variantId"
     FROM products p JOIN variants v ON v.product_id = p.id
       JOIN stock_levels k ON k.variant_id = v.id AND k.on_hand - k.reserved > 5
       JOIN sellers s ON s.id = p.seller_id AND s.accepts_cod AND s.accepts_bank_transfer
     WHERE p.slug = ANY ($1) AND v.position = 1 AND v.kg_price_vnd IS NULL AND v.price_vnd BETWEEN 20000 AND 150000
     ORDER BY s.id, p.id LIMIT 3`,
    [body.items.map(({ slug }) => slug)],
  );
  const [first, second, third] = parts;
  if (first === undefined || second === undefined || third === undefined)
    throw new Error(`The demo has ${parts.length} such shops`);
  for (const part of parts) await asHousehold(floor.database, part);
  return [first, second, third];
}

const spaced = (text: string): string => text.replaceAll(/\s+/g, ' ');

test('three sellers, three ways to pay; one parcel refused, one returned, one completed', async () => {
  const [atTheDoor, byTransfer, byCard] = await threeShops();
  await floor.database.query(
    `INSERT INTO gateway_accounts (seller_id, gateway, external_account, status, status_changed_at)
     VALUES ($1, 'stripe', $2, 'active', now())`,
    [byCard.sellerId, SELLERS_ACCOUNT],
  );
  for (const channel of ['cod', 'bank_transfer', 'card'])
    await decided(floor.database, administrator.accountId, channel, 'seller_owes');

  const before = [await shelf(atTheDoor), await shelf(byTransfer), await shelf(byCard)];

  const shopper = new Shopper(await browser.visit({ javaScript: false, viewport: PHONE }));
  for (const part of [atTheDoor, byTransfer, byCard]) {
    await shopper.open(`/san-pham/${part.product}`);
    await shopper.putIntoCart(2);
  }
  await shopper.goToCheckout();
  await shopper.fillContact();
  await shopper.fillAddress();
  await shopper.showFees();
  for (const [part, method] of [
    [atTheDoor, 'cod'],
    [byTransfer, 'bank_transfer'],
    [byCard, 'card'],
  ] as const)
    await shopper.part(part.slug).locator(`input[value=${method}]`).check();
  const code = await shopper.place();
  const orders = await ordersOf(code);
  const [refused, returned, completed] = [
    orders[atTheDoor.slug],
    orders[byTransfer.slug],
    orders[byCard.slug],
  ];
  if (refused === undefined || returned === undefined || completed === undefined)
    throw new Error('The purchase has not one order for each shop');
  expect(spaced(await shopper.page.locator('main').innerText())).toContain(
    formatVnd(refused.totalVnd + returned.totalVnd + completed.totalVnd).replaceAll(/\s/g, ' '),
  );

  // Money comes three ways: by the bank's notice, by the gateway's and the browser's return, and at the door.
  await comesIn(floor.api, { pays: { orderCode: returned.code }, amountVnd: returned.totalVnd });
  await stripe.set({ webhookUrl: `${floor.url}/api/v1/webhooks/stripe` });
  const { sessions } = await stripe.state();
  expect(sessions.map((one) => [one.client_reference_id, one.amount, one.account])).toEqual([
    [completed.code, completed.totalVnd, SELLERS_ACCOUNT],
  ]);
  await stripe.pay(sessions[0]?.id ?? '');
  await shopper.open(new URL(String(sessions[0]?.params['success_url'])).pathname);
  expect(new URL(shopper.page.url()).pathname).toBe(`/don-hang/${code}`);
  expect(await shopper.page.locator('.transfer').count()).toBe(0);

  // Each shop confirms, packs and hands over what is its own, on a phone.
  const keepers = [];
  for (const [part, order] of [
    [atTheDoor, refused],
    [byTransfer, returned],
    [byCard, completed],
  ] as const) {
    const owner = await people.person();
    await people.member(owner, part);
    const keeper = await Shopkeeper.of(browser, floor.url, owner, { javaScript: false, viewport: PHONE });
    keepers.push(keeper);
    await keeper.open(`/kenh-nguoi-ban/${part.slug}/don-hang/${order.code}`);
    for (const button of [shopOrders.confirm, shopOrders.pack, shopOrders.handOver])
      await keeper.press(button);
    for (const other of [refused, returned, completed].filter((one) => one !== order))
      expect(await keeper.open(`/kenh-nguoi-ban/${part.slug}/don-hang/${other.code}`)).toBe(404);
    await keeper.open(`/kenh-nguoi-ban/${part.slug}/don-hang/${order.code}`);
  }
  const [door, desk] = keepers;
  if (door === undefined || desk === undefined) throw new Error('Nobody keeps the shops');

  // The customer takes nothing of the first; its goods are back on the shelf, and nobody owes anybody.
  await door.page.getByText(shopOrders.refuse).click();
  await door.page.locator('input[name^=so-]').first().fill('2');
  await door.press(shopOrders.refuseSubmit);
  await door.press(shopOrders.takeBack);
  expect(await shelf(atTheDoor)).toEqual(before[0]);

  // The third is taken, and the buyer says so.
  await shopper.open(`/don-hang/${code}`);
  const cardOf = (order: Sold): Locator => shopper.page.locator('article.order', { hasText: order.code });
  await cardOf(completed).getByRole('button', { name: words.order.receive }).click();
  await shopper.page.waitForLoadState();
  await desk.press(shopOrders.arrive);
  await shopper.open(`/don-hang/${code}`);
  for (const [order, says] of [
    [refused, words.order.nextSteps.cancelled_refused],
    [returned, said(words.order.nextSteps.arrived)],
    [completed, words.order.nextSteps.completed],
  ] as const)
    expect(spaced(await cardOf(order).innerText())).toContain(says);

  // One piece of the second is not what was shown: asked for with a picture, agreed to, back on the shelf, paid back.
  await cardOf(returned).getByRole('link', { name: words.returns.link }).click();
  await shopper.page.waitForURL('**/tra-hang/*');
  await shopper.page.locator('input[name^=so-]').fill('1');
  await shopper.page.getByRole('radio', { name: words.returns.reasons['not_as_described'] }).check();
  await shopper.field(words.returns.words).fill('Hũ nhỏ hơn trong ảnh.');
  await shopper.page
    .getByLabel(words.returns.photosAdd)
    .setInputFiles({ name: 'hu.jpg', mimeType: 'image/jpeg', buffer: await picture() });
  await shopper.page.getByRole('button', { name: words.returns.submit }).click();
  await shopper.page.waitForURL(`**/don-hang/${code}*`);
  expect(spaced(await cardOf(returned).innerText())).toContain(words.returns.statuses['requested']);
  await desk.open(`/kenh-nguoi-ban/${byTransfer.slug}/don-hang/${returned.code}`);
  expect(await desk.text()).toContain('Hũ nhỏ hơn trong ảnh.');
  await desk.press(words.returns.shop.agree);
  await desk.press(words.returns.shop.arrived);
  const backVnd = byTransfer.priceVnd;
  expect(spaced(await desk.text())).toContain(spaced(words.returns.shop.settled(formatVnd(backVnd))));
  await desk.open(`/kenh-nguoi-ban/${byTransfer.slug}/tien`);
  await desk.field(words.money.reference).fill('FT26328000002');
  await desk.press(words.money.sent);
  expect(spaced(await desk.text())).toContain(words.money.done['sent']);
  await shopper.open(`/don-hang/${code}`);
  const goneBack = spaced(await cardOf(returned).innerText());
  for (const says of [words.order.money.back(formatVnd(backVnd)), words.order.money.sent('FT26328000002')])
    expect(goneBack).toContain(spaced(says));
  await desk.open(`/kenh-nguoi-ban/${byTransfer.slug}/don-hang/${returned.code}`);
  expect([await shelf(atTheDoor), await shelf(byTransfer), await shelf(byCard)]).toEqual(
    before.map(({ onHand }, index) => ({ onHand: onHand - ([0, 1, 2][index] ?? 0), reserved: 0 })),
  );

  // The ledger: nothing of the first; of the second what was kept, with its share of the tax; all of the third.
  await cardOf(returned).getByRole('button', { name: words.order.receive }).click();
  await shopper.page.waitForLoadState();
  await selling().post();
  expect(await selling().differences()).toEqual([]);
  const [kept, all] = [taxOf(returned, backVnd), taxOf(completed, 0)];
  expect(await balancesOf(floor.database, refused)).toEqual({});
  expect(await balancesOf(floor.database, returned)).toEqual(kept.balances);
  expect(await balancesOf(floor.database, completed)).toEqual(all.balances);

  // The month's form: the two that sold, to the đồng.
  const officer = await Shopkeeper.of(browser, floor.url, administrator);
  await officer.open(`/quan-tri/thue?ky=${vietnamDay(floor.clock.now()).slice(0, 7)}`);
  const form = await Promise.all(
    (await officer.page.locator('.desk-table tbody tr').all()).map(async (row) =>
      spaced(await row.innerText()),
    ),
  );
  const rows = [
    [returned, '01 Hàng hóa', backVnd, returned.totalVnd - returned.feeVnd - backVnd, 10, 5],
    [returned, '03 Vận chuyển', 0, returned.feeVnd, 30, 15],
    [completed, '01 Hàng hóa', 0, completed.totalVnd - completed.feeVnd, 10, 5],
    [completed, '03 Vận chuyển', 0, completed.feeVnd, 30, 15],
  ] as const;
  expect(form.map((row) => row.slice(row.indexOf('/2026') + 6)).sort()).toEqual(
    rows
      .map(([, kind, takenBack, revenue, vat, pit]) => {
        const taxes = [vat, pit].map((permille) => Math.round((revenue * permille) / 1_000));
        const amounts = [takenBack, revenue, ...taxes, taxes.reduce((sum, tax) => sum + tax, 0)];
        return [kind, ...amounts.map((amount) => spaced(formatVnd(amount)))].join(' ');
      })
      .sort(),
  );

  // What each of the three was told: every step once, nothing of another's.
  const subjects = async (): Promise<string[]> =>
    (await readMessages(floor.database))
      .filter(({ to }) => to.email != null)
      .map(({ subject }) => subject)
      .sort();
  const sent = ['người bán đã nhận đơn', 'hàng đang trên đường tới bạn'];
  const paid = [...sent, 'người bán đã nhận đủ tiền'];
  const back = formatVnd(backVnd);
  const returning = ['đã giao hàng', 'người bán đồng ý nhận hàng trả', `người bán hoàn lại ${back}`];
  const ofOrder = ({ code: its }: Sold, what: string[]): string[] => what.map((one) => `Đơn ${its}: ${one}`);
  await expect
    .poll(subjects, { timeout: SURE_TO_COME_MS })
    .toEqual(
      [
        `Đã nhận đơn đặt hàng ${code}`,
        ...ofOrder(refused, sent),
        `Đơn ${refused.code} đã hủy`,
        ...ofOrder(returned, [...paid, ...returning, `người bán đã trả lại ${back}`]),
        ...ofOrder(completed, paid),
      ].sort(),
    );
});

/** What lies on the shelf of that shop's goods, and what of it is taken. */
const shelf = ({ variantId }: Part): ReturnType<typeof stockOf> => stockOf(floor.database, variantId);

const selling = (): Selling => new Selling({ app: floor.api, database: floor.database, clock: floor.clock });

/** A picture as a phone takes it. */
const picture = (): Promise<Buffer> =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: '#b8860b' } })
    .jpeg()
    .toBuffer();

/** What a household's order leaves in the books: 1 % and 0.5 % of goods, 3 % and 1.5 % of their transport (Decree 117/2025). */
function taxOf(
  { totalVnd, feeVnd }: Sold & { feeVnd: number },
  backVnd: number,
): { balances: Record<string, number>; tax: number } {
  const goods = totalVnd - feeVnd - backVnd;
  const tax =
    Math.round(goods * 0.01) +
    Math.round(goods * 0.005) +
    Math.round(feeVnd * 0.03) +
    Math.round(feeVnd * 0.015);
  return {
    tax,
    balances: {
      collected_seller: totalVnd - backVnd,
      delivery_fees: 0 - feeVnd,
      sales: 0 - goods,
      tax,
      tax_owed: 0 - tax,
    },
  };
}

async function ordersOf(groupCode: string): Promise<Record<string, Sold & { feeVnd: number }>> {
  const rows = await floor.database.query<Sold & { slug: string; feeVnd: number }>(
    `SELECT s.slug, o.code, o.id AS "orderId", p.id AS "paymentId", o.total_vnd::float8 AS "totalVnd",
       o.shipping_fee_vnd::float8 AS "feeVnd", g.code AS "groupCode", '' AS token
     FROM order_groups g JOIN orders o ON o.order_group_id = g.id JOIN sellers s ON s.id = o.seller_id
       JOIN payments p ON p.payable_id = o.id WHERE g.code = $1`,
    [groupCode],
  );
  return Object.fromEntries(rows.map(({ slug, ...order }) => [slug, order]));
}
