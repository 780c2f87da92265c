import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { DAY_MS } from '#kernel/time';
import { RecountStock } from '../../../apps/api/src/modules/inventory/index.js';
import type { DeskDto } from '../../../apps/api/src/modules/identity/desk/desk.dto.js';
import { testApp, type TestApp } from '../../support/app.js';
import { callAs, type Told } from '../../support/caller.js';
import { clockAtSeeding, SEEDED_AT } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { DutyOffice } from '../../support/duty-office.js';
import { everyRow } from '../../support/ledger.js';
import { People, type Person } from '../../support/people.js';
import { HOME_COMMUNE, OTHER_COMMUNE, SmallFloor, type SmallSeller } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let people: People;
let floor: SmallFloor;
let admin: Person;
let shops = 0;
const clock = clockAtSeeding();

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  people = new People(app, database, clock);
  floor = await SmallFloor.in(database);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(async () => {
  clock.set(SEEDED_AT);
  admin = await people.officer('administrator');
  await database.query(`UPDATE sellers SET status = 'approved'`);
});

async function submitted(daysAgo: number, communeCode = HOME_COMMUNE): Promise<SmallSeller> {
  shops += 1;
  const shop = await floor.seller(`gian-hang-${shops}`);
  await database.query(`UPDATE producers SET commune_code = $2 WHERE id = $1`, [
    shop.producerId,
    communeCode,
  ]);
  await database.query(`UPDATE sellers SET status = 'submitted', status_changed_at = $2 WHERE id = $1`, [
    shop.sellerId,
    new Date(SEEDED_AT.getTime() - daysAgo * DAY_MS),
  ]);
  // Answered within a week, and by nobody who is on the desk.
  const { accountId } = await people.person();
  await database.query(
    `INSERT INTO seller_applications (seller_id, started_by, submitted_at, submitted_by, due_on)
     SELECT id, $2, status_changed_at, $2, (status_changed_at + interval '7 days')::date FROM sellers WHERE id = $1`,
    [shop.sellerId, accountId],
  );
  return shop;
}

async function desk(person: Person): Promise<DeskDto> {
  const { status, body } = await callAs<DeskDto>(app, person, 'GET', '/admin/desk');
  expect(status).toBe(200);
  return body;
}

const assignment = (
  person: Person,
  method: 'PUT' | 'DELETE',
  { sellerId }: SmallSeller,
): Promise<Told<object>> =>
  callAs(app, person, method, `/admin/desk/seller_applications/${sellerId}/assignment`);

it('shows each role its own queues, with what is late on top', async () => {
  const [fresh, late, older] = [await submitted(1), await submitted(9), await submitted(3)];
  const approver = await people.officer('approver');
  const { queues, items } = await desk(approver);
  expect(queues).toEqual([
    { queue: 'seller_applications', count: 3, late: 1, mine: 0, dueAt: '2026-11-21T16:59:59.999Z' },
    { queue: 'listings_to_publish', count: 0, late: 0, mine: 0, dueAt: null },
    { queue: 'suspensions', count: 0, late: 0, mine: 0, dueAt: null },
    { queue: 'reports', count: 0, late: 0, mine: 0, dueAt: null },
    { queue: 'authority_requests', count: 0, late: 0, mine: 0, dueAt: null },
  ]);
  expect(items.map(({ slug, late: isLate, commune }) => [slug, isLate, commune])).toEqual([
    [late.slug, true, 'Xã Đất Mũi'],
    [older.slug, false, 'Xã Đất Mũi'],
    [fresh.slug, false, 'Xã Đất Mũi'],
  ]);
  expect((await desk(await people.officer('support'))).queues.map(({ queue }) => queue)).toEqual([
    'disputes',
    'reports',
    'data_requests',
    'breaches',
  ]);
  expect((await desk(admin)).queues.map(({ queue }) => queue)).toEqual([
    'seller_applications',
    'listings_to_check',
    'listings_to_publish',
    'suspensions',
    'certificates_running_out',
    'mandates_asked_for',
    'duties_ending',
    'disputes',
    'reports',
    'authority_requests',
    'data_requests',
    'breaches',
    'stock_differences',
    'ledger_differences',
  ]);
  expect((await callAs(app, await people.person(), 'GET', '/admin/desk')).code).toBe('not_allowed');
});

