import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { AdministratorAtDesk, administrationWords as said } from '../support/administrator.js';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession, DESK, PHONE } from '../support/browser-session.js';
import { callAs } from '../support/caller.js';
import { FOCUS_FACTS, OUT_OF_SIGHT, TOO_WIDE, type FocusFacts } from '../support/in-page.js';
import { People, type Person } from '../support/people.js';
import { SCRIPTS } from '../support/scale.js';
import { WebFloor } from '../support/web-floor.js';

const DAY_MS = 86_400_000;

let floor: WebFloor;
let browser: BrowserSession;
let people: People;
let admin: Person;

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
  people = new People(floor.api, floor.database, floor.clock);
  admin = await people.person({ name: 'Nguyễn Thị Quản Trị' });
  await people.duty(admin, 'administrator');
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

async function submittedShop(daysAgo: number): Promise<{ name: string }> {
  const [shop] = await floor.database.query<{ name: string }>(
    `UPDATE sellers SET status = 'submitted', status_changed_at = $1
     WHERE id = (SELECT id FROM sellers WHERE status = 'approved' ORDER BY slug LIMIT 1) RETURNING name`,
    [new Date(floor.clock.now().getTime() - daysAgo * DAY_MS)],
  );
  if (shop === undefined) throw new Error('The demo has no approved shop left');
  await floor.database.query(
    `INSERT INTO seller_applications (seller_id, started_by, submitted_at, submitted_by, due_on)
     SELECT id, $2, status_changed_at, $2, (status_changed_at + interval '7 days')::date FROM sellers WHERE name = $1
     ON CONFLICT (seller_id) DO UPDATE SET submitted_at = excluded.submitted_at, submitted_by = excluded.submitted_by,
       due_on = excluded.due_on`,
    [shop.name, admin.accountId],
  );
  return shop;
}

test.each(SCRIPTS)(
  'an administrator gives a duty, has it covered, hands it over and ends it on a phone, %s',
  async (_, javaScript) => {
    const at = await sit(admin, { javaScript });
    const [first, cover, next] = await people.persons([
      { name: 'Trần Văn Xã' },
      { name: 'Phạm Thị Thay' },
      { name: 'Lê Văn Sau' },
    ]);
    if (!first || !cover || !next) throw new Error('Three people were asked for');
    await at.open('/quan-tri');
    await at.goTo(said.duties.title);
    await at.page.getByRole('link', { name: said.duties.grant.go }).click();

    await at.press(said.duties.grant.submit);
    expect(await at.page.locator('#phone-error, #role-error, #communes-error').count()).toBe(3);
    await at.page.getByLabel(said.duties.grant.phone).fill(first.phone.replace('+84', '0'));
    await at.page.getByLabel(said.duties.grant.role).selectOption('commune_checker');
    await at.page.getByLabel('Xã Đất Mũi', { exact: true }).check();
    await at.page.getByLabel('Xã Năm Căn', { exact: true }).check();
    await at.press(said.duties.grant.submit);
    expect(await at.notice()).toBe(said.duties.grant.done);
    expect(await at.heading()).toBe('Cán bộ kiểm tra xã: Trần Văn Xã');

    await at.unfold(said.duties.delegate.title);
    await at.page.locator('#delegate-phone').fill('0999 999 999');
    await at.page.locator('#delegate-endsOn').fill('2026-11-30');
    await at.press(said.duties.delegate.submit);
    expect(await at.page.locator('#delegate-phone-error').innerText()).toContain('Chưa có tài khoản');
    expect(await at.page.locator('#delegate-endsOn').inputValue(), 'what was typed stays').toBe('2026-11-30');
    await at.page.locator('#delegate-phone').fill(cover.phone);
    await at.press(said.duties.delegate.submit);
    expect(await at.page.locator('main').innerText()).toContain('Phạm Thị Thay đến hết 30/11/2026');

    await at.unfold(said.duties.handOver.title);
    await at.page.locator('#hand-over-phone').fill(next.phone);
    await at.press(said.duties.handOver.submit);
    expect(await at.heading()).toBe('Cán bộ kiểm tra xã: Lê Văn Sau');
    await at.open('/quan-tri/dia-ban?commune=32248');
    const people2 = await at.page.locator('.territories').innerText();
    expect(people2).toContain('Lê Văn Sau');
    expect(people2).not.toContain('Trần Văn Xã');
    expect(people2, 'the cover ended with the duty').not.toContain('Phạm Thị Thay');

    await at.page.getByRole('link', { name: 'Lê Văn Sau' }).click();
    await at.unfold(said.duties.end.title);
    await at.press(said.duties.end.submit);
    expect(await at.page.locator('.tag').first().innerText()).toBe(said.duties.one.states['ended']);
  },
);

