import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession, DESK, type VisitOptions } from '../support/browser-session.js';
import { TOO_WIDE } from '../support/in-page.js';
import { ListingDesk, WHOLE } from '../support/listing-desk.js';
import { People, type Person } from '../support/people.js';
import { HOME_COMMUNE, OTHER_COMMUNE } from '../support/small-floor.js';
import { SCRIPTS } from '../support/scale.js';
import { signIn } from '../support/sign-in.js';
import { WebFloor } from '../support/web-floor.js';

let floor: WebFloor;
let browser: BrowserSession;
let people: People;
let desk: ListingDesk;

beforeAll(async () => {
  floor = await WebFloor.start({ worker: true });
  browser = await BrowserSession.start(floor.url);
  const { database, api: app, clock } = floor;
  people = new People(app, database, clock);
  const [shop] = await database.query<{ slug: string; sellerId: string; producerId: string }>(
    `UPDATE sellers s SET phone = '0912 345 678' FROM producers p WHERE p.id = s.producer_id AND s.slug LIKE 'htx-mau-%'
       AND s.status = 'approved' AND p.commune_code = $1
     RETURNING s.slug, s.id AS "sellerId", p.id AS "producerId"`,
    [HOME_COMMUNE],
  );
  if (shop === undefined) throw new Error('The demo has no invented shop there');
  desk = await ListingDesk.of(shop, { app, database, people });
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

const notice = (page: Page): Promise<string | null> => page.locator('.case-notice').first().textContent();
const unfold = (page: Page, act: string): Promise<void> => page.locator('summary', { hasText: act }).click();

/** A product on the floor, and what the shop wants to have changed of it. */
async function changeOf(name: string, content: object): Promise<string> {
  const id = await desk.published({ name });
  await desk.saved(id, content);
  return desk.submitted(id);
}

describe.each(SCRIPTS)('on a phone, %s', (how, javaScript) => {
  test('a change goes from the desk over both officers to the product’s page', async () => {
    const name = `Khô cá mẫu ${how}`;
    const description = 'Tôm đất phơi bốn nắng, ngon nhất vùng.';
    await changeOf(name, { description });
    const checker = await visitAs(desk.checker, { javaScript });
    await checker.goto('/quan-tri');
    await checker.getByRole('link', { name, exact: true }).click();
    expect(await checker.locator('ins').allTextContents()).toEqual(['bốn', ', ', ' vùng']);
    expect(await checker.locator('.old del').allTextContents()).toEqual(['ba']);
    expect(await checker.locator('.marked mark').allTextContents()).toEqual(['ngon nhất']);
    expect(await checker.locator('.findings').textContent()).toContain('Luật Quảng cáo, Điều 8');
    await unfold(checker, 'Đã kiểm tra, chuyển duyệt');
    await checker.getByRole('button', { name: 'Chuyển duyệt' }).click();
    expect(await notice(checker)).toContain('chuyển cho người duyệt');
    expect(await checker.locator('.case-side').textContent()).toContain('người khác phải duyệt đăng');

    const approver = await visitAs(desk.approver, { javaScript });
    await approver.goto('/quan-tri/san-pham?status=checked');
    await approver.getByRole('link', { name, exact: true }).click();
    await unfold(approver, 'Duyệt đăng');
    await approver.getByRole('button', { name: 'Duyệt đăng' }).click();
    expect(await notice(approver)).toContain('Đã đăng.');
    await approver.getByRole('link', { name: 'Xem trang sản phẩm' }).click();
    expect(await approver.locator('main').textContent()).toContain(description);
    const changeId = /[0-9a-f-]{36}$/.exec(new URL(checker.url()).pathname)?.[0] ?? '';
    expect((await floor.message(`listing-published-${changeId}`)).to.phone).toBe('+84912345678');
    expect(await browser.complaints()).toEqual([]);
  });
});

describe('on a phone without scripts', () => {
  test('what is given back says why, and the shop is told', async () => {
    const changeId = await desk.submitted(await desk.started({ ...desk.whole, name: 'Mắm mẫu' }));
    const page = await visitAs(desk.checker, { javaScript: false });
    await page.goto(`/quan-tri/san-pham/${changeId}`);
    await unfold(page, 'Trả lại cho gian hàng');
    await page.getByLabel('Ghi rõ cần sửa gì').fill('Chụp lại mặt sau của gói.');
    await page.getByRole('button', { name: 'Trả lại' }).click();
    expect(await page.locator('#reasons-error').textContent()).toContain('ít nhất một lý do');
    expect(await page.getByLabel('Ghi rõ cần sửa gì').inputValue()).toBe('Chụp lại mặt sau của gói.');
    await page.getByLabel('Ảnh mờ, không đúng hàng').check();
    await page.getByRole('button', { name: 'Trả lại' }).click();
    expect(await notice(page)).toContain('Đã trả lại.');
    expect(await page.locator('.note-bad').textContent()).toContain('Chụp lại mặt sau của gói.');
    const { text } = await floor.message(`listing-returned-${changeId}`);
    expect(text).toContain('- Ảnh mờ');
    expect(text).toContain('Cán bộ ghi: Chụp lại mặt sau của gói.');
    expect(await browser.complaints()).toEqual([]);
  });

  test('nobody decides about a text they have not seen, or after somebody else', async () => {
    const id = await desk.started({ ...desk.whole, name: 'Bánh mẫu' });
    const changeId = await desk.submitted(id);
    const page = await visitAs(desk.checker, { javaScript: false });
    await page.goto(`/quan-tri/san-pham/${changeId}`);
    await unfold(page, 'Đã kiểm tra, chuyển duyệt');
    await desk.shopDoes('DELETE', `/${id}/submission`);
    await desk.saved(id, { story: 'Kể lại từ đầu.' });
    await desk.submitted(id);
    await page.getByRole('button', { name: 'Chuyển duyệt' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('vừa sửa lại nội dung');
    expect(await page.locator('.facts-table').textContent()).toContain('Kể lại từ đầu.');
    await desk.checked(changeId);
    await page.getByRole('button', { name: 'Chuyển duyệt' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('vừa quyết việc này trước bạn');
    await desk.shopDoes('DELETE', `/${id}/submission`);
    expect((await page.reload())?.status()).toBe(404);
    expect(await page.locator('h1').textContent()).toBe('Không có việc duyệt này');
    expect(await browser.complaints()).toEqual([]);
  });
});

test('a price jump, pictures, papers and the certificate stand where an officer judges them', async () => {
  const id = await desk.published({ name: 'Tôm khô mẫu Đất Mũi' });
  const [variant] = (await desk.product(id)).approved?.variants ?? [];
  await desk.saved(id, {
    name: 'Tôm khô thượng hạng',
    variants: [{ ...variant, priceVnd: 600_000 }],
    images: [{ id: desk.picture, alt: 'Tôm khô phơi trong nia' }],
  });
  const changeId = await desk.submitted(id);
  const page = await visitAs(desk.checker, { viewport: DESK });
  await page.goto(`/quan-tri/san-pham/${changeId}`);
  expect(await page.locator('.price-jump').textContent()).toContain('+50 % so với giá đã duyệt 400.000');
  expect(await page.locator('.desk-pictures').last().textContent()).toContain('đổi lời chú thích');
  expect(await page.locator('.certificate-beside').textContent()).toContain('khác tên gian hàng ghi');
  const [paper] = await floor.database.query<{ id: string }>(
    `SELECT id FROM product_papers WHERE product_id = $1`,
    [id],
  );
  expect(await page.getByRole('link', { name: /^Tải Bản tự công bố/ }).getAttribute('href')).toBe(
    `/api/v1/admin/product-changes/${changeId}/papers/${paper?.id}`,
  );
  expect(await browser.complaints()).toEqual([]);
});

test('the queues are narrowed from the keyboard, each officer sees their communes, nobody their own work', async () => {
  const changeId = await desk.submitted(await desk.started({ ...desk.whole, name: 'Chả cua mẫu' }));
  const page = await visitAs(desk.approver, { viewport: DESK });
  await page.goto('/quan-tri/san-pham');
  await page.getByLabel('Tên sản phẩm, gian hàng').focus();
  await page.keyboard.type('cha cua');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=cha/);
  expect(await page.locator('tbody th').allTextContents()).toEqual([expect.stringContaining('Chả cua mẫu')]);
  const elsewhere = await visitAs(await people.officer('commune_checker', [OTHER_COMMUNE]));
  expect((await elsewhere.goto(`/quan-tri/san-pham/${changeId}`))?.status()).toBe(404);
  const support = await visitAs(await people.officer('support'));
  await support.goto('/quan-tri/san-pham');
  expect(new URL(support.url()).pathname).toBe('/quan-tri/khong-co-quyen');
  const own = await people.officer('administrator');
  await people.member(own, desk.shop, ['listings']);
  const helper = await visitAs(own);
  await helper.goto(`/quan-tri/san-pham/${changeId}`);
  expect(await helper.locator('.case-side').textContent()).toContain('người khác phải quyết');
  expect(await helper.locator('.case-side button').count()).toBe(0);
  expect(await browser.complaints()).toEqual([]);
});

test('can be read by everybody, on a phone and at a desk', async () => {
  const changed = await changeOf('Khô cá khoai mẫu', {
    description: 'Tôm đất phơi ba nắng, ngon nhất.',
    story: 'Nhà làm khô từ đời ông bà, nay con cháu làm tiếp.',
    label: { ...WHOLE.label, storage: 'Ngăn đá' },
    images: [{ id: desk.picture, alt: 'Khô ngon nhất' }],
  });
  const fresh = await desk.submitted(await desk.started({ ...desk.whole, name: 'Rượu mẫu' }));
  for (const path of ['/quan-tri/san-pham', '/quan-tri/san-pham?q=khong+co', changed, fresh]) {
    const page = await visitAs(desk.checker);
    const address = path.startsWith('/') ? path : `/quan-tri/san-pham/${path}`;
    expect.soft((await page.goto(address))?.status(), address).toBe(200);
    for (const details of await page.locator('.case details > summary').all()) await details.click();
    for (const width of [360, 320]) {
      await page.setViewportSize({ width, height: 740 });
      expect.soft(await page.evaluate<string[]>(TOO_WIDE), `${address} at ${width} px`).toEqual([]);
    }
    expect.soft(await accessibilityFindings(page), address).toEqual([]);
    await page.setViewportSize(DESK);
    expect.soft(await page.evaluate<string[]>(TOO_WIDE), `${address} at a desk`).toEqual([]);
  }
  expect(await browser.complaints()).toEqual([]);
});
