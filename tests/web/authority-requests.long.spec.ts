import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { FlagOpenOrders } from '../../apps/api/src/modules/orders/flags/flag-open-orders.js';
import { accessibilityFindings } from '../support/accessibility.js';
import { AdministratorAtDesk } from '../support/administrator.js';
import { BrowserSession, DESK, PHONE } from '../support/browser-session.js';
import { TOO_WIDE } from '../support/in-page.js';
import { People, type Person } from '../support/people.js';
import { words } from '../support/shopper.js';
import { WebFloor } from '../support/web-floor.js';

const said = words.authorities;

interface Goods {
  slug: string;
  name: string;
  variantId: string;
}

let floor: WebFloor;
let browser: BrowserSession;
let people: People;
let officer: Person;

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
  people = new People(floor.api, floor.database, floor.clock);
  officer = await people.officer('certification_officer');
});
afterEach(async () => {
  expect(await browser.complaints()).toEqual([]);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

const sit = (person: Person, options = {}): Promise<AdministratorAtDesk> =>
  AdministratorAtDesk.sit(browser, floor.url, person, { pictures: false, ...options });

/** Something listed that no other test takes: the n-th of those without an age limit. */
async function listed(n: number): Promise<Goods> {
  const [goods] = await floor.database.query<Goods>(
    `SELECT p.slug, p.name, v.id AS "variantId" FROM products p JOIN listings l ON l.product_id = p.id
     JOIN variants v ON v.product_id = p.id AND v.position = 1 JOIN stock_levels s ON s.variant_id = v.id
     JOIN product_sets ps ON ps.no = p.set_no JOIN sellers sl ON sl.id = p.seller_id
     WHERE l.publication_status = 'published' AND l.seller_status = 'approved' AND NOT ps.alcohol AND s.on_hand > 5
       AND sl.accepts_cod AND NOT s.restricted AND l.listed_until > '2027-01-01' AND l.listed_from < '2026-11-01'
     ORDER BY p.slug OFFSET $1 LIMIT 1`,
    [n],
  );
  if (goods === undefined) throw new Error('Nothing is listed');
  return goods;
}

/** The page can be read by everybody and is not wider than a phone or a desk. */
async function holds({ page }: AdministratorAtDesk): Promise<void> {
  for (const viewport of [PHONE, DESK]) {
    await page.setViewportSize(viewport);
    expect.soft(await page.evaluate<string[]>(TOO_WIDE), `${page.url()} at ${viewport.width}`).toEqual([]);
  }
  expect.soft(await accessibilityFindings(page), page.url()).toEqual([]);
  await page.setViewportSize(PHONE);
}

async function fill(at: AdministratorAtDesk, kind: string, subject: string, number: string): Promise<void> {
  await at.page.getByLabel(said.fields.authority).fill('Chi cục An toàn thực phẩm (mẫu)');
  await at.page.getByLabel(said.fields.documentNumber).fill(number);
  await at.page.getByLabel(said.fields.documentDate).fill('2026-11-22');
  await at.page.getByLabel(said.fields.receivedAt).fill('2026-11-23T08:30');
  await at.page.getByLabel(said.fields.kind).selectOption(kind);
  await at.page.getByLabel(said.fields.subject).fill(subject);
  await at.page.getByLabel(said.fields.details).fill('Mẫu kiểm nghiệm không đạt.\nĐề nghị gỡ ngay.');
}

test('a product is taken down from a form without scripts: gone from the shop, its buyer told, its officer calls', async () => {
  const goods = await listed(0);
  const placed = await floor.buyer.buy({ [goods.variantId]: 1 });
  const second = await floor.anotherStorefront();
  const before = await fetch(`${floor.url}/san-pham/${goods.slug}`);
  expect((await fetch(`${second}/san-pham/${goods.slug}`)).status).toBe(200);
  expect([before.status, before.headers.get('cache-control')]).toEqual([200, 'no-cache']);
  const at = await sit(officer, { javaScript: false });
  await at.open('/quan-tri');
  await at.goTo(said.short);
  await at.page.getByRole('link', { name: said.enter }).click();
  await at.press(said.fields.submit);
  expect(await at.page.getByRole('alert').first().innerText()).toContain(said.errors.authority);
  await fill(at, 'take_down', `${floor.url}/san-pham/${goods.slug}`, '128/CV-MẪU');
  await at.page.getByLabel(said.fields.actNow).check();
  await at.press(said.fields.submit);
  expect(await at.notice()).toBe(said.done['entered_and_done']);

  // The page a browser kept is asked for again, and is another one: nothing of it was cached.
  const etag = before.headers.get('etag') ?? '';
  for (const origin of [floor.url, second]) {
    const after = await fetch(`${origin}/san-pham/${goods.slug}`, { headers: { 'if-none-match': etag } });
    expect([origin, after.status]).toEqual([origin, 410]);
    expect(await after.text()).toContain(words.product.goneTitle);
    for (const path of [`/tim-kiem?q=${encodeURIComponent(goods.name)}`, '/san-pham?sort=newest', '/'])
      expect(await (await fetch(`${origin}${path}`)).text()).not.toContain(`/san-pham/${goods.slug}"`);
  }

  const [{ id } = { id: '' }] = await floor.database.query<{ id: string }>(
    `SELECT takedown_id AS id FROM authority_requests WHERE document_number = '128/CV-MẪU'`,
  );
  await floor.get(FlagOpenOrders).run({ reason: 'taken_down', id });
  const buyer = await browser.visit({ pictures: false, javaScript: false });
  await buyer.page.goto(`/don-hang/${placed.code}?token=${placed.accessToken}`);
  const told = await buyer.page.locator('main').innerText();
  expect(told).toContain(words.order.flagged.title);
  expect(told).toContain(words.order.flagged.reasons['taken_down']?.(goods.name));
  await at.page.getByRole('link', { name: said.detail.seeOrders }).click();
  const code = placed.orders[0]?.code ?? '';
  await at.page.getByLabel(said.flagged.reasonOf(code)).fill('Báo ngừng dùng');
  await at.press(said.flagged.revealOf(code));
  expect(await at.page.getByRole('status').innerText()).toContain('+84912345678');

  await at.page.goBack();
  await at.open('/quan-tri/yeu-cau-co-quan?tinh-trang=closed');
  await at.page.getByRole('link', { name: said.number(1), exact: true }).click();
  await at.unfold(said.acts.lifting.title);
  await at.page.getByLabel(said.acts.lifting.words).fill('Công văn 9/MẪU cho bán lại');
  await at.press(said.acts.lifting.submit);
  expect(await at.notice()).toBe(said.done['lifting']);
  expect((await fetch(`${floor.url}/san-pham/${goods.slug}`)).status).toBe(200);
});

test('a request waits on the desk with its hour, is answered with a file, and every page holds', async () => {
  const goods = await listed(1);
  await floor.buyer.buy({ [goods.variantId]: 1 });
  const at = await sit(officer);
  await at.open('/quan-tri/yeu-cau-co-quan/moi');
  await holds(at);
  await fill(at, 'information', `/san-pham/${goods.slug}`, '129/CV-MẪU');
  await at.page.getByLabel(said.fields.personalData).check();
  await at.press(said.fields.submit);
  expect(await at.notice()).toBe(said.done['entered']);
  const address = at.page.url().split('?')[0] ?? '';
  await holds(at);
  const [download] = await Promise.all([
    at.page.waitForEvent('download'),
    at.page.getByRole('button', { name: said.acts.export.submit }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^yeu-cau-\d+-2026-11-23\.xlsx$/);
  expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe('PK');

  await at.open('/quan-tri');
  await holds(at);
  expect(await at.page.locator('.desk-table').innerText()).toContain(goods.name);
  await at.open('/quan-tri/yeu-cau-co-quan');
  await holds(at);
  await at.open(new URL(address).pathname);
  await at.unfold(said.acts.answer.title);
  await at.press(said.acts.answer.submit);
  expect(await at.page.locator('details[open] [aria-invalid]').count()).toBeGreaterThan(0);
  await holds(at);
  await at.page.getByLabel(said.acts.answer.outcome).selectOption('done');
  await at.page.getByLabel(said.acts.answer.words).fill('Đã gửi tệp qua trục văn bản.');
  await at.press(said.acts.answer.submit);
  expect(await at.notice()).toBe(said.done['answer']);
  await at.open('/quan-tri/don-danh-dau');
  await holds(at);
});

test('nobody else sees them: another officer is told so, a guest signs in first', async () => {
  const support = await people.officer('support');
  const at = await sit(support);
  for (const path of [
    '/quan-tri/yeu-cau-co-quan',
    '/quan-tri/yeu-cau-co-quan/moi',
    '/quan-tri/don-danh-dau',
  ]) {
    await at.open(path);
    expect(new URL(at.page.url()).pathname).toBe('/quan-tri/khong-co-quyen');
  }
  await at.page.context().clearCookies();
  await at.open('/quan-tri/yeu-cau-co-quan');
  expect(new URL(at.page.url()).pathname).toBe('/dang-nhap');
});