test('support finds somebody by phone, blocks the account with a reason, and the history shows it', async () => {
  const person = await people.person({ name: 'Võ Thị Mất Máy' });
  const at = await sit(admin, { javaScript: false });
  await at.open('/quan-tri/nguoi-dung');
  await at.page.getByLabel(said.accounts.search).fill(person.phone.replace('+84', '0'));
  await at.press(said.accounts.submit);
  expect(at.page.url(), 'no phone number in the address').toBe(`${floor.url}/quan-tri/nguoi-dung`);
  await at.page.getByRole('link', { name: 'Võ Thị Mất Máy' }).click();
  expect(await at.page.locator('main').innerText()).not.toContain(person.phone.slice(-7));

  await at.unfold(said.account.block.title);
  await at.press(said.account.block.submit);
  expect(await at.page.locator('#block-reason-error').innerText()).toBe(said.account.reasonShort);
  await at.page.locator('#block-reason').fill('Chủ máy gọi báo mất điện thoại');
  await at.press(said.account.block.submit);
  expect(await at.notice()).toBe(said.account.block.done);
  expect((await callAs(floor.api, person, 'GET', '/me')).code).toBe('sign_in_required');

  await at.page.getByRole('link', { name: said.account.history }).click();
  const record = at.page
    .locator('.record', { hasText: said.history.actions['account.blocked'] ?? '' })
    .first();
  await record.locator('summary').click();
  expect(await record.innerText()).toMatch(/Nguyễn Thị Quản Trị[\s\S]*Chủ máy gọi báo mất điện thoại/);
  await floor.database.query(`DELETE FROM data_keys WHERE subject_id = $1`, [person.accountId]);
  await at.page.reload();
  await record.locator('summary').click();
  expect(await record.innerText()).toContain(said.history.erased);
});

test('the history is narrowed by the links and fields of the page, and the address says how', async () => {
  await floor.database.query(
    `INSERT INTO audit_records (occurred_at, actor_kind, actor_id, action, subject_type, subject_id)
     SELECT $1, 'officer', $2, 'duty.granted', 'account', $2 FROM generate_series(1, 30)`,
    [floor.clock.now(), admin.accountId],
  );
  const at = await sit(admin, { viewport: DESK });
  await at.open('/quan-tri');
  await at.goTo(said.history.title);
  await at.page.getByLabel(said.history.filters.kind).selectOption('duty.');
  await at.page.getByLabel(said.history.filters.from).fill('2026-11-23');
  await at.press(said.history.filters.submit);
  expect(new URL(at.page.url()).searchParams.get('action')).toBe('duty.');
  const strong = await at.page.locator('.record strong').allInnerTexts();
  expect(strong.length).toBeGreaterThan(3);
  expect(strong.filter((action) => !/nhiệm vụ|làm thay/.test(action))).toEqual([]);
  await at.page.getByRole('link', { name: 'Nguyễn Thị Quản Trị' }).nth(1).click();
  expect(new URL(at.page.url()).searchParams.get('actorId')).toBe(admin.accountId);
  await at.page.getByRole('link', { name: said.history.next }).click();
  await at.page.waitForURL(/cursor=/);
  expect(await at.page.locator('.record').count()).toBeGreaterThan(0);
});

test('the desk shows what is late on top, and a piece is taken in hand and given back', async () => {
  const [late, fresh] = [await submittedShop(9), await submittedShop(1)];
  const approver = await people.person({ name: 'Đỗ Thị Duyệt' });
  await people.duty(approver, 'approver');
  const at = await sit(approver, { javaScript: false });
  await at.open('/quan-tri');
  const rows = at.page.locator('.desk-table tbody tr');
  expect(await rows.nth(0).innerText()).toContain(late.name);
  expect(await rows.nth(0).innerText()).toContain(said.desk.isLate);
  expect(await at.page.locator('.queue').first().innerText()).toContain(said.desk.late(1));
  await at.press(said.desk.takeOf(fresh.name));
  expect(await at.notice()).toBe(said.desk.taken);
  expect(await rows.filter({ hasText: fresh.name }).innerText()).toContain(said.desk.you);
  await at.press(said.desk.giveBackOf(fresh.name));
  expect(await at.notice()).toBe(said.desk.given);
  expect(await at.page.getByRole('navigation').innerText(), 'no link to what is not theirs').not.toContain(
    said.history.title,
  );
});

