import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TakeAnnex } from '../../apps/api/src/modules/certification/annexes/take-annex.js';
import { accessibilityFindings } from '../support/accessibility.js';
import { ANNEX_HEADING } from '../support/annex-desk.js';
import { BrowserSession, DESK, type VisitOptions } from '../support/browser-session.js';
import { TOO_WIDE } from '../support/in-page.js';
import { People, type Person } from '../support/people.js';
import { csvOf } from '../support/sheet-file.js';
import { signIn } from '../support/sign-in.js';
import { WebFloor } from '../support/web-floor.js';

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
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

async function visitAs(person: Person, options: VisitOptions = {}): Promise<Page> {
  const { context, page } = await browser.visit({ pictures: false, ...options });
  await signIn(context, floor.url, person);
  return page;
}

const LIST = '/quan-tri/chung-nhan/nhap-tu-tep';
const notice = (page: Page): Promise<string | null> => page.locator('.case-notice').first().textContent();
const idOf = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? '';
const line = (name: string, code: string, stars = '3 sao', points = '61,5'): string[] =>
  ['1', name, 'HKD Mẫu Sáu', 'xã Đất Mũi, tỉnh Cà Mau', `96-32248-${code}-2026`, points, stars, '8']; // prettier-ignore

async function send(page: Page, number: string, rows: string[][]): Promise<void> {
  await page.getByLabel('Số quyết định').fill(number);
  await page.getByLabel('Ngày ra quyết định').fill('2026-10-01');
  await page.getByLabel('Cơ quan công nhận').selectOption('UBND tỉnh Cà Mau');
  await page
    .getByLabel('Tệp danh sách')
    .setInputFiles({ name: 'phu-luc.csv', mimeType: 'text/csv', buffer: csvOf(rows) });
  await page.getByRole('button', { name: 'Đọc và xem trước' }).click();
}

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('an officer on a phone, %s', (_how, javaScript) => {
  const mark = javaScript ? 'co' : 'khong';

  test('sends the annex of a decision, puts its columns right, takes the good rows, and undoes it', async () => {
    const page = await visitAs(officer, { javaScript });
    await page.goto('/quan-tri/chung-nhan');
    await page.getByRole('link', { name: 'Nhập phụ lục quyết định' }).click();
    await page.getByRole('button', { name: 'Đọc và xem trước' }).click();
    expect(await page.locator('#file-error').textContent()).toContain('Chưa chọn tệp');
    const odd = ['TT', 'Món', ...ANNEX_HEADING.slice(2)];
    await send(page, `31-${mark}/QĐ-UBND`, [odd, line(`Mắm sặc mẫu ${mark}`, '0301'), line(`Mắm lóc mẫu ${mark}`, '0302', '3 sao', '49')]); // prettier-ignore
    expect(await notice(page)).toContain('Chưa biết cột nào là: Tên sản phẩm.');
    await page.getByLabel('Tên sản phẩm (cần có)').selectOption({ index: 2 });
    await page.getByRole('button', { name: 'Đọc lại theo các cột này' }).click();
    expect(await notice(page)).toContain('Đã đọc lại tệp.');
    expect(await page.locator('tbody').textContent()).toContain('Hạng 3 sao cần từ 50 điểm trở lên.');
    expect(await page.locator('tbody').textContent()).toContain('Quyết định 26/2026/QĐ-TTg');
    await page.getByRole('button', { name: 'Chỉ ghi 1 dòng đúng' }).click();
    expect(await notice(page)).toContain('Đã xác nhận; các dòng đang được ghi vào sổ.');
    expect(await page.getByRole('status').last().textContent()).toContain('chờ đến lượt');
    await floor.api.get(TakeAnnex).run(idOf(page));
    await page.goto(`${LIST}/${idOf(page)}`);
    expect(await page.locator('.page-head').textContent()).toContain('Đã ghi vào sổ');
    await page.getByRole('link', { name: 'Xem giấy chứng nhận' }).click();
    expect(await page.locator('h1').textContent()).toBe(`Mắm sặc mẫu ${mark}`);
    await page.goBack();
    await page.getByRole('button', { name: 'Hoàn tác lần nhập này' }).click();
    expect(await notice(page)).toContain('Đã hoàn tác');
    expect(
      await floor.database.query(`SELECT 1 FROM certifications WHERE decision_number = $1`, [
        `31-${mark}/QĐ-UBND`,
      ]),
    ).toEqual([]);
    expect(await browser.complaints()).toEqual([]);
  });
});