it('holds nothing of other communes, and nobody reaches it by its id', async () => {
  const [here, there] = [await submitted(1), await submitted(1, OTHER_COMMUNE)];
  const approver = await people.officer('approver', [HOME_COMMUNE]);
  expect((await desk(approver)).items.map(({ slug }) => slug)).toEqual([here.slug]);
  const before = await everyRow(database);
  expect((await assignment(approver, 'PUT', there)).code).toBe('not_found');
  expect((await assignment(await people.person(), 'PUT', here)).code).toBe('not_allowed');
  const rest = await everyRow(database);
  expect(rest['public.work_assignments']).toBe(before['public.work_assignments']);
});

it('a piece is taken once, shows by whom, follows its duty and is given back', async () => {
  const shop = await submitted(1);
  const [one, two, next] = [
    await people.person({ name: 'Người Xét Một' }),
    await people.person(),
    await people.person(),
  ];
  const dutyId = await people.duty(one, 'approver');
  await people.duty(two, 'approver');
  expect((await assignment(one, 'PUT', shop)).status).toBe(204);
  expect((await assignment(two, 'PUT', shop)).code).toBe('state_conflict');
  expect((await desk(two)).items[0]?.takenBy).toEqual({ id: one.accountId, name: 'Người Xét Một' });
  expect((await desk(one)).queues[0]?.mine).toBe(1);
  await new DutyOffice(app, database, clock).handOver(admin, dutyId, next);
  expect((await desk(next)).queues[0]?.mine).toBe(1);
  expect((await assignment(two, 'DELETE', shop)).status).toBe(204);
  expect((await assignment(two, 'DELETE', shop)).code).toBe('state_conflict');
  expect((await desk(next)).items[0]?.takenBy).toBeNull();
  const told = await database.query(
    `SELECT action, actor_id AS by FROM audit_records WHERE subject_id = $1 ORDER BY id`,
    [shop.sellerId],
  );
  expect(told).toEqual([
    { action: 'work.taken_up', by: one.accountId },
    { action: 'work.given_back', by: two.accountId },
  ]);
});

it('of many who take a piece at once one has it', async () => {
  const shop = await submitted(1);
  const approvers = await people.persons([{}, {}, {}, {}]);
  for (const approver of approvers) await people.duty(approver, 'approver');
  const answers = await Promise.all(approvers.map((approver) => assignment(approver, 'PUT', shop)));
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409, 409]);
});

it('takes the clock of an application, and shows a suspension until it begins', async () => {
  const [one, other] = [await submitted(1), await floor.seller('gian-hang-bao-truoc')];
  const approver = await people.officer('approver');
  await database.query(`UPDATE seller_applications SET due_on = '2026-11-25' WHERE seller_id = $1`, [
    one.sellerId,
  ]);
  await database.query(
    `INSERT INTO suspensions (seller_id, reason, words, noticed_at, starts_at, decided_by)
     VALUES ($1, 'other', 'Mẫu', $2, $3, $4)`,
    [other.sellerId, clock.now(), new Date('2026-11-28T03:00:00Z'), approver.accountId],
  );
  expect((await desk(approver)).queues).toMatchObject([
    { queue: 'seller_applications', dueAt: '2026-11-25T16:59:59.999Z' },
    { queue: 'listings_to_publish', count: 0 },
    { queue: 'suspensions', count: 1, dueAt: '2026-11-28T03:00:00.000Z' },
    { queue: 'reports', count: 0 },
    { queue: 'authority_requests', count: 0 },
  ]);
  await database.query(`UPDATE suspensions SET begun_at = starts_at`);
  expect((await desk(approver)).queues.find(({ queue }) => queue === 'suspensions')?.count).toBe(0);
});

