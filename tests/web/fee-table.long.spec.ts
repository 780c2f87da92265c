import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { vi as words } from '../../apps/storefront/src/i18n/vi.js';
import { AdministratorAtDesk } from '../support/administrator.js';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession, DESK, PHONE } from '../support/browser-session.js';
import { TOO_WIDE } from '../support/in-page.js';
import { People, type Person } from '../support/people.js';
import { Shopkeeper } from '../support/shopkeeper.js';
import { WebFloor } from '../support/web-floor.js';

let floor: WebFloor;
let browser: BrowserSession;
let admin: Person;

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
  const people = new People(floor.api, floor.database, floor.clock);
  admin = await people.officer('administrator');
});
afterEach(async () => {
  expect(await browser.complaints()).toEqual([]);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

const said = words.rates;
const cod = words.cod;

test('an administrator changes a fee on a phone without a script; a second tab does not overwrite it', async () => {
  const at = await AdministratorAtDesk.sit(browser, floor.url, admin, { javaScript: false });
  await at.open('/quan-tri');
  await at.goTo(said.title);
  expect(await at.page.evaluate(TOO_WIDE)).toEqual([]);
  const edit = at.page.getByRole('link', { name: said.editOf('Giao tiêu chuẩn') });
  const form = (await edit.getAttribute('href')) ?? '';
  const other = await AdministratorAtDesk.sit(browser, floor.url, admin, {
    javaScript: false,
    viewport: DESK,
  });
  await other.open(form);

  await edit.click();
  expect(await at.page.evaluate(TOO_WIDE)).toEqual([]);
  await at.page.locator('#province-baseFeeVnd').fill('23k');
  await at.page.locator('#province-maxDays').fill('lâu');
  await at.press(said.form.submit);
  expect(await at.page.locator('#province-maxDays-error').innerText()).toBe(said.form.wrongDays);
  await at.page.locator('#province-maxDays').fill('3');
  await at.press(said.form.submit);
  expect(await at.notice()).toBe(said.saved);
  await expect(at.page.getByRole('table', { name: 'Giao tiêu chuẩn' }).innerText()).resolves.toContain(
    '23.000',
  );

  await other.page.locator('#province-baseFeeVnd').fill('1.000');
  await other.press(said.form.submit);
  expect(await other.notice()).toContain(said.form.refusals['stale_version']);
  expect(await other.page.locator('#province-baseFeeVnd').inputValue()).toBe('1.000');
  expect(await other.page.getByRole('table', { name: said.form.now }).innerText()).toContain('23.000');
});

test('what a parcel costs is tried out before anybody pays it', async () => {
  const at = await AdministratorAtDesk.sit(browser, floor.url, admin, { viewport: DESK });
  await at.open('/quan-tri/phi-van-chuyen');
  await at.page.getByLabel(said.preview.from).selectOption('32248');
  await at.page.getByLabel(said.preview.to).selectOption('32248');
  await at.page.getByLabel(said.preview.grams).fill('3,5 kg');
  await at.press(said.preview.submit);
  const answer = await at.page.locator('[role=status]').innerText();
  expect(answer).toContain(said.preview.result(said.zones['same_commune'] ?? ''));
  // 16.000 up to 2 kg and two steps of 2.500.
  expect(answer).toContain('21.000');
  expect(await at.page.evaluate(TOO_WIDE)).toEqual([]);
  expect(await accessibilityFindings(at.page)).toEqual([]);
  await at.page.getByRole('link', { name: said.add }).click();
  await at.page.waitForLoadState();
  expect(await accessibilityFindings(at.page)).toEqual([]);
});

test('what may be sent unpaid is decided on a page without a script, with what was decided before', async () => {
  const at = await AdministratorAtDesk.sit(browser, floor.url, admin, { javaScript: false });
  await at.open('/quan-tri');
  await floor.database.query(`DELETE FROM cod_terms`);
  await at.goTo(cod.title);
  expect(await at.page.locator('main').innerText()).toContain(cod.never);
  expect(await at.page.evaluate(TOO_WIDE)).toEqual([]);
  const other = await AdministratorAtDesk.sit(browser, floor.url, admin, { viewport: DESK });
  await other.open('/quan-tri/tra-khi-nhan');

  await at.page.locator('#unknownVnd').fill('nhiều');
  await at.page.locator('#reason').fill('Mùa mưa nhiều đơn bị trả lại');
  await at.press(cod.submit);
  expect(await at.page.locator('#unknownVnd-error').innerText()).toBe(cod.wrongMoney);
  await at.page.locator('#unknownVnd').fill('4.000k');
  await at.press(cod.submit);
  expect(await at.notice()).toBe(cod.saved);
  const told = await at.page.getByRole('table', { name: cod.history }).innerText();
  expect(told).toContain('4.000.000');
  expect(told).toContain('Mùa mưa nhiều đơn bị trả lại');
  expect(await at.page.evaluate(TOO_WIDE)).toEqual([]);

  await other.page.locator('#refusalsAllowed').fill('1');
  await other.page.locator('#reason').fill('Chặt hơn một chút');
  await other.press(cod.submit);
  expect(await other.notice()).toContain(cod.refusals['stale_version']);
  expect(await other.page.locator('#refusalsAllowed').inputValue()).toBe('1');
  await other.press(cod.submit);
  expect(await other.notice()).toBe(cod.saved);
  expect(await accessibilityFindings(other.page)).toEqual([]);
});

test('an administrator says when a point is open, without a script, and its page tells visitors', async () => {
  const { points, opening } = words;
  const [point] = await floor.database.query<{ slug: string; name: string }>(
    `SELECT slug, name FROM tourism_points ORDER BY name LIMIT 1`,
  );
  const at = await AdministratorAtDesk.sit(browser, floor.url, admin, { javaScript: false });
  await at.open('/quan-tri');
  await at.goTo(points.title);
  expect(await at.page.evaluate(TOO_WIDE)).toEqual([]);
  await at.page.getByRole('link', { name: points.editOf(point?.name ?? '') }).click();
  for (let day = 1; day <= 7; day += 1) await at.page.locator(`#thu-${day}`).fill('6h30-11h, 13h-18h');
  await at.page.locator('#thu-3').fill('cả ngày');
  await at.press(points.form.submit);
  expect(await at.page.locator('#thu-3-error').innerText()).toBe(points.form.wrongHours);
  expect(await at.page.locator('#thu-1').inputValue()).toBe('6h30-11h, 13h-18h');
  expect(await at.page.evaluate(TOO_WIDE)).toEqual([]);
  await at.page.locator('#thu-3').fill('6:30-11:00, 13:00-18:00');
  await at.press(points.form.submit);
  expect(await at.notice()).toBe(points.saved(point?.name ?? ''));
  await at.open(`/du-lich/${point?.slug}`);
  expect(await at.page.locator('main').innerText()).toContain(opening.today('6:30–11:00, 13:00–18:00'));
  const desk = await AdministratorAtDesk.sit(browser, floor.url, admin, { viewport: DESK });
  for (const path of [
    '/quan-tri/diem-du-lich',
    `/quan-tri/diem-du-lich/${point?.slug}`,
    `/du-lich/${point?.slug}`,
  ]) {
    await desk.open(path);
    expect(await accessibilityFindings(desk.page), path).toEqual([]);
  }
});

test('goods at a tourism point are given out by the code on the buyer’s page; a coach that was misspelt is not typed again', async () => {
  const { pickup, rides, carriers, shopOrders } = words;
  const { owner, shop, product } = await shopOfOrders();
  const [goods] = await floor.database.query<{ id: string; point: string }>(
    `WITH served AS (INSERT INTO seller_pickup_points (seller_id, tourism_point_id)
       SELECT p.seller_id, t.id FROM products p, (SELECT id FROM tourism_points ORDER BY slug LIMIT 1) t WHERE p.slug = $1
       ON CONFLICT DO NOTHING)
     SELECT v.id, (SELECT slug FROM tourism_points ORDER BY slug LIMIT 1) AS point
     FROM variants v JOIN products p ON p.id = v.product_id WHERE p.slug = $1`,
    [product],
  );
  const delivery = { method: 'pickup', tourismPointSlug: goods?.point };
  const cart = await floor.buyer.cart({ [goods?.id ?? '']: 1 });
  const placed = await floor.buyer.place(cart, await floor.buyer.quote(cart, delivery), { delivery });
  const { code, accessToken, orders } = placed.body;
  const here = `/kenh-nguoi-ban/${shop}/don-hang/${orders[0]?.code}`;
  const bac = await Shopkeeper.of(browser, floor.url, owner, { javaScript: false, viewport: PHONE });
  await bac.open(here);
  for (const button of [shopOrders.confirm, shopOrders.pack, pickup.shop.handOver]) await bac.press(button);
  const buyer = (await browser.visit({ viewport: PHONE })).page;
  await buyer.goto(`/don-hang/${code}?token=${accessToken}`);
  const shown = await buyer.locator('main').innerText();
  const digits = new RegExp(`${pickup.code}: (\\d{6})`).exec(shown)?.[1] ?? '';
  expect(await accessibilityFindings(buyer)).toEqual([]);
  expect(await bac.text()).not.toContain(digits);
  await bac.answer({ [pickup.shop.code]: digits === '111111' ? '222222' : '111111' });
  await bac.press(pickup.shop.submit);
  expect(await bac.text()).toContain('Mã nhận hàng chưa đúng');
  expect(await bac.page.evaluate(TOO_WIDE)).toEqual([]);
  await bac.answer({ [pickup.shop.code]: digits });
  await bac.press(pickup.shop.submit);
  expect(await bac.text()).toContain(words.order.fulfillments['delivered'] ?? '');

  const sent = (await floor.buyer.buy({ [goods?.id ?? '']: 1 })).orders[0];
  const scripted = await Shopkeeper.of(browser, floor.url, owner, { viewport: PHONE });
  await scripted.open(`/kenh-nguoi-ban/${shop}/don-hang/${sent?.code}`);
  for (const button of [shopOrders.confirm, shopOrders.pack]) await scripted.press(button);
  await scripted.page.getByText(rides.open).click();
  await scripted.answer({
    [rides.line]: 'Xe Tuấn Mẫu',
    [rides.leavesFrom]: 'Bến xe Năm Căn',
    [rides.leavesAt]: '2026-11-30T07:00',
    [rides.arrivesTo]: 'Bến xe Miền Tây',
    [rides.driverPhone]: '12',
  });
  await scripted.press(rides.submit);
  expect(await scripted.field(rides.line).inputValue()).toBe('Xe Tuấn Mẫu');
  expect(await scripted.field(rides.leavesAt).inputValue()).toBe('2026-11-30T07:00');
  await scripted.answer({ [rides.driverPhone]: '0912 345 678' });
  await scripted.press(rides.submit);
  expect(await scripted.text()).toContain('Xe Tuấn Mẫu đi từ Bến xe Năm Căn');
  await scripted.open(`/kenh-nguoi-ban/${shop}/hang-van-chuyen`);
  expect(await scripted.text()).toContain(carriers.lead);
  expect(await scripted.page.evaluate(TOO_WIDE)).toEqual([]);
  expect(await accessibilityFindings(scripted.page)).toEqual([]);
});

/** A shop that takes cash, its owner, and a product of it that is bought as it is. */
async function shopOfOrders(): Promise<{ owner: Person; shop: string; product: string }> {
  const { body } = await floor.buyer.call<{ items: { slug: string }[] }>(
    'GET',
    '/products?group=I&inStock=true',
  );
  const [found] = await floor.database.query<{ sellerId: string; shop: string; product: string }>(
    `SELECT s.id AS "sellerId", s.slug AS shop, p.slug AS product FROM products p JOIN sellers s ON s.id = p.seller_id
     WHERE p.slug = ANY ($1) AND s.accepts_cod
       AND (SELECT count(*) FILTER (WHERE v.kg_price_vnd IS NULL) = count(*) AND count(*) = 1 FROM variants v WHERE v.product_id = p.id)
     ORDER BY p.slug LIMIT 1`,
    [body.items.map(({ slug }) => slug)],
  );
  const people = new People(floor.api, floor.database, floor.clock);
  const owner = await people.person({ name: 'Người Bán Mẫu' });
  await people.member(owner, { sellerId: found?.sellerId ?? '' });
  return { owner, shop: found?.shop ?? '', product: found?.product ?? '' };
}

test('a word buyers use is added to the search without a script, found, and taken off again', async () => {
  const { searchDesk, understood } = words;
  const at = await AdministratorAtDesk.sit(browser, floor.url, admin, { javaScript: false });
  await at.open('/quan-tri');
  await at.goTo(searchDesk.title);
  expect(await at.page.evaluate(TOO_WIDE)).toEqual([]);
  await at.page.getByRole('link', { name: searchDesk.add }).click();
  await at.page.locator('#words').fill('mật tổ');
  await at.press(searchDesk.form.submit);
  expect(await at.page.locator('#means-error').innerText()).toBe(searchDesk.form.noMeaning);
  await at.page.locator('#means').fill('mật ong\nong');
  await at.press(searchDesk.form.submit);
  expect(await at.notice()).toBe(searchDesk.saved);
  const found = await browser.visit({ javaScript: false });
  await found.openAnew('/tim-kiem?q=mat+to');
  const main = await found.page.locator('main').innerText();
  expect(main).toContain(understood.also('mật tổ', ['mật ong', 'ong']));
  expect(main).toContain('Mật ong');

  await at.page.getByLabel(searchDesk.filter.q).fill('mat to');
  await at.press(searchDesk.filter.submit);
  await at.page.getByRole('link', { name: searchDesk.editOf('mật tổ') }).click();
  await at.page.waitForLoadState();
  expect(await at.page.evaluate(TOO_WIDE)).toEqual([]);
  expect(await at.page.locator('#means').inputValue()).toBe('mật ong\nong');
  await at.page.getByText(searchDesk.form.remove.open).click();
  await at.press(searchDesk.form.remove.confirm);
  expect(await at.notice()).toBe(searchDesk.removed);
  const desk = await AdministratorAtDesk.sit(browser, floor.url, admin, { viewport: DESK });
  await desk.open('/quan-tri/tim-kiem');
  expect(await accessibilityFindings(desk.page)).toEqual([]);
  await desk.page.getByRole('link', { name: searchDesk.add }).click();
  await desk.page.waitForLoadState();
  expect(await accessibilityFindings(desk.page)).toEqual([]);
});
