import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession, DESK, type VisitOptions } from '../support/browser-session.js';
import { TOO_WIDE } from '../support/in-page.js';
import { People, type Person } from '../support/people.js';
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

async function visitAs(person: Person, options: VisitOptions = {}): Promise<Page> {
  const { context, page } = await browser.visit({ pictures: false, ...options });
  await signIn(context, floor.url, person);
  return page;
}

const notice = (page: Page): Promise<string | null> => page.locator('.case-notice').textContent();
const head = (page: Page): Promise<string | null> => page.locator('.page-head').textContent();
const idOf = async (decision: string): Promise<string> =>
  (
    await floor.database.query<{ id: string }>(
      `SELECT id FROM certifications WHERE product_id IS NULL AND decision_number = $1`,
      [decision],
    )
  )[0]?.id ?? '';

describe.each(SCRIPTS)('an officer on a phone, %s', (_how, javaScript) => {
  const mark = javaScript ? 'co' : 'khong';

  test('records a certificate, is told by which rule what cannot be, and goes through its life', async () => {
    const page = await visitAs(officer, { javaScript });
    await page.goto('/quan-tri');
    await page.getByRole('link', { name: 'Sổ giấy chứng nhận' }).click();
    await page.getByRole('link', { name: 'Ghi giấy chứng nhận' }).click();
    await page.getByLabel('Tên sản phẩm').fill(`Mắm cá mẫu ${mark}`);
    await page.getByRole('button', { name: 'Ghi vào sổ' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Còn vài chỗ cần xem lại');
    expect(await page.getByLabel('Tên sản phẩm').inputValue()).toBe(`Mắm cá mẫu ${mark}`);
    await page.getByLabel('Bộ sản phẩm').selectOption('9');
    await page.getByLabel('Tên chủ thể').fill('Hộ kinh doanh Mẫu');
    await page.getByLabel('Loại hình chủ thể').selectOption('Hộ sản xuất, hộ kinh doanh');
    await page.getByLabel('Xã, phường').selectOption({ label: 'Xã Đất Mũi' });
    await page.getByLabel('Số quyết định').fill(`12-${mark}/QĐ-UBND`);
    await page.getByLabel('Ngày ra quyết định').fill('2025-08-10');
    await page.getByLabel('Cơ quan công nhận').selectOption('UBND huyện Cái Nước');
    await page.getByLabel('Mã sản phẩm').fill('CM-CN-01-2025');
    await page.getByLabel('Hạng sao').selectOption('3 sao');
    await page.getByLabel('Điểm đánh giá').fill('49,9');
    await page.getByRole('button', { name: 'Ghi vào sổ' }).click();
    expect(await page.locator('#decisionDate-error').textContent()).toContain(
      'Từ ngày 01/07/2025 không còn UBND huyện Cái Nước',
    );
    expect(await page.locator('#score-error').textContent()).toContain('Hạng 3 sao cần từ 50 điểm trở lên.');
    expect(await page.locator('#score-error').textContent()).toContain('Quyết định 1489/QĐ-TTg năm 2025');
    await page.getByLabel('Ngày ra quyết định').fill('2023-11-23');
    await page.getByLabel('Điểm đánh giá').fill('61,5');
    await page.getByRole('button', { name: 'Ghi vào sổ' }).click();
    expect(await notice(page)).toContain('Đã ghi giấy chứng nhận vào sổ.');
    expect(await head(page)).toContain('Còn hiệu lực');
    expect(await head(page)).toContain('đến hết ngày 23/11/2026');
    expect(await page.locator('.certificate-days').textContent()).toContain('26/07/2026');

    await page.getByText('Cho đánh giá lại trễ hạn').click();
    await page.getByLabel('Giữ hiệu lực đến hết ngày').fill('2027-05-23');
    await page.getByLabel('Căn cứ (văn bản, phiếu tiếp nhận hồ sơ)').fill('Phiếu tiếp nhận mẫu');
    await page.getByRole('button', { name: 'Ghi', exact: true }).click();
    expect(await page.locator('#until-error').textContent()).toContain('tối đa 180 ngày');
    await page.getByLabel('Giữ hiệu lực đến hết ngày').fill('2027-05-22');
    await page.getByRole('button', { name: 'Ghi', exact: true }).click();
    expect(await notice(page)).toContain('Đã ghi việc đánh giá lại trễ hạn.');

    await page.locator('summary', { hasText: 'Gửi bản chụp' }).click();
    await page.getByLabel('Loại giấy tờ').selectOption('Quyết định, giấy chứng nhận');
    await page.getByLabel('Tệp ảnh hoặc PDF').setInputFiles({
      name: 'quyet-dinh.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7\n%%EOF'),
    });
    await page.getByRole('button', { name: 'Gửi', exact: true }).click();
    expect(await notice(page)).toContain('Đã lưu bản chụp.');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: /Tải quyết định/ }).click();
    expect((await download).suggestedFilename()).toMatch(/^decision-.*\.pdf$/);

    await page.getByRole('link', { name: 'Ghi kết quả nâng hạng' }).click();
    expect(await head(page)).toContain('hiệu lực đến hết ngày 22/05/2027');
    await page.getByLabel('Số quyết định').fill(`77-${mark}/QĐ-UBND`);
    await page.getByLabel('Ngày ra quyết định').fill('2026-10-01');
    await page.getByLabel('Cơ quan công nhận').selectOption('UBND tỉnh Cà Mau');
    await page.getByLabel('Mã sản phẩm').fill(`96-32248-${javaScript ? '0901' : '0902'}-2026`);
    await page.getByLabel('Hạng sao').selectOption('3 sao');
    await page.getByRole('button', { name: 'Ghi vào sổ' }).click();
    expect(await page.locator('#stars-error').textContent()).toContain('phải cao hơn 3 sao');
    await page.getByLabel('Hạng sao').selectOption('4 sao');
    await page.getByRole('button', { name: 'Ghi vào sổ' }).click();
    expect(await head(page)).toContain('4 sao');
    expect(await page.locator('.case-main').textContent()).toContain('Đã có giấy mới');

    await page.locator('summary', { hasText: 'Ghi quyết định thu hồi' }).click();
    await page.getByLabel('Số quyết định thu hồi').fill(`99-${mark}/QĐ-UBND`);
    await page.getByLabel('Ngày thu hồi').fill('2026-11-20');
    await page.getByLabel('Cơ quan thu hồi').selectOption('UBND tỉnh Cà Mau');
    await page.getByLabel('d) Sử dụng sai').check();
    await page.getByRole('button', { name: 'Ghi thu hồi' }).click();
    expect(await notice(page)).toContain('Đã ghi quyết định thu hồi.');
    expect(await head(page)).toContain('Đã thu hồi');
    expect(await browser.complaints()).toEqual([]);
  });
});

