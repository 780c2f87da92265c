import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { vi as words } from '../../apps/storefront/src/i18n/vi.js';
import { AdministratorAtDesk } from '../support/administrator.js';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession, DESK } from '../support/browser-session.js';
import { TOO_WIDE } from '../support/in-page.js';
import { People, type Person } from '../support/people.js';
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
