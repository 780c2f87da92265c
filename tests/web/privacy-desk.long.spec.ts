import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.js';
import { AdministratorAtDesk } from '../support/administrator.js';
import { BrowserSession, DESK, PHONE } from '../support/browser-session.js';
import { TOO_WIDE } from '../support/in-page.js';
import { People, type Person } from '../support/people.js';
import { words } from '../support/shopper.js';
import { SCRIPTS } from '../support/scale.js';
import { WebFloor } from '../support/web-floor.js';

const said = words.privacyDesk;

let floor: WebFloor;
let browser: BrowserSession;
let people: People;
let officer: Person;

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
  people = new People(floor.api, floor.database, floor.clock);
  officer = await people.person({ name: 'Trần Thị Hỗ Trợ' });
  await people.duty(officer, 'support');
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

/** The page can be read by everybody and is not wider than a phone or a desk. */
async function holds({ page }: AdministratorAtDesk): Promise<void> {
  for (const viewport of [{ ...PHONE, width: 320 }, PHONE, DESK]) {
    await page.setViewportSize(viewport);
    expect.soft(await page.evaluate<string[]>(TOO_WIDE), `${page.url()} at ${viewport.width}`).toEqual([]);
  }
  expect.soft(await accessibilityFindings(page), page.url()).toEqual([]);
  await page.setViewportSize(PHONE);
}

test.each(SCRIPTS)(
  'a request by letter is entered, told, given more time and answered, %s',
  async (_, javaScript) => {
    const at = await sit(officer, { javaScript });
    const { requests } = said;
    await at.open('/quan-tri');
    await at.goTo(requests.title);
    await at.page.getByRole('link', { name: requests.enter }).click();
    await at.press(requests.fields.submit);
    expect(await at.page.getByRole('alert').first().innerText()).toContain(requests.errors.kind);
    if (javaScript) await holds(at);

    await at.page.getByLabel(requests.fields.kind).selectOption('erasure');
    await at.page.getByLabel(requests.fields.channel).selectOption('phone');
    await at.page.getByLabel(requests.fields.receivedOn).fill('2026-11-20');
    await at.page.getByLabel(requests.fields.name, { exact: true }).fill('Ông Sáu Mẫu');
    await at.page.getByLabel(requests.fields.reach).fill('0912 000 111');
    await at.page.getByLabel(requests.fields.details).fill('Xin xóa số của tôi.\nCảm ơn.');
    await at.press(requests.fields.submit);
    expect(await at.notice()).toBe(requests.done['entered']);
    const address = at.page.url().split('?')[0] ?? '';
    if (javaScript) await holds(at);

    await at.unfold(requests.acts.acknowledgement.title);
    await at.press(requests.acts.acknowledgement.submit);
    expect(await at.notice()).toBe(requests.done['acknowledgement']);
    await at.unfold(requests.acts.extension.title);
    await at.press(requests.acts.extension.submit);
    expect(
      await at.page.locator('details[open] .error, details[open] [aria-invalid]').count(),
    ).toBeGreaterThan(0);
    await at.page.getByLabel(requests.acts.extension.reason, { exact: true }).fill('Phải hỏi gian hàng.');
    await at.press(requests.acts.extension.submit);
    expect(await at.notice()).toBe(requests.done['extension']);
    await at.unfold(requests.acts.answer.title);
    await at.page.getByLabel(requests.acts.answer.outcome).selectOption('done');
    await at.page.getByLabel(requests.acts.answer.answer, { exact: true }).fill('Đã xóa.');
    await at.press(requests.acts.answer.submit);
    expect(await at.notice()).toBe(requests.done['answer']);
    expect(await at.page.locator('details').count()).toBe(0);

    await at.open('/quan-tri/yeu-cau-du-lieu?tinh-trang=closed');
    await at.page.locator(`a[href="${new URL(address).pathname}"]`).waitFor();
    if (javaScript) await holds(at);
  },
);