test('the forecast and the figures stand in their addresses, with the day they are of', async () => {
  const page = await visitAs(officer, { viewport: DESK });
  await page.goto('/quan-tri/chung-nhan/so-lieu?asOf=2022-07-30');
  expect(await head(page)).toContain('ngày 30/07/2022');
  const tiles = (await page.locator('.certificate-tiles').first().textContent())?.replace(/\s+/g, ' ').trim();
  expect(tiles).toBe(
    'Sản phẩm còn hiệu lực 77 Hợp tác xã có sản phẩm OCOP 18 Trong đó hợp tác xã nông nghiệp 16 (89 %) Sản phẩm của hợp tác xã nông nghiệp 31 (40 %)',
  );
  await page.goto('/quan-tri/chung-nhan/du-bao');
  expect(await head(page)).toContain('ngày 23/11/2026');
  const open = page.locator('.certificate-tiles a').first();
  const counted = Number(await open.textContent());
  await open.click();
  expect(new URL(page.url()).search).toBe('?filing=open');
  expect(await page.locator('tbody tr').count()).toBe(counted);
  const bad = await page.goto('/quan-tri/chung-nhan/du-bao?asOf=2026-02-30');
  expect(bad?.status()).toBe(400);
  expect(await page.locator('.error').textContent()).toContain('Không có ngày này');
});

test('the list is narrowed from the keyboard, and its address keeps the filter', async () => {
  const page = await visitAs(officer, { viewport: DESK });
  await page.goto('/quan-tri/chung-nhan');
  await page.getByLabel('Sản phẩm, chủ thể, số quyết định hoặc mã').focus();
  await page.keyboard.type('mật ong');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=m/);
  const names = await page.locator('tbody th').allTextContents();
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(name).toContain('Mật ong');
  await page.locator('tbody a').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/chung-nhan\/[0-9a-f-]{36}$/);
  expect(await browser.complaints()).toEqual([]);
});

