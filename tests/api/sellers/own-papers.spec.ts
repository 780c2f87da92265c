import { afterAll, beforeAll, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { Applicants } from '../../support/applicants.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { People, type Person } from '../../support/people.js';
import { SmallFloor } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let people: People;
let applicants: Applicants;
let owner: Person;
let slug: string;
let paper: string;

beforeAll(async () => {
  database = await testDatabase();
  const clock = clockAtSeeding();
  app = await testApp({ database, clock });
  await SmallFloor.in(database);
  people = new People(app, database, clock);
  applicants = new Applicants(app);
  owner = await people.person();
  slug = await applicants.start(owner);
  expect(await applicants.paper(owner, slug, 'identity')).toBe(201);
  paper = await idOf(owner, slug);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const idOf = async (person: Person, shop: string): Promise<string> =>
  (await applicants.call<{ items: { id: string }[] }>(person, 'GET', `/seller/${shop}/documents`)).body
    .items[0]?.id ?? '';
const open = (person: Person | null, shop: string, id: string): Promise<Response> =>
  fetch(`${app.url}/api/v1/seller/${shop}/documents/${id}`, { headers: person?.headers ?? {} });
const openings = async (): Promise<object[]> =>
  database.query(
    `SELECT actor_id AS "actorId", after FROM audit_records WHERE action = 'document.opened' ORDER BY id`,
  );

it('a shop’s own people open its papers, to be saved and not shown, and who did is history', async () => {
  const answer = await open(owner, slug, paper);
  expect(answer.status).toBe(200);
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.subarray(0, 3).toString('latin1')).toBe('\xff\xd8\xff');
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${slug}-identity.jpg"`);
  expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  expect(answer.headers.get('cache-control')).toBe('private, no-store');
  expect(await openings()).toEqual([
    { actorId: owner.accountId, after: { documentId: paper, kind: 'identity' } },
  ]);
});

it('nobody else does, and nothing is written down of what was not opened', async () => {
  const before = await openings();
  const [stranger, staff, helper] = [
    await people.person(),
    await people.person(),
    await people.officer('assisting_staff'),
  ];
  const [row] = await database.query<{ sellerId: string; producerId: string }>(
    `SELECT id AS "sellerId", producer_id AS "producerId" FROM sellers WHERE slug = $1`,
    [slug],
  );
  const shop = { slug, sellerId: row?.sellerId ?? '', producerId: row?.producerId ?? '' };
  await people.member(staff, shop, ['orders']);
  await people.mandate(helper, shop);
  const theirs = await applicants.start(stranger, 'Hợp tác xã Khác');
  const statuses = [
    await open(null, slug, paper),
    await open(stranger, slug, paper),
    // Under the address of a shop of their own.
    await open(stranger, theirs, paper),
    await open(staff, slug, paper),
    await open(helper, slug, paper),
    await open(owner, slug, 'khong-phai-ma'),
    await open(owner, slug, '01900000-0000-7000-8000-000000000000'),
  ].map(({ status }) => status);
  expect(statuses).toEqual([401, 404, 404, 403, 403, 404, 404]);
  expect(await openings()).toEqual(before);
});