it('names people on duties that end soon, and mandates that wait for a seller', async () => {
  const person = await people.person({ name: 'Người Sắp Hết Hạn' });
  const office = new DutyOffice(app, database, clock);
  await office.grant(admin, {
    accountId: person.accountId,
    role: 'support',
    communes: null,
    endsOn: '2026-12-03',
  });
  const staff = await people.officer('assisting_staff');
  const shop = await floor.seller('gian-hang-cho');
  const mandate = await people.mandate(staff, shop);
  await database.query(
    `UPDATE mandates SET status = 'requested', consented_at = NULL, consent_by = NULL, consent_text_version = NULL WHERE id = $1`,
    [mandate],
  );
  const ending = (await desk(admin)).items.find(({ queue }) => queue === 'duties_ending');
  expect(ending).toMatchObject({ title: 'Người Sắp Hết Hạn', accountId: person.accountId, late: false });
  expect((await desk(staff)).items).toMatchObject([{ queue: 'mandates_asked_for', slug: 'gian-hang-cho' }]);
  expect((await desk(await people.officer('assisting_staff'))).items).toEqual([]);
});

it('counts requests about data and breaches by the clocks of the law', async () => {
  const support = await people.officer('support');
  await database.query(
    `INSERT INTO data_requests (kind, channel, received_on, third_parties, acknowledge_by, acknowledged_at, due_on, status,
       status_changed_at, entered_by)
     VALUES ('access', 'letter', '2026-11-01', false, '2026-11-03', NULL, '2026-12-01', 'open', $1, $2),
       ('access', 'letter', '2026-11-01', false, '2026-11-03', $1, '2026-11-23', 'open', $1, $2),
       ('access', 'letter', '2026-11-01', false, '2026-11-03', $1, '2026-11-20', 'done', $1, $2)`,
    [clock.now(), support.accountId],
  );
  await database.query(
    `INSERT INTO breaches (title, discovered_at, what, whose, notify_by, status, status_changed_at, entered_by)
     VALUES ('Mất máy tính ở xã', $1, 'Máy có danh sách', 'Người bán', $2, 'open', $1, $3)`,
    [new Date('2026-11-20T03:00:00Z'), new Date('2026-11-23T02:00:00Z'), support.accountId],
  );
  const { queues, items } = await desk(support);
  expect(queues.filter(({ count }) => count > 0)).toMatchObject([
    // Not yet acknowledged since the 3rd; the other one is due today, and today is not over.
    { queue: 'data_requests', count: 2, late: 1, dueAt: '2026-11-03T16:59:59.999Z' },
    { queue: 'breaches', count: 1, late: 1, dueAt: '2026-11-23T02:00:00.000Z' },
  ]);
  expect(items.map(({ queue, late }) => [queue, late])).toEqual([
    ['data_requests', true],
    ['breaches', true],
    ['data_requests', false],
  ]);
});

it('lays a shelf that disagrees with its history on the desk of administrators, once, until it agrees again', async () => {
  const seller = await floor.seller('kho-lech');
  const { variantId } = await floor.product({ slug: 'kho-lech', seller });
  const setOnHand = (pieces: number) =>
    database.query(`UPDATE stock_levels SET on_hand = $2 WHERE variant_id = $1`, [variantId, pieces]);
  const recount = app.get(RecountStock);
  const reported = async () => (await desk(admin)).items.filter(({ queue }) => queue === 'stock_differences');
  await setOnHand(98);
  await recount.report();
  await setOnHand(97);
  expect(await recount.report()).toEqual([
    { variantId, onHand: 97, movements: 100, reserved: 0, liveReservations: 0 },
  ]);
  expect(await reported()).toMatchObject([
    { title: 'Sản phẩm kho-lech · Gói 500 g: 97/100, 0/0', commune: 'Xã Đất Mũi', dueAt: null },
  ]);
  const others = await people.officer('administrator', [OTHER_COMMUNE]);
  expect((await desk(others)).items.filter(({ queue }) => queue === 'stock_differences')).toEqual([]);
  await setOnHand(100);
  expect(await recount.report()).toEqual([]);
  expect(await reported()).toEqual([]);
});