test('a result of two stars is kept, a wrong entry is put right or taken back, without scripts', async () => {
  const page = await visitAs(officer, { javaScript: false });
  await page.goto('/quan-tri/chung-nhan');
  await page.getByRole('link', { name: 'Kết quả 1, 2 sao' }).click();
  await page.getByRole('link', { name: 'Ghi kết quả' }).click();
  await page.getByLabel('Tên sản phẩm').fill('Mắm cá rô mẫu');
  await page.getByRole('button', { name: 'Ghi vào sổ' }).click();
  expect(await page.locator('#assessedOn-error').textContent()).toContain('Không được để trống');
  await page.getByLabel('Bộ sản phẩm').selectOption('9');
  await page.getByLabel('Tên chủ thể').fill('Hộ kinh doanh Mẫu');
  await page.getByLabel('Loại hình chủ thể').selectOption('Hộ sản xuất, hộ kinh doanh');
  await page.getByLabel('Xã, phường').selectOption({ label: 'Xã Đất Mũi' });
  await page.getByLabel('Ngày đánh giá').fill('2026-09-09');
  await page.getByLabel('Hạng sao').selectOption('2 sao');
  await page.getByLabel('Điểm', { exact: true }).fill('12');
  await page.getByRole('button', { name: 'Ghi vào sổ' }).click();
  expect(await page.locator('#score-error').textContent()).toContain('Quyết định 26/2026/QĐ-TTg');
  await page.getByLabel('Điểm', { exact: true }).fill('41,5');
  await page.getByRole('button', { name: 'Ghi vào sổ' }).click();
  expect(await notice(page)).toContain('Đã ghi kết quả đánh giá.');
  const row = page.locator('tbody tr', { hasText: 'Mắm cá rô mẫu' });
  expect(await row.textContent()).toContain('2 sao, 41,5 điểm');
  await row.locator('summary').click();
  await row.getByLabel(/Lý do/).fill('Chép nhầm của xã khác');
  await row.getByRole('button', { name: 'Rút khỏi sổ' }).click();
  expect(await notice(page)).toContain('Lịch sử vẫn giữ');
  expect(await page.locator('main').textContent()).not.toContain('Mắm cá rô mẫu');

  const id = await idOf('101/QĐ-UBND-MẪU');
  await page.goto(`/quan-tri/chung-nhan/${id}`);
  await page.getByRole('link', { name: 'Sửa mục ghi sai' }).click();
  expect(await page.getByLabel('Số quyết định').inputValue()).toBe('101/QĐ-UBND-MẪU');
  await page.getByLabel('Số giấy chứng nhận').fill('GCN-101');
  await page.getByRole('button', { name: 'Ghi bản đúng' }).click();
  expect(await page.locator('#reason-error').textContent()).toContain('Không được để trống');
  await page.getByLabel('Lý do').fill('Thiếu số giấy chứng nhận');
  await page.getByRole('button', { name: 'Ghi bản đúng' }).click();
  expect(await notice(page)).toContain('Đã ghi bản đúng.');
  expect(await page.locator('.facts').textContent()).toContain('GCN-101');
  await page.locator('summary', { hasText: 'Rút mục ghi nhầm' }).click();
  await page.getByLabel('Rút mục nào?').selectOption('Cả giấy chứng nhận này');
  await page.getByLabel('Lý do', { exact: true }).fill('Ghi hai lần');
  await page.getByRole('button', { name: 'Rút khỏi sổ' }).click();
  const told = await page.locator('main').textContent();
  expect(told).toMatch(/Đã rút giấy chứng nhận ghi nhầm|Chưa rút được: đã có việc khác/);
  expect(await browser.complaints()).toEqual([]);
});

describe('every page of the register', () => {
  test('can be read by everybody, on a phone and at a desk', async () => {
    const [first, renewed] = [await idOf('101/QĐ-UBND-MẪU'), await idOf('104/QĐ-UBND-MẪU')];
    const paths = [
      '/quan-tri/chung-nhan',
      '/quan-tri/chung-nhan?q=khong+co',
      '/quan-tri/chung-nhan/moi',
      `/quan-tri/chung-nhan/${first}`,
      `/quan-tri/chung-nhan/${renewed}`,
      `/quan-tri/chung-nhan/${renewed}/danh-gia-lai`,
      `/quan-tri/chung-nhan/${renewed}/sua`,
      '/quan-tri/chung-nhan/danh-gia',
      '/quan-tri/chung-nhan/danh-gia/moi',
      '/quan-tri/chung-nhan/du-bao',
      '/quan-tri/chung-nhan/so-lieu?asOf=2022-07-30',
    ];
    const page = await visitAs(officer);
    for (const path of paths) {
      await page.emulateMedia({ colorScheme: 'light' });
      const answer = await page.goto(path);
      expect.soft(answer?.status(), path).toBe(200);
      for (const details of await page.locator('details.act > summary').all()) await details.click();
      for (const width of [360, 320]) {
        await page.setViewportSize({ width, height: 740 });
        expect.soft(await page.evaluate<string[]>(TOO_WIDE), `${path} at ${width} px`).toEqual([]);
      }
      expect.soft(await accessibilityFindings(page), path).toEqual([]);
      await page.setViewportSize(DESK);
      expect.soft(await page.evaluate<string[]>(TOO_WIDE), `${path} at a desk`).toEqual([]);
    }
    expect(await browser.complaints()).toEqual([]);
  });

  test('is for those with the permission; who may only read is offered nothing to write', async () => {
    const [renewed] = [await idOf('104/QĐ-UBND-MẪU')];
    const reader = await visitAs(await people.officer('commune_checker'));
    await reader.goto(`/quan-tri/chung-nhan/${renewed}`);
    expect(await reader.locator('.case-side').count()).toBe(0);
    const stranger = await visitAs(await people.officer('certification_officer', ['31825']));
    expect((await stranger.goto(`/quan-tri/chung-nhan/${renewed}`))?.status()).toBe(404);
    expect(await stranger.locator('h1').textContent()).toBe('Không có giấy chứng nhận này');
    const support = await visitAs(await people.officer('support'));
    await support.goto('/quan-tri/chung-nhan');
    expect(new URL(support.url()).pathname).toBe('/quan-tri/khong-co-quyen');
  });
});
