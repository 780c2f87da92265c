import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { vi as words } from '../../apps/storefront/src/i18n/vi.js';
import { accessibilityFindings } from '../support/accessibility.js';
import { AdministratorAtDesk } from '../support/administrator.js';
import { BrowserSession } from '../support/browser-session.js';
import { TOO_WIDE } from '../support/in-page.js';
import { demo } from '../support/pages.js';
import { People, type Person } from '../support/people.js';
import { WebFloor } from '../support/web-floor.js';

let floor: WebFloor;
let browser: BrowserSession;
let admin: Person;
const said = words.articleDesk;

const LEAD = 'Một chén mắm ngon bắt đầu từ con nước.';
const BODY = '## Chọn cá\n\nCá phải tươi.\n\n- rửa một nước\n- để ráo';

beforeAll(async () => {
  floor = await WebFloor.start();
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

test.each([
  {
    how: 'with scripts',
    javaScript: true,
    title: 'Mắm cá linh <ruột> & nước nổi',
    slug: 'mam-ca-linh-ruot-nuoc-noi',
  },
  { how: 'without scripts', javaScript: false, title: 'Đường thốt nốt "chén"', slug: 'duong-thot-not-chen' },
])(
  'an officer writes an article, errs, saves it, lets it be read and takes it back, $how',
  async ({ javaScript, title, slug }) => {
    const address = `/cau-chuyen/${slug}`;
    const at = await AdministratorAtDesk.sit(browser, floor.url, admin, { javaScript, pictures: false });
    const { page } = at;
    const judged = async (): Promise<void> => {
      // The audit itself is a script of the page.
      if (javaScript) expect(await accessibilityFindings(page)).toEqual([]);
      expect(await page.evaluate<string[]>(TOO_WIDE)).toEqual([]);
    };
    const beside = (field: string): Promise<string> => page.locator(`#${field}-error`).innerText();
    const value = (field: string): Promise<string> => page.locator(`#${field}`).inputValue();

    await at.open('/quan-tri');
    await at.goTo(said.title);
    await page.getByRole('link', { name: said.add }).click();
    await page.waitForURL('**/quan-tri/bai-viet/moi');
    await judged();

    // What is missing or cannot be read is said beside its field, before anything is asked of the register.
    await page.locator('#title').fill(title);
    await page.locator('#body').fill(BODY);
    await page.locator('#products').fill(`${demo.ordinary.slug} x 2\nhai hũ mắm`);
    await page.locator('#titleEn').fill('Fish sauce');
    await at.press(said.save);
    expect([await beside('kind'), await beside('lead')]).toEqual([said.missing, said.missing]);
    expect(await beside('products')).toBe(said.wrongProducts('hai hũ mắm'));
    expect(await beside('titleEn')).toBe(said.wholeEnglish);
    expect(await value('title')).toBe(title);
    expect(await value('body')).toBe(BODY);
    expect(await value('products')).toBe(`${demo.ordinary.slug} x 2\nhai hũ mắm`);
    await judged();

    // So is what the register does not know.
    await page.locator('#kind').selectOption('recipe');
    await page.locator('#lead').fill(LEAD);
    await page.locator('#products').fill(`${demo.ordinary.slug} x 2\nmon-khong-co`);
    await page.locator('#titleEn').fill('');
    await at.press(said.save);
    expect(await beside('products')).toContain('Không tìm thấy');
    expect([await value('kind'), await value('title'), await value('lead')]).toEqual(['recipe', title, LEAD]);
    expect(await value('body')).toBe(BODY);

    await page.locator('#products').fill(`/san-pham/${demo.ordinary.slug} x 2`);
    await at.press(said.save);
    await page.waitForURL(/\/quan-tri\/bai-viet\/[\da-f-]{36}\?xong=luu$/);
    expect(await at.notice()).toBe(said.saved);
    expect(await at.heading()).toBe(title);
    expect(await value('products')).toBe(`${demo.ordinary.slug} x 2`);
    await judged();
    expect((await fetch(floor.url + address)).status, 'nobody reads a draft').toBe(404);

    await at.press(said.publish);
    expect(await at.notice()).toBe(said.moved['published']);
    await page.getByRole('link', { name: said.read }).click();
    await page.waitForURL(`**${address}`);
    expect(await at.heading()).toBe(title);
    const read = page.locator('main');
    expect(await read.getByRole('heading', { name: 'Chọn cá' }).count()).toBe(1);
    expect(await read.locator('article li').allInnerTexts()).toEqual(['rửa một nước', 'để ráo']);
    expect(await read.locator(`a[href="/san-pham/${demo.ordinary.slug}"]`).count()).toBeGreaterThan(0);
    await at.open('/cau-chuyen');
    expect(await page.locator('main').innerText()).toContain(title);

    // Who saved over what somebody else saved meanwhile is told, and keeps what was typed.
    await at.open('/quan-tri/bai-viet');
    expect(await page.getByRole('row', { name: title }).innerText()).toContain(said.statuses.published);
    await judged();
    await page.getByRole('link', { name: title }).click();
    await page.waitForURL(/\/quan-tri\/bai-viet\/[\da-f-]{36}$/);
    await floor.database.query(`UPDATE articles SET version = version + 1 WHERE slug = $1`, [slug]);
    await page.locator('#lead').fill('Lời dẫn đã sửa.');
    await at.press(said.save);
    expect(await page.locator('#loi').innerText()).toContain(said.refusals['stale_version']);
    expect(await value('lead')).toBe('Lời dẫn đã sửa.');
    await at.press(said.save);
    expect(await at.notice()).toBe(said.saved);
    expect(await (await fetch(floor.url + address)).text()).toContain('Lời dẫn đã sửa.');

    await at.press(said.withdraw);
    expect(await at.notice()).toBe(said.moved['withdrawn']);
    expect((await fetch(floor.url + address)).status).toBe(404);
    await at.open('/quan-tri/bai-viet?status=withdrawn');
    expect(await page.getByRole('link', { name: title }).count()).toBe(1);
    await at.open('/quan-tri/bai-viet?status=published');
    expect(await page.getByRole('link', { name: title }).count()).toBe(0);
  },
);

test('who has no duty there is not let in, and an article nobody wrote is missing', async () => {
  const people = new People(floor.api, floor.database, floor.clock);
  const stranger = await AdministratorAtDesk.sit(browser, floor.url, await people.person(), {
    pictures: false,
  });
  expect(await stranger.open('/quan-tri/bai-viet')).toBe(403);
  expect(await stranger.open('/quan-tri/bai-viet/moi')).toBe(403);
  const at = await AdministratorAtDesk.sit(browser, floor.url, admin, { pictures: false });
  expect(await at.open('/quan-tri/bai-viet/01900000-0000-7000-8000-000000000000')).toBe(404);
});
