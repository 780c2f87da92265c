import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CertificationJobs } from '../../apps/api/src/modules/certification/index.js';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession, DESK, PHONE, type VisitOptions } from '../support/browser-session.js';
import { TOO_WIDE } from '../support/in-page.js';
import { People, type Person } from '../support/people.js';
import { signIn } from '../support/sign-in.js';
import { WebFloor } from '../support/web-floor.js';

let floor: WebFloor;
let browser: BrowserSession;
let owner: Person;
let officer: Person;
let shop: string;
let product: string;

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
  const people = new People(floor.api, floor.database, floor.clock);
  owner = await people.person({ name: 'Trần Thị Mẫu' });
  officer = await people.officer('certification_officer');
  // A shop of the demo that sells something; its certificate is in its last week.
  const [row] = await floor.database.query<{
    shop: string;
    sellerId: string;
    product: string;
    variantId: string;
  }>(
    `SELECT s.slug AS shop, s.id AS "sellerId", p.name AS product, v.id AS "variantId"
     FROM shop_listings l JOIN products p ON p.id = l.product_id JOIN sellers s ON s.id = p.seller_id
       JOIN variants v ON v.product_id = p.id JOIN stock_levels k ON k.variant_id = v.id
     WHERE k.on_hand - k.reserved > 5 AND p.set_no = 8 AND l.listed_until > '2026-12-01' AND l.listed_from < '2026-11-01'
     ORDER BY s.slug, p.slug LIMIT 1`,
  );
  if (!row) throw new Error('The demo sells nothing');
  ({ shop, product } = row);
  await people.member(owner, row);
  await floor.database.query(
    `UPDATE certifications SET issued_on = '2023-11-27', expires_on = '2026-11-27', decision_date = '2023-11-27'
     WHERE product_id = (SELECT product_id FROM variants WHERE id = $1)`,
    [row.variantId],
  );
  await floor.buyer.buy({ [row.variantId]: 2 });
  await floor.get(CertificationJobs).tell();
});
afterEach(async () => {
  expect(await browser.complaints()).toEqual([]);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

async function visitAs(person: Person | null, options: VisitOptions = {}): Promise<Page> {
  const { context, page } = await browser.visit({ pictures: false, ...options });
  if (person) await signIn(context, floor.url, person);
  return page;
}
/** Read by everybody: on a phone and, where it matters, at a desk. */
async function looksRight(page: Page): Promise<void> {
  await page.evaluate(`document.querySelectorAll('details').forEach((fold) => { fold.open = true; })`);
  for (const size of [PHONE, DESK]) {
    await page.setViewportSize(size);
    expect.soft(await page.evaluate<string[]>(TOO_WIDE), page.url()).toEqual([]);
  }
  expect.soft(await accessibilityFindings(page), page.url()).toEqual([]);
}

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('%s', (_how, javaScript) => {
  test('an owner sees what is due, and takes proof that an assessor can check', async () => {
    const page = await visitAs(owner, { javaScript });
    await page.goto(`/kenh-nguoi-ban/${shop}`);
    await page.getByRole('link', { name: 'Xem việc cần làm' }).click();
    const due = page.locator('section.panel').filter({ hasText: product }).first();
    expect(await due.textContent()).toContain('Chỉ còn vài ngày');
    expect(await due.textContent()).toContain('27/11/2026 (còn 4 ngày)');
    await due.locator('summary').click();
    expect(await due.locator('ol').textContent()).toMatch(/Còn 7 ngày.*đã nhắn ngày 23\/11\/2026/);

    await page.getByRole('link', { name: 'Lấy chứng cứ nâng hạng từ sàn' }).click();
    await page.getByLabel('Từ tháng').fill('2026-12');
    await page.getByLabel('Đến tháng').fill('2026-12');
    await page.getByRole('button', { name: 'Xem số liệu' }).click();
    expect(await page.locator('#toMonth-error').textContent()).toContain('Tháng này chưa tới');
    await page.getByLabel('Từ tháng').fill('2026-11');
    await page.getByLabel('Đến tháng').fill('2026-11');
    await page.getByRole('button', { name: 'Xem số liệu' }).click();
    expect(await page.locator('.entries').first().textContent()).toContain(product);
    await page.getByRole('button', { name: 'Lập bảng kê này' }).click();
    await page.getByText('Đã lập bảng kê.').waitFor();
    const made = page.locator('li.panel').first();
    const code = (await made.locator('.proof-code').textContent())?.trim() ?? '';
    for (const kind of ['PDF', 'Excel']) {
      const href = await made.getByRole('link', { name: `Tải ${kind}` }).getAttribute('href');
      const file = await page.request.get(href ?? '');
      expect([file.status(), file.headers()['content-disposition']]).toEqual([
        200,
        expect.stringContaining('attachment; filename="bang-ke-'),
      ]);
    }
    if (javaScript) {
      await looksRight(page);
      await page.goto(`/kenh-nguoi-ban/${shop}/chung-nhan`);
      await looksRight(page);
    }

    const assessor = await visitAs(null, { javaScript });
    await assessor.goto('/xac-nhan');
    await assessor.getByLabel('Mã kiểm tra').fill('không phải mã');
    await assessor.getByRole('button', { name: 'Kiểm tra' }).click();
    expect(await assessor.locator('#ma-error').textContent()).toContain('Không có bảng kê nào mang mã này');
    await assessor.getByLabel('Mã kiểm tra').fill(code.toLowerCase());
    await assessor.getByRole('button', { name: 'Kiểm tra' }).click();
    expect(await assessor.getByRole('main').getByRole('status').textContent()).toContain(
      'Số liệu còn nguyên như lúc lập.',
    );
    expect(await assessor.locator('.stated-rows').textContent()).toContain(product);
    if (javaScript) await looksRight(assessor);
  });
});

test('an officer sees what was told, and whom nothing reached', async () => {
  const page = await visitAs(officer);
  await page.goto('/quan-tri');
  await page.getByRole('link', { name: 'Giấy chứng nhận đến kỳ' }).click();
  await page.locator('h1', { hasText: 'Thông báo đến kỳ' }).waitFor();
  expect(await page.locator('tr', { hasText: product }).first().textContent()).toContain(
    'Hết hạn trong vài ngày',
  );
  await page.getByLabel('Mốc').selectOption('Đã hết hạn');
  await page.getByRole('button', { name: 'Lọc', exact: true }).click();
  await page.waitForURL(/step=lapsed/);
  expect(await page.locator('tbody tr').first().textContent()).toContain('Đã hết hạn');
  await looksRight(page);
});
