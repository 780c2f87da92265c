import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR_MS } from '#kernel/time';
import type {
  AuditRecordDto,
  AuditRecordListDto,
} from '../../../apps/api/src/modules/identity/history/audit-records.dto.js';
import { ChangeSellerStatus, SellerTransactions } from '../../../apps/api/src/modules/sellers/index.js';
import type { Principal } from '../../../apps/api/src/platform/access/access.js';
import { recordAudit } from '../../../apps/api/src/platform/audit/record-audit.js';
import { hashSessionToken } from '../../../apps/api/src/modules/identity/sessions/session-token.js';
import { testApp, type TestApp } from '../../support/app.js';
import { callAs, type Told } from '../../support/caller.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { People, type Person } from '../../support/people.js';
import { HOME_COMMUNE, OTHER_COMMUNE, SmallFloor, type SmallSeller } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let people: People;
let floor: SmallFloor;
let admin: Person;
let shop: SmallSeller;
const clock = clockAtSeeding();

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  people = new People(app, database, clock);
  floor = await SmallFloor.in(database);
  admin = await people.officer('administrator');
  shop = await floor.seller('gian-hang-mot');
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const read = (by: Person, query: Record<string, string> = {}): Promise<Told<AuditRecordListDto>> =>
  callAs(app, by, 'GET', `/admin/audit-records?${new URLSearchParams(query).toString()}`);

async function items(by: Person, query: Record<string, string> = {}): Promise<AuditRecordDto[]> {
  const answer = await read(by, query);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.items;
}

const ofPerson = ({ accountId }: Person): Record<string, string> => ({
  subjectType: 'account',
  subjectId: accountId,
});

