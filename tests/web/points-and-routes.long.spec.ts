import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { vi as words } from '../../apps/storefront/src/i18n/vi.js';
import { AdministratorAtDesk } from '../support/administrator.js';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession, DESK, PHONE } from '../support/browser-session.js';
import { COMMIT, dieAt } from '../support/dying.js';
import { orderableAt } from '../support/goods-at-points.js';
import { letCommitsBeHeld } from '../support/held-locks.js';
import { TOO_WIDE } from '../support/in-page.js';
import { SURE_TO_COME_MS } from '../support/patience.js';
import { People, type Person } from '../support/people.js';
import { BUYER, Shopper } from '../support/shopper.js';
import { TileServer } from '../support/tile-server.js';
import { WebFloor } from '../support/web-floor.js';
import { keeps } from '../support/worker-cache.js';

let floor: WebFloor;
let browser: BrowserSession;
let admin: Person;

beforeAll(async () => {
  floor = await WebFloor.start({ killable: true, pageCacheMb: 16 });
  browser = await BrowserSession.start(floor.url);
  admin = await new People(floor.api, floor.database, floor.clock).officer('administrator');
});
afterEach(async () => {
  expect(await browser.complaints()).toEqual([]);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

test('an officer charges somebody with a point, who says on a phone without a script what is gone there', async () => {
  const { pointDesk, keeping, tourism } = words;
  const keeper = await new People(floor.api, floor.database, floor.clock).person();
  const [goods] = await floor.database.query<{ point: string; slug: string; name: string }>(
    `SELECT t.slug AS point, p.slug, p.name FROM shelf_stocks s JOIN tourism_points t ON t.id = s.tourism_point_id
     JOIN shop_products p ON p.id = s.product_id JOIN listings l ON l.product_id = p.id
     WHERE l.publication_status = 'published' AND l.seller_status = 'approved'
       AND '2026-11-23' BETWEEN l.listed_from AND l.listed_until ORDER BY t.slug, p.slug LIMIT 1`,
  );
  if (!goods) throw new Error('Nothing stands at any point');
  const at = await AdministratorAtDesk.sit(browser, floor.url, admin, { javaScript: false });
  await at.open(`/quan-tri/diem-du-lich/${goods.point}`);
  await at.page.locator('#phone').fill('0999 999 999');
  await at.press(pointDesk.grant);
  expect(await at.page.locator('#phone-error').count()).toBe(1);
  await at.page.locator('#phone').fill(keeper.phone);
  await at.press(pointDesk.grant);
  expect(await at.notice()).toBe(pointDesk.granted);
  await at.page.locator('#byBoat').fill('Tàu từ bến, hỏi giờ trước.');
  await at.press(pointDesk.saveWays);
  expect(await at.notice()).toBe(pointDesk.savedWays);
  expect(await at.page.evaluate(TOO_WIDE)).toEqual([]);

  const hut = await AdministratorAtDesk.sit(browser, floor.url, keeper, { javaScript: false });
  await hut.open('/tai-khoan');
  await hut.page.getByRole('link', { name: keeping.link }).click();
  await hut.page.locator(`a[href="/tai-khoan/diem-du-lich/${goods.point}"]`).click();
  await hut.page.getByRole('button', { name: keeping.actOf('Hết', goods.name), exact: true }).click();
  // What the device has kept has a notice of its own further up.
  const noted = (name: string, state: string): Promise<number> =>
    hut.page.getByText(keeping.marked(name, tourism.states[state] ?? '')).count();
  expect(await noted(goods.name, 'gone')).toBe(1);
  expect(await hut.page.evaluate(TOO_WIDE)).toEqual([]);
  await hut.page.locator('#q').fill('tôm khô');
  await hut.page.locator('form:has(#q)').getByRole('button', { name: keeping.searchGo, exact: true }).click();
  const added = hut.page.getByRole('button', { name: new RegExp(`^${keeping.addThis}`) }).first();
  const name = ((await added.getAttribute('aria-label')) ?? '').slice(keeping.addThis.length + 2);
  await added.click();
  expect(await noted(name, 'there')).toBe(1);

  await hut.open(`/du-lich/${goods.point}`);
  const page = await hut.page.locator('main').innerText();
  expect(page).toContain('Tàu từ bến, hỏi giờ trước.');
  const gone = hut.page.locator('.shelf-item', { hasText: goods.name }).last();
  expect(await gone.innerText()).toContain(tourism.states['gone']);
  expect(await gone.innerText()).toContain(tourism.checked('23/11/2026'));
  // The checker is a script itself.
  const desk = await AdministratorAtDesk.sit(browser, floor.url, admin, { viewport: DESK });
  await desk.open(`/quan-tri/diem-du-lich/${goods.point}`);
  expect(await accessibilityFindings(desk.page)).toEqual([]);
  const phone = await AdministratorAtDesk.sit(browser, floor.url, keeper);
  for (const path of [`/tai-khoan/diem-du-lich/${goods.point}`, `/du-lich/${goods.point}`]) {
    await phone.open(path);
    expect(await accessibilityFindings(phone.page), path).toEqual([]);
  }
});

test('a route is written at the desk without a script; it is printed, and goes along as files', async () => {
  const { routeDesk } = words;
  const at = await AdministratorAtDesk.sit(browser, floor.url, admin, { javaScript: false });
  await at.open('/quan-tri/tuyen-du-lich?them');
  await at.page.locator('#name').fill('Vòng quanh Mũi');
  await at.page.locator('#summary').fill('Một ngày ở cực Nam.');
  await at.page.locator('#place-0').fill('Nơi không có');
  await at.page.locator('#place-1').fill('xã năm căn');
  await at.press(routeDesk.save);
  expect(await at.page.locator('#place-0-error').innerText()).toBe(routeDesk.wrongPlace);
  await at.page.locator('#place-0').fill('Khu du lịch quốc gia Mũi Cà Mau');
  await at.page.locator('#order-0').fill('2');
  await at.page.locator('#order-1').fill('1');
  await at.press(routeDesk.save);
  expect(await at.notice()).toBe(routeDesk.saved('Vòng quanh Mũi'));
  expect(await at.page.evaluate(TOO_WIDE)).toEqual([]);
  await at.open('/quan-tri/tuyen-du-lich/vong-quanh-mui');
  expect(await at.page.locator('#place-0').inputValue()).toBe('Xã Năm Căn');
  expect(await at.page.evaluate(TOO_WIDE)).toEqual([]);
  await at.open('/du-lich/tuyen/vong-quanh-mui');
  expect(await at.page.locator('.route-stops h3').allInnerTexts()).toEqual([
    '1 Xã Năm Căn',
    '2 Khu du lịch quốc gia Mũi Cà Mau',
  ]);
  const gpx = await fetch(floor.url + ((await at.page.locator('a[download]').getAttribute('href')) ?? ''));
  expect(gpx.headers.get('content-type')).toContain('application/gpx+xml');
  const desk = await AdministratorAtDesk.sit(browser, floor.url, admin, { viewport: DESK });
  for (const path of ['/quan-tri/tuyen-du-lich?them', '/du-lich/tuyen/vong-quanh-mui']) {
    await desk.open(path);
    expect(await accessibilityFindings(desk.page), path).toEqual([]);
  }
});

test('the map orders places by how far they are, and the position never leaves the device', async () => {
  const { map } = words;
  const visit = await browser.visit();
  const here = { latitude: 9.18123, longitude: 104.80456 };
  await visit.context.grantPermissions(['geolocation'], { origin: floor.url });
  await visit.context.setGeolocation(here);
  const sent: string[] = [];
  visit.page.on('request', (request) =>
    sent.push(request.url() + (request.postData() ?? '') + JSON.stringify(request.headers())),
  );
  await visit.page.goto('/du-lich/ban-do');
  expect(await visit.page.locator('.map-spot:not(.map-joined)').count()).toBe(28);
  await visit.page.getByRole('button', { name: map.near }).click();
  await visit.page.locator('.far', { hasText: 'km' }).first().waitFor();
  const first = visit.page.locator('#noi > li').first();
  expect(await first.innerText()).toContain('Hòn Đá Bạc');
  expect(await first.innerText()).toContain(map.far('0,5'));
  await visit.page.getByRole('button', { name: map.nearer }).click();
  expect(await visit.page.getByRole('button', { name: map.base }).count()).toBe(0);
  expect(await accessibilityFindings(visit.page)).toEqual([]);
  await visit.page.goto('/du-lich/ban-do?lop=san-pham&nhom=I');
  expect(sent.length).toBeGreaterThan(5);
  expect(sent.filter((text) => /9\.181|104\.804/.test(text))).toEqual([]);
});

test('tiles lie under the map only after somebody asked, from the one address that was named, and where they belong', async () => {
  const { map } = words;
  const tiles = await TileServer.start();
  const [there, { asked }] = [tiles.origin, tiles];
  try {
    const url = await floor.anotherStorefront({
      MAP_TILES_URL: `${there}/{z}/{x}/{y}.png`,
      MAP_TILES_CREDIT: 'Nền: Người Vẽ Mẫu',
    });
    const { page, complaints } = await browser.visit();
    const origins = new Set<string>();
    page.on('request', (request) => origins.add(new URL(request.url()).origin));
    await page.goto(`${url}/du-lich/ban-do`);
    await page.getByRole('button', { name: map.nearer }).click();
    expect([...origins]).toEqual([url]);
    await page.getByRole('button', { name: map.base }).click();
    await page.getByText('Nền: Người Vẽ Mẫu').waitFor();
    await vi.waitFor(() => expect(asked.length).toBeGreaterThanOrEqual(4), { timeout: SURE_TO_COME_MS });
    expect([...origins].sort()).toEqual([url, there].sort());

    // A tile of the usual scheme lies under the mark whose place is in it.
    const [{ lat, lon } = { lat: 0, lon: 0 }] = await floor.database.query<{ lat: number; lon: number }>(
      `SELECT latitude::float AS lat, longitude::float AS lon FROM tourism_points WHERE slug = 'nha-tho-tac-say'`,
    );
    const level = Number(asked[0]?.split('/')[1]);
    const tile = TileServer.tileOf({ lat, lon }, level);
    const box = await page.locator(`.map-tiles image[href$="/${tile}.png"]`).boundingBox();
    const mark = await page.locator('.map-spot a[href="#nha-tho-tac-say"]').boundingBox();
    if (!box || !mark) throw new Error('The tile or the mark is not shown');
    const [x, y] = [mark.x + mark.width / 2 - box.x, mark.y + mark.height / 2 - box.y];
    expect([x > 0 && x < box.width, y > 0 && y < box.height]).toEqual([true, true]);

    // No other page may fetch from there, and none of a floor that named nobody.
    const policy = async (address: string): Promise<string> =>
      (await fetch(address)).headers.get('content-security-policy') ?? '';
    expect(await policy(`${url}/en/du-lich/ban-do`)).toContain(there);
    expect(await policy(`${url}/du-lich`)).not.toContain(there);
    expect(await policy(`${floor.url}/du-lich/ban-do`)).not.toContain('127.0.0.1');
    // For the browser of this floor's tests the other storefront is a stranger.
    expect(complaints.splice(0).filter((text) => !text.includes('asks somebody else'))).toEqual([]);
  } finally {
    tiles.stop();
  }
});

test('somebody arrives in Đất Mũi, sees what is sold there and orders it for the way back, and the server dies twice meanwhile', async () => {
  const goods = await orderableAt(floor.database, 'Xã Đất Mũi');
  await letCommitsBeHeld(floor.database);
  const orders = (): Promise<unknown[]> => floor.database.query(`SELECT code FROM order_groups`);
  const before = (await orders()).length;
  const pointPage = `/du-lich/${goods.point}`;
  const productPage = `/san-pham/${goods.slug}`;

  const visit = await browser.visit({ viewport: PHONE, pictures: false, worker: true });
  const shopper = new Shopper(visit);
  const { page } = shopper;
  // There, on a phone that knows where it is.
  await visit.context.grantPermissions(['geolocation'], { origin: floor.url });
  await visit.context.setGeolocation({ latitude: 8.6166, longitude: 104.7283 });
  await shopper.open('/du-lich/ban-do');
  await page.getByRole('button', { name: words.map.near }).click();
  await page.locator('.far', { hasText: 'km' }).first().waitFor();
  await page.locator(`#noi a[href="${pointPage}"]`).click();
  await page.waitForURL(`**${pointPage}`);
  const onShelf = page.locator('.shelf-item', { hasText: goods.name });
  expect(await onShelf.innerText()).toContain(words.tourism.checked('').trim());
  await onShelf.getByRole('link').first().click();
  await page.waitForURL(`**${productPage}`);
  await keeps(page, pointPage, productPage);

  // The line is gone where the forest begins: what was seen is there, and the basket takes the goods.
  await floor.killAll();
  await shopper.open(pointPage);
  expect(await page.locator('h1').innerText()).not.toBe(words.offline.title);
  await shopper.open(productPage);
  await page.getByRole('button', { name: words.product.add }).click();
  await page.waitForURL('**/gio-hang?cho-mang');
  await floor.restartAll();

  await shopper.open('/gio-hang');
  await page.getByRole('spinbutton').waitFor();
  expect(await page.locator('.line-name').innerText()).toBe(goods.name);
  await shopper.goToCheckout();
  await shopper.fillContact();
  await page.getByRole('radio', { name: words.checkout.pickup }).check();
  await page.getByLabel(words.checkout.point).selectOption(goods.point);
  await page.locator('#note').fill('Chiều tôi ghé lấy trên đường về');
  await shopper.placeButton.waitFor();

  // At the button itself: nothing of what was typed is lost, whether the page stays or is loaded anew.
  await floor.killAll();
  await shopper.placeButton.click();
  await page.locator('[data-checkout-offline]').waitFor();
  expect(await page.locator('[data-checkout-offline]').innerText()).toBe(words.checkout.nobodyThere);
  expect(await accessibilityFindings(page)).toEqual([]);
  await floor.restartAll();
  await shopper.open('/dat-hang');
  await shopper.placeButton.waitFor();
  expect(await shopper.field(words.checkout.name).inputValue()).toBe(BUYER.name);
  expect(await page.getByLabel(words.checkout.point).inputValue()).toBe(goods.point);
  expect(await page.locator('#note').inputValue()).toBe('Chiều tôi ghé lấy trên đường về');

  // The order is written and its answer never comes: pressed again, it is the same order.
  await dieAt(floor.database, COMMIT, {
    victim: () => ({ kill: () => floor.killApi() }),
    begin: () => shopper.placeButton.click(),
  });
  await page.locator('[data-checkout-offline]').waitFor();
  await floor.restartApi();
  const code = await shopper.place();
  expect(await page.locator(`main a[href="${pointPage}"]`).count()).toBe(1);
  expect(await shopper.heading()).toBe(words.order.thanks);
  expect(await orders()).toHaveLength(before + 1);
  expect(await floor.database.query(`SELECT code FROM order_groups WHERE code = $1`, [code])).toHaveLength(1);
  // A page whose server is gone complains.
  visit.complaints.length = 0;
});