test('whoever has no duty is told so; whoever is not signed in signs in and comes back', async () => {
  const at = await sit(await people.person());
  expect(await at.open('/quan-tri')).toBe(403);
  expect(await at.heading()).toBe(said.refusedTitle);
  expect(await at.open('/quan-tri/nhat-ky')).toBe(403);
  const stranger = await browser.visit({ pictures: false });
  await stranger.page.goto('/quan-tri/dia-ban');
  expect(new URL(stranger.page.url()).pathname).toBe('/dang-nhap');
  expect(decodeURIComponent(new URL(stranger.page.url()).search)).toContain('/quan-tri/dia-ban');
});

test('a sensitive act after the last proof has grown old is not done, and says where to prove oneself', async () => {
  const old = await people.person();
  await people.duty(old, 'administrator');
  await people.signIn(old, { fresh: false });
  const person = await people.person();
  const dutyId = await people.duty(person, 'support');
  const at = await sit(old, { javaScript: false });
  await at.open(`/quan-tri/dia-ban/${dutyId}`);
  await at.unfold(said.duties.end.title);
  await at.press(said.duties.end.submit);
  expect(await at.page.locator('.act[open]').innerText()).toContain(said.refusals['fresh_check_required']);
  expect(await at.page.locator('.act[open] a').getAttribute('href')).toContain('/tai-khoan/xac-nhan?tiep=');
  expect(await floor.database.query(`SELECT ended_at FROM officer_duties WHERE id = $1`, [dutyId])).toEqual([
    { ended_at: null },
  ]);
});

test('every page can be read by everybody, at every width, and be used with the keyboard', async () => {
  const person = await people.person({ name: 'Bùi Thị Xem' });
  const dutyId = await people.duty(person, 'support');
  await submittedShop(2);
  const at = await sit(admin);
  for (const path of [
    '/quan-tri',
    '/quan-tri/nguoi-dung',
    `/quan-tri/nguoi-dung/${person.accountId}`,
    '/quan-tri/nguoi-dung/khong-co',
    '/quan-tri/dia-ban',
    '/quan-tri/dia-ban/giao',
    `/quan-tri/dia-ban/${dutyId}`,
    '/quan-tri/nhat-ky',
    `/quan-tri/nhat-ky?subjectType=account&subjectId=${person.accountId}`,
    '/quan-tri/hoan-tien',
    '/quan-tri/tien-gian-hang',
    '/quan-tri/tien-gian-hang/khong-co',
    '/quan-tri/khong-co-quyen',
  ]) {
    await at.open(path);
    for (const fold of await at.page.locator('main summary').all()) await fold.click();
    for (const width of [320, 360, 1280]) {
      await at.page.setViewportSize({ ...PHONE, width });
      expect.soft(await at.page.evaluate<string[]>(TOO_WIDE), `${path}, ${width} px`).toEqual([]);
    }
    expect.soft(await accessibilityFindings(at.page), path).toEqual([]);
    await at.page.setViewportSize(DESK);
    await at.open(path);
    const stops = new Set<string>();
    for (let press = 0; press < 14; press += 1) {
      await at.page.keyboard.press('Tab');
      const { what, ring, inSight } = await at.page.evaluate<FocusFacts>(FOCUS_FACTS);
      // Past the last stop the browser's own bar has the focus.
      if (what.startsWith('body ')) break;
      stops.add(what);
      expect.soft({ what, ring, inSight }, path).toEqual({ what, ring: true, inSight: true });
    }
    expect.soft(stops.size, `${path}: nothing to stop at`).toBeGreaterThan(5);
  }
  // The links at the side are more than a window is high, and on a phone one row that is pushed along.
  for (const viewport of [PHONE, DESK]) {
    await at.page.setViewportSize(viewport);
    await at.open('/quan-tri');
    expect.soft(await at.page.evaluate<string[]>(OUT_OF_SIGHT), `${viewport.width} px`).toEqual([]);
  }
});
