import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.js';
import { photograph } from '../support/applicant.js';
import { BrowserSession, DESK, PHONE } from '../support/browser-session.js';
import { callAs } from '../support/caller.js';
import { TOO_WIDE } from '../support/in-page.js';
import { People, type Person } from '../support/people.js';
import { photo } from '../support/return-counter.js';
import { Shopkeeper, words } from '../support/shopkeeper.js';
import { WebFloor } from '../support/web-floor.js';

const { keeping, pointDesk } = words;
const { photos } = keeping;

let floor: WebFloor;
let browser: BrowserSession;
let keeper: Person;
let officer: Person;
let point: string;

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
  const people = new People(floor.api, floor.database, floor.clock);
  keeper = await people.person();
  officer = await people.officer('administrator');
  const [first] = await floor.database.query<{ slug: string }>(
    `SELECT slug FROM tourism_points ORDER BY slug LIMIT 1`,
  );
  point = first?.slug ?? '';
  const keepers = `/admin/tourism-points/${point}/keepers`;
  expect((await callAs(floor.api, officer, 'POST', keepers, { phone: keeper.phone })).status).toBe(204);
});
afterAll(async () => {
  const complaints = await browser?.complaints();
  await browser?.stop();
  await floor?.stop();
  expect(complaints).toEqual([]);
});

/** Fits the screen and reads well to whoever cannot see it. */
async function expectSound({ page }: Shopkeeper): Promise<void> {
  expect(await page.evaluate(TOO_WIDE)).toEqual([]);
  expect(await accessibilityFindings(page)).toEqual([]);
}

/** What the page of the point says its pictures show. */
async function shown(language = ''): Promise<string[]> {
  const visitor = new Shopkeeper(
    await browser.visit({ javaScript: false, viewport: PHONE, pictures: false }),
  );
  await visitor.open(`${language}/du-lich/${point}`);
  return visitor.page
    .locator('.point-pictures img')
    .evaluateAll((all) => all.map((one) => one.getAttribute('alt')!));
}

test('whoever keeps a point shows it on a phone without a script, and an officer takes a picture down', async () => {
  const drawn = await shown();
  const hut = await Shopkeeper.of(browser, floor.url, keeper, { javaScript: false, viewport: PHONE });
  await hut.open(`/tai-khoan/diem-du-lich/${point}`);
  await hut.follow(photos.link);
  await hut.press(photos.submit);
  expect(await hut.page.locator('#file-error').innerText()).toBe(photos.fileMissing);
  expect(await hut.page.locator('#alt-error').innerText()).toBe(photos.altMissing);

  await hut.page.locator('#file').setInputFiles(await photograph(480));
  await hut.page.locator('#alt').fill('Cột mốc tọa độ quốc gia');
  await hut.press(photos.submit);
  expect(await hut.text()).toContain(photos.done['add']);
  expect(await shown()).toEqual(['Cột mốc tọa độ quốc gia']);
  expect(drawn).not.toEqual(await shown());

  await hut.page
    .locator('#file')
    .setInputFiles({ name: 'cau.jpg', mimeType: 'image/jpeg', buffer: await photo() });
  await hut.page.locator('#alt').fill('Cầu gỗ giữa rừng');
  await hut.press(photos.submit);
  await hut.press(photos.makeCoverOf(2));
  expect(await hut.text()).toContain(photos.done['first']);
  await hut.page.locator('summary', { hasText: photos.describeOf(1) }).click();
  const form = hut.page.locator('details[open]');
  await form.getByLabel(photos.alt).fill('');
  await form.getByRole('button', { name: photos.save }).click();
  expect(await hut.page.locator('#alt-error').count()).toBe(1);
  await hut.page.locator('#alt').fill('Cầu gỗ giữa rừng đước');
  await hut.page.locator('#altEn').fill('A footbridge in the mangroves');
  await hut.press(photos.save);
  expect(await shown()).toEqual(['Cầu gỗ giữa rừng đước', 'Cột mốc tọa độ quốc gia']);
  expect(await shown('/en')).toEqual(['A footbridge in the mangroves', 'Cột mốc tọa độ quốc gia']);

  const desk = await Shopkeeper.of(browser, floor.url, officer, { viewport: DESK });
  await desk.open(`/quan-tri/diem-du-lich/${point}`);
  await desk.page.locator('summary', { hasText: pointDesk.takePhotoDown('Cột mốc tọa độ quốc gia') }).click();
  await desk.press(pointDesk.photoDownConfirm);
  expect(await desk.page.locator('#reason-error').innerText()).toBe(pointDesk.photoReasonMissing);
  await expectSound(desk);
  await desk.page.locator('#reason').fill('Ảnh thấy rõ mặt khách, chụp lại giúp.');
  await desk.press(pointDesk.photoDownConfirm);
  expect(await desk.text()).toContain(pointDesk.photoDown);
  expect(await shown()).toEqual(['Cầu gỗ giữa rừng đước']);

  const phone = await Shopkeeper.of(browser, floor.url, keeper, { viewport: PHONE });
  await phone.open(`/tai-khoan/diem-du-lich/${point}/anh`);
  expect(await phone.text()).toContain('Ảnh thấy rõ mặt khách, chụp lại giúp.');
  await expectSound(phone);
  await phone.open(`/en/tai-khoan/diem-du-lich/${point}/anh`);
  await expectSound(phone);
  await hut.open(`/tai-khoan/diem-du-lich/${point}/anh`);
  await hut.page.locator('summary', { hasText: photos.removeOf(1) }).click();
  await hut.press(photos.removeConfirm);
  expect(await hut.text()).toContain(photos.done['remove']);
  expect(await shown()).toEqual(drawn);
});

test('to whoever does not keep the point there is nothing', async () => {
  const stranger = await new People(floor.api, floor.database, floor.clock).person();
  const visit = await Shopkeeper.of(browser, floor.url, stranger, { viewport: PHONE });
  expect(await visit.open(`/tai-khoan/diem-du-lich/${point}/anh`)).toBe(404);
  expect(await visit.text()).toContain(keeping.none);
});