test.each(SCRIPTS)('a breach is entered, told to the authority and closed, %s', async (_, javaScript) => {
  const at = await sit(officer, { javaScript });
  const { breaches } = said;
  await at.open('/quan-tri/su-co');
  await at.page.getByRole('link', { name: breaches.enter, exact: true }).click();
  await at.press(breaches.fields.submit);
  expect(await at.page.getByRole('alert').first().innerText()).toContain(breaches.errors.discoveredAt);
  if (javaScript) await holds(at);
  const title = `Gửi nhầm tệp ${javaScript ? 'một' : 'hai'}`;
  await at.page.getByLabel(breaches.fields.title).fill(title);
  await at.page.getByLabel(breaches.fields.discoveredAt).fill('2026-11-22T08:30');
  await at.page.getByLabel(breaches.fields.what).fill('Một tệp gửi nhầm người.');
  await at.page.getByLabel(breaches.fields.whose).fill('Tên và số của người mua trong một ngày.');
  await at.page.getByLabel(breaches.fields.peopleCount).fill('41');
  await at.press(breaches.fields.submit);
  expect(await at.notice()).toBe(breaches.done.entered);
  expect(await at.page.locator('main').innerText()).toContain('08:30 ngày 25/11/2026');
  // It cannot be closed before the authority knows.
  const kinds = () => at.page.getByLabel(breaches.fields.kind).locator('option').allInnerTexts();
  expect(await kinds()).not.toContain(breaches.kinds['closed']);
  for (const kind of ['authority_notified', 'closed']) {
    await at.page.getByLabel(breaches.fields.kind).selectOption(kind);
    await at.page.getByLabel(breaches.fields.text).fill(`Đã làm: ${kind}`);
    await at.press(breaches.fields.submit);
    expect(await at.notice()).toBe(breaches.done.added);
    if (javaScript) await holds(at);
  }
  expect(await at.page.getByRole('button', { name: breaches.fields.submit }).count()).toBe(0);
  await at.open('/quan-tri/su-co');
  await at.page.getByRole('link', { name: title }).waitFor();
  if (javaScript) await holds(at);
});

test('both wait on the desk, the late one on top, and lead to their pages', async () => {
  const { accountId } = officer;
  await floor.database.query(
    `INSERT INTO data_requests (kind, channel, received_on, third_parties, acknowledge_by, due_on, status, status_changed_at,
       entered_by) VALUES ('access', 'letter', '2026-11-02', false, '2026-11-04', '2026-11-12', 'open', now(), $1)`,
    [accountId],
  );
  await floor.database.query(
    `INSERT INTO breaches (title, discovered_at, what, whose, notify_by, status, status_changed_at, entered_by)
     VALUES ('Máy để quên', '2026-11-23T00:00Z', 'x', 'x', '2026-11-26T00:00Z', 'open', now(), $1)`,
    [accountId],
  );
  const at = await sit(officer);
  await at.open('/quan-tri');
  const rows = at.page.locator('.desk-table tbody tr');
  expect(await rows.first().innerText()).toContain(words.administration.desk.queues['data_requests'] ?? '');
  await at.page.getByRole('link', { name: 'Máy để quên' }).click();
  await at.page.waitForURL(/\/quan-tri\/su-co\//);
  expect(await at.heading()).toBe('Máy để quên');
});

test('nobody else sees either: a guest signs in first, another officer is told so', async () => {
  const checker = await people.person();
  await people.duty(checker, 'commune_checker');
  const at = await sit(checker);
  for (const path of [
    '/quan-tri/su-co',
    '/quan-tri/su-co/moi',
    '/quan-tri/yeu-cau-du-lieu',
    '/quan-tri/yeu-cau-du-lieu/moi',
  ]) {
    await at.open(path);
    expect(new URL(at.page.url()).pathname).toBe('/quan-tri/khong-co-quyen');
  }
  await at.page.context().clearCookies();
  await at.open('/quan-tri/su-co');
  expect(new URL(at.page.url()).pathname).toBe('/dang-nhap');
});
