import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession, DESK, type Visit, type VisitOptions } from '../support/browser-session.js';
import { TOO_WIDE } from '../support/in-page.js';
import { People, type Person } from '../support/people.js';
import { csvOf, HEADING } from '../support/sheet-file.js';
import { SCRIPTS } from '../support/scale.js';
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

async function visitOf(person: Person, options: VisitOptions = {}): Promise<Visit> {
  const visit = await browser.visit({ pictures: false, ...options });
  await signIn(visit.context, floor.url, person);
  return visit;
}

const visitAs = async (person: Person, options: VisitOptions = {}): Promise<Page> =>
  (await visitOf(person, options)).page;

const file = (rows: (string | number)[][]) => ({
  name: 'danh-sach.csv',
  mimeType: 'text/csv',
  buffer: csvOf([HEADING, ...rows]),
});
const notice = (page: Page): Promise<string | null> => page.locator('.case-notice').textContent();

describe.each(SCRIPTS)('an officer on a phone, %s', (_how, javaScript) => {
  const mark = javaScript ? 'CO' : 'KHONG';

  test('enters a cooperative, mends what was wrong with the form, and records how it stands', async () => {
    const page = await visitAs(officer, { javaScript });
    await page.goto('/quan-tri/hop-tac-xa');
    await page.getByRole('link', { name: 'Thêm hợp tác xã' }).click();
    await page.getByLabel('Tên hợp tác xã').fill('Hợp tác xã Mẫu Cửa Sông');
    await page.getByRole('button', { name: 'Ghi vào sổ' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Còn vài chỗ cần xem lại');
    expect(await page.getByLabel('Tên hợp tác xã').inputValue()).toBe('Hợp tác xã Mẫu Cửa Sông');
    await page.getByLabel('Số đăng ký').fill(`web-${mark}-1`);
    await page.getByLabel('Lĩnh vực').selectOption('Nông nghiệp');
    await page.getByLabel('Xã, phường').selectOption({ label: 'Xã Đất Mũi' });
    await page.getByLabel('Ngày thành lập').fill('2027-01-01');
    await page.getByRole('button', { name: 'Ghi vào sổ' }).click();
    expect(await page.locator('#foundedOn-error').textContent()).toContain('Ngày này chưa tới');
    await page.getByLabel('Ngày thành lập').fill('2015-03-05');
    await page.getByLabel('Số thành viên').fill('21');
    await page.getByLabel('Lao động thường xuyên').fill('30');
    await page.getByLabel('Ngày thống kê').fill('2026-10-01');
    await page.getByRole('button', { name: 'Ghi vào sổ' }).click();
    expect(await notice(page)).toContain('Đã ghi hợp tác xã vào sổ.');
    expect(await page.locator('h1').textContent()).toBe('Hợp tác xã Mẫu Cửa Sông');

    await page.getByText('Ghi tình trạng mới').click();
    await page.getByLabel('Tình trạng mới').selectOption('Ngừng hoạt động');
    await page.locator('#fromOn').fill('2026-11-01');
    await page.getByRole('button', { name: 'Ghi tình trạng' }).click();
    expect(await notice(page)).toContain('Đã ghi tình trạng mới.');
    expect(await page.locator('.page-head').textContent()).toContain('Ngừng hoạt động');
    await page.getByRole('button', { name: 'Bỏ dòng Ngừng hoạt động' }).click();
    expect(await notice(page)).toContain('Đã bỏ dòng tình trạng.');
    expect(await page.locator('.page-head').textContent()).toContain('Đang hoạt động');
    expect(await browser.complaints()).toEqual([]);
  });

  test('sends a file, sees what is wrong with which cell, takes the good rows and takes them back', async () => {
    const page = await visitAs(officer, { javaScript });
    await page.goto('/quan-tri/hop-tac-xa/nhap-tu-tep');
    await page.getByRole('button', { name: 'Xem trước' }).click();
    expect(await page.locator('#file-error').textContent()).toContain('Chưa chọn tệp');
    await page
      .getByLabel('Tệp danh sách')
      .setInputFiles({ name: 'a.xls', mimeType: '', buffer: Buffer.from('d0cf11e0', 'hex') });
    await page.getByRole('button', { name: 'Xem trước' }).click();
    expect(await page.locator('#file-error').textContent()).toContain('Tệp Excel đời cũ');
    await page.getByLabel('Tệp danh sách').setInputFiles(
      file([
        [`TEP-${mark}-1`, 'Hợp tác xã Mẫu Một', 'Nông nghiệp', 'Xã Hàng Vịnh'],
        [`TEP-${mark}-2`, 'Hợp tác xã Mẫu Hai', 'Nông nghiệp', 'Xã Nơi Nào', '31/2/2020'],
      ]),
    );
    await page.getByRole('button', { name: 'Xem trước' }).click();
    expect(await page.locator('.register-problems').textContent()).toContain(
      'Không có xã, phường nào tên như vậy',
    );
    await page.getByRole('button', { name: 'Chỉ nhập 1 dòng đúng' }).click();
    expect(await notice(page)).toContain('Đã nhập vào sổ.');
    await page.goto(`/quan-tri/hop-tac-xa?q=TEP-${mark}-1`);
    expect(await page.locator('tbody').textContent()).toContain('Xã Năm Căn');
    await page.goBack();
    await page.getByRole('button', { name: 'Hoàn tác lần nhập này' }).click();
    expect(await notice(page)).toContain('Đã hoàn tác');
    await page.goto(`/quan-tri/hop-tac-xa?q=TEP-${mark}-1`);
    expect(await page.locator('.empty').textContent()).toContain('Không có hợp tác xã nào khớp');
    expect(await browser.complaints()).toEqual([]);
  });
});

test('the figures of a day stand in its address', async () => {
  const page = await visitAs(officer, { viewport: DESK });
  await page.goto('/quan-tri/hop-tac-xa/so-lieu?asOf=2022-07-30');
  const rows = await page.locator('.desk-table tr').allTextContents();
  expect(rows.map((row) => row.replace(/\s+/g, ' ').trim())).toEqual([
    'Lĩnh vực Tổng số Đang hoạt động Ngừng hoạt động',
    'Nông nghiệp 195 168 27',
    'Phi nông nghiệp 82 54 28',
    'Cộng 277 222 55',
  ]);
  const text = await page.locator('main').textContent();
  for (const figure of ['4.497', '4.796', 'ngày 30/07/2022']) expect(text).toContain(figure);
  await page.getByLabel('Ngày').fill('2024-12-31');
  await page.getByRole('button', { name: 'Xem' }).click();
  expect(page.url()).toContain('asOf=2024-12-31');
  expect(await page.locator('tfoot').textContent()).not.toContain('277');
  const bad = await page.goto('/quan-tri/hop-tac-xa/so-lieu?asOf=2022-02-30');
  expect(bad?.status()).toBe(400);
  expect(await page.locator('.error').textContent()).toContain('Không có ngày này');
});

test('filters live in the address and work from the keyboard', async () => {
  const page = await visitAs(officer, { viewport: DESK });
  await page.goto('/quan-tri/hop-tac-xa');
  await page.getByLabel('Tên hoặc số đăng ký').focus();
  await page.keyboard.type('nuôi cua');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=nu%C3%B4i\+cua|q=nuôi/);
  const names = await page.locator('tbody th').allTextContents();
  expect(names.length).toBeGreaterThan(3);
  for (const name of names) expect(name).toContain('Nuôi cua');
  await page.locator('tbody a').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/hop-tac-xa\/[0-9a-f-]{36}$/);
  expect(await page.locator('h1').textContent()).toContain('Nuôi cua');
  expect(await browser.complaints()).toEqual([]);
});