test('an annex that the register overtook says so, and is read again at one press', async () => {
  const page = await visitAs(officer, { viewport: DESK });
  const rows = [ANNEX_HEADING, line('Mắm nêm mẫu đua', '0501'), line('Mắm thái mẫu đua', '0502')];
  const files: string[] = [];
  for (const shown of [rows, rows.slice(0, 2)]) {
    await page.goto(LIST);
    await send(page, '51/QĐ-UBND-ĐUA', shown);
    await page.getByRole('button', { name: /^Ghi cả/ }).click();
    files.push(idOf(page));
  }
  for (const id of files.toReversed()) await floor.api.get(TakeAnnex).run(id);
  await page.goto(`${LIST}/${files[0] ?? ''}`);
  expect(await page.getByRole('alert').textContent()).toContain(
    'sổ đã có “Mắm nêm mẫu đua” theo quyết định này',
  );
  expect(await accessibilityFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Đọc lại tệp', exact: true }).click();
  expect(await notice(page)).toContain('Đã đọc lại tệp.');
  expect(await page.getByRole('button', { name: 'Ghi cả 1 dòng vào sổ' }).count()).toBe(1);
  expect(await browser.complaints()).toEqual([]);
});

describe('every page of an annex', () => {
  test('can be read by everybody, on a phone and at a desk, at each of its stages', async () => {
    const page = await visitAs(officer);
    await page.goto(LIST);
    await send(page, '41/QĐ-UBND-XEM', [
      ANNEX_HEADING,
      line('Mắm ruốc mẫu xem', '0401'),
      line('Mắm ruốc mẫu xem', '0402'),
    ]);
    const previewed = page.url();
    await look(page, 'previewed');
    await page.getByRole('button', { name: 'Chỉ ghi 1 dòng đúng' }).click();
    await page.goto(previewed, { waitUntil: 'commit' });
    await page.locator('progress').waitFor();
    // An answer without content leaves the page as it is: it would otherwise be loaded anew while it is looked at.
    const stays = (route: Route): Promise<void> =>
      route.request().isNavigationRequest()
        ? route.fulfill({ status: 204, headers: { 'content-security-policy': POLICY } })
        : route.continue();
    await page.route('**/*', stays);
    await look(page, 'waiting');
    await page.unroute('**/*', stays);
    await floor.api.get(TakeAnnex).run(idOf(page));
    await floor.database.query(
      `UPDATE certifications SET revoked_on = '2026-11-01', revocation_ground = 'b', revocation_decision = '9/QĐ',
         revoked_by = 'UBND tỉnh Cà Mau' WHERE decision_number = '41/QĐ-UBND-XEM'`,
    );
    await page.goto(previewed);
    expect(await page.locator('.annex-obstacles').textContent()).toContain('đã có quyết định thu hồi');
    await look(page, 'confirmed');
    await page.goto(LIST);
    await look(page, 'list');
    await send(page, '42/QĐ-UBND-XEM', [['a', 'b', 'c'], ['d', 'e', 'f']]); // prettier-ignore
    await look(page, 'columns');
    expect(await browser.complaints()).toEqual([]);
  });

  test('is for who may write in the register, and nobody else', async () => {
    const reader = await visitAs(await people.officer('commune_checker'), { viewport: DESK });
    await reader.goto('/quan-tri/chung-nhan');
    expect(await reader.getByRole('link', { name: 'Nhập phụ lục quyết định' }).count()).toBe(0);
    await reader.goto(LIST);
    expect(new URL(reader.url()).pathname).toBe('/quan-tri/khong-co-quyen');
    const missing = await visitAs(officer, { viewport: DESK });
    const answer = await missing.goto(`${LIST}/01980000-0000-7000-8000-000000000000`);
    expect(answer?.status()).toBe(404);
  });
});

/** Whoever listens for pages without a policy hears this answer as well. */
const POLICY = `script-src 'self'; style-src 'self'`;

async function look(page: Page, stage: string): Promise<void> {
  await page.waitForLoadState();
  await page.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = true; })');
  for (const width of [360, 320]) {
    await page.setViewportSize({ width, height: 740 });
    expect.soft(await page.evaluate<string[]>(TOO_WIDE), `${stage} at ${width} px`).toEqual([]);
  }
  expect.soft(await accessibilityFindings(page), stage).toEqual([]);
  await page.setViewportSize(DESK);
  expect.soft(await page.evaluate<string[]>(TOO_WIDE), `${stage} at a desk`).toEqual([]);
  expect.soft(await accessibilityFindings(page), `${stage} at a desk`).toEqual([]);
}