describe('the history of a person', () => {
  it('names who did what, with before and after side by side and the request', async () => {
    const person = await people.person({ name: 'Lê Văn Mẫu' });
    await callAs(app, admin, 'POST', '/admin/duties', {
      accountId: person.accountId,
      role: 'support',
      communes: [HOME_COMMUNE],
    });
    const [record] = await items(admin, ofPerson(person));
    expect(record).toMatchObject({
      action: 'duty.granted',
      subjectType: 'account',
      subjectId: person.accountId,
      subjectName: 'Lê Văn Mẫu',
      actor: { kind: 'officer', id: admin.accountId, name: admin.name },
      forShop: null,
    });
    expect(record?.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(record?.changes).toEqual(
      expect.arrayContaining([
        {
          field: 'duty.role',
          before: { state: 'none', text: null },
          after: { state: 'plain', text: 'support' },
        },
        {
          field: 'duty.communes',
          before: { state: 'none', text: null },
          after: { state: 'plain', text: HOME_COMMUNE },
        },
      ]),
    );
  });

  it('is itself recorded when it is read, as is what the person did', async () => {
    const person = await people.person();
    await read(admin, ofPerson(person));
    await read(admin, { actorId: person.accountId });
    await read(admin, {});
    const told = await items(admin, ofPerson(person));
    expect(told.map(({ action, changes }) => [action, changes[0]?.after.text])).toEqual([
      ['history.read', 'actor'],
      ['history.read', 'subject'],
    ]);
  });

  it('opens personal values there and nowhere else, until they are erased', async () => {
    const person = await people.person();
    const reason = 'Chủ máy báo mất điện thoại';
    await callAs(app, admin, 'POST', `/admin/accounts/${person.accountId}/block`, { reason });
    const valueIn = async (query: Record<string, string>): Promise<unknown> => {
      const records = await items(admin, query);
      const blocked = records.find(
        ({ action, subjectId }) => action === 'account.blocked' && subjectId === person.accountId,
      );
      return blocked?.changes.find(({ field }) => field === 'reason')?.after;
    };
    expect(await valueIn(ofPerson(person))).toEqual({ state: 'opened', text: reason });
    expect(await valueIn({ action: 'account.blocked' })).toEqual({ state: 'sealed', text: null });
    await database.query(`DELETE FROM data_keys WHERE subject_id = $1`, [person.accountId]);
    expect(await valueIn(ofPerson(person))).toEqual({ state: 'erased', text: null });
    expect(await valueIn({ action: 'account.blocked' })).toEqual({ state: 'erased', text: null });
  });
});

describe('the history of a shop', () => {
  it('shows both names of what staff did under a mandate', async () => {
    const staff = await people.officer('assisting_staff');
    await people.mandate(staff, shop);
    const principal = { tokenHash: hashSessionToken(staff.token) } as Principal;
    await app.get(SellerTransactions).run(principal, shop.slug, 'shop', (tx, { sellerId }) =>
      recordAudit(tx, [
        {
          at: clock.now(),
          actorKind: 'seller',
          action: 'shop.described',
          subjectType: 'seller',
          subjectId: sellerId,
          before: { story: '' },
          after: { story: 'Nhà làm khô' },
        },
      ]),
    );
    const [record] = await items(admin, { sellerId: shop.sellerId, action: 'shop.described' });
    expect(record).toMatchObject({
      actor: { kind: 'seller', id: staff.accountId, name: staff.name },
      forShop: { sellerId: shop.sellerId, slug: shop.slug, name: 'Gian hàng gian-hang-mot', byMandate: true },
      subjectName: 'Gian hàng gian-hang-mot',
      changes: [{ field: 'story', before: { state: 'plain', text: '' }, after: { text: 'Nhà làm khô' } }],
    });
  });

  it('is for readers of its commune; people’s is for those of the whole province', async () => {
    const [here, there] = [
      await people.officer('administrator', [HOME_COMMUNE]),
      await people.officer('administrator', [OTHER_COMMUNE]),
    ];
    await app.get(ChangeSellerStatus).run(shop.sellerId, 'suspended');
    const product = await floor.product({ slug: 'tom-kho', seller: shop });
    await database.query(
      `INSERT INTO audit_records (occurred_at, actor_kind, action, subject_type, subject_id)
       VALUES ($1, 'officer', 'product.published', 'product', $2)`,
      [clock.now(), product.productId],
    );
    const seen = (await items(here)).map(({ action }) => action);
    expect(seen).toEqual(expect.arrayContaining(['product.published', 'seller.suspended', 'shop.described']));
    expect(seen.filter((action) => /^(account|duty|history)\./.test(action))).toEqual([]);
    expect(await items(here, ofPerson(admin))).toEqual([]);
    expect(await items(there)).toEqual([]);
    expect(await items(there, { sellerId: shop.sellerId })).toEqual([]);
    expect((await read(await people.officer('support'))).code).toBe('not_allowed');
  });
});

describe('a list', () => {
  it('is narrowed by action, days, actor and subject, and read page by page without a gap', async () => {
    const subject = '01900000-0000-7000-8000-0000000000cc';
    for (let hour = 0; hour < 7; hour += 1) {
      await database.query(
        `INSERT INTO audit_records (occurred_at, actor_kind, actor_id, action, subject_type, subject_id)
         VALUES ($1, 'officer', $2, $3, 'thing', $4), ($1, 'officer', $2, 'thing.twin', 'thing', $4)`,
        [
          new Date(Date.UTC(2026, 9, 1, 13) + hour * HOUR_MS),
          admin.accountId,
          hour % 2 === 0 ? 'thing.done' : 'thing.undone',
          subject,
        ],
      );
    }
    const of = { subjectType: 'thing', subjectId: subject };
    expect((await items(admin, of)).length).toBe(14);
    expect((await items(admin, { ...of, action: 'thing.done' })).length).toBe(4);
    expect((await items(admin, { action: 'thing.' })).length).toBe(14);
    expect((await items(admin, { ...of, actorId: shop.sellerId })).length).toBe(0);
    // Midnight in Vietnam is 17:00 UTC.
    expect((await items(admin, { ...of, to: '2026-10-01' })).length).toBe(8);
    expect((await items(admin, { ...of, from: '2026-10-02', to: '2026-10-02' })).length).toBe(6);
    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Told<AuditRecordListDto> = await read(admin, {
        ...of,
        limit: '3',
        ...(cursor === '' ? {} : { cursor }),
      });
      ids.push(...page.body.items.map(({ id }) => id));
      cursor = page.body.nextCursor;
    }
    expect(ids).toEqual((await items(admin, of)).map(({ id }) => id));
  });

  it('refuses filters that cannot be meant', async () => {
    for (const query of [
      { subjectId: shop.sellerId },
      { subjectType: 'Seller', subjectId: shop.sellerId },
      { subjectType: 'seller', subjectId: 'x' },
      { actorId: '%' },
      { action: 'x' },
      { from: '2026-02-30' },
      { actor: shop.sellerId },
    ] as unknown as Record<string, string>[])
      expect((await read(admin, query)).code, JSON.stringify(query)).toBe('validation_failed');
    expect((await read(admin, { cursor: 'abc' })).code).toBe('invalid_cursor');
  });
});