test('two officers at one entry: the second is told, and keeps what was typed', async () => {
  const [one] = await floor.database.query<{ id: string }>(
    `SELECT id FROM cooperatives WHERE register_number = 'MAU-0040'`,
  );
  const path = `/quan-tri/hop-tac-xa/${one?.id ?? ''}`;
  const [first, second] = [
    await visitAs(officer, { viewport: DESK }),
    await visitAs(officer, { viewport: DESK }),
  ];
  for (const page of [first, second]) {
    await page.goto(path);
    await page.getByText('Sửa thông tin').click();
  }
  await first.getByLabel('Ngành nghề cụ thể').fill('Nuôi tôm sinh thái');
  await first.getByRole('button', { name: 'Lưu' }).click();
  expect(await notice(first)).toContain('Đã lưu.');
  await second.getByLabel('Ngành nghề cụ thể').fill('Trồng lúa');
  await second.getByRole('button', { name: 'Lưu' }).click();
  expect(await second.getByRole('alert').textContent()).toContain('vừa được người khác sửa');
  expect(await second.getByLabel('Ngành nghề cụ thể').inputValue()).toBe('Trồng lúa');
  expect(await second.locator('.facts').textContent()).toContain('Nuôi tôm sinh thái');
});

describe('every page of the register', () => {
  test('can be read by everybody, on a phone and at a desk', async () => {
    const [one] = await floor.database.query<{ id: string }>(
      `SELECT id FROM cooperatives WHERE register_number = 'MAU-0033'`,
    );
    const visit = await visitOf(officer);
    const { page } = visit;
    await page.goto('/quan-tri/hop-tac-xa/nhap-tu-tep');
    await page
      .getByLabel('Tệp danh sách')
      .setInputFiles(file([['XEM-1', '', 'Thủy sản', 'Xã Lợi An', '2/30/2020']]));
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await page.waitForURL(/nhap-tu-tep\/[0-9a-f-]{36}/);
    const paths = [
      '/quan-tri/hop-tac-xa',
      '/quan-tri/hop-tac-xa?q=khong+co',
      '/quan-tri/hop-tac-xa/moi',
      '/quan-tri/hop-tac-xa/so-lieu?asOf=2022-07-30',
      `/quan-tri/hop-tac-xa/${one?.id ?? ''}`,
      '/quan-tri/hop-tac-xa/nhap-tu-tep',
      new URL(page.url()).pathname,
    ];
    for (const path of paths) {
      const answer = await visit.openAnew(path);
      expect.soft(answer?.status(), path).toBe(200);
      for (const details of await page.locator('details.act > summary').all()) await details.click();
      for (const width of [360, 320]) {
        await page.setViewportSize({ width, height: 740 });
        expect.soft(await page.evaluate<string[]>(TOO_WIDE), `${path} at ${width} px`).toEqual([]);
      }
      expect.soft(await accessibilityFindings(page), path).toEqual([]);
    }
    expect(await browser.complaints()).toEqual([]);
  });

  test('is for officers: others sign in first, strangers of a commune find nothing', async () => {
    const { page } = await browser.visit({ pictures: false });
    await page.goto('/quan-tri/hop-tac-xa');
    expect(new URL(page.url()).pathname).toBe('/dang-nhap');
    const [one] = await floor.database.query<{ id: string; commune: string }>(
      `SELECT id, (SELECT min(code) FROM communes WHERE code <> c.commune_code) AS commune FROM cooperatives c LIMIT 1`,
    );
    const local = await visitAs(await people.officer('commune_checker', [one?.commune ?? '']));
    const answer = await local.goto(`/quan-tri/hop-tac-xa/${one?.id ?? ''}`);
    expect(answer?.status()).toBe(404);
    expect(await local.locator('h1').textContent()).toBe('Không có hợp tác xã này');
  });
});
