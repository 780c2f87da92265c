import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  copiedDigests,
  digestsThatStay,
  keyedDigests,
} from '../../../apps/api/src/administration/keyed-digests.js';
import { RotateKeys } from '../../../apps/api/src/administration/rotate-keys.js';
import { rotateKeys } from '../../../apps/api/src/administration/run-administration.js';
import type { AdminAccountListDto } from '../../../apps/api/src/modules/identity/accounts/admin/admin-accounts.dto.js';
import { VerifyAuditRecords } from '../../../apps/api/src/platform/audit/verify-audit-records.js';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.js';
import { personalColumns } from '../../../apps/api/src/platform/privacy/personal-columns.js';
import { DataKey, DataKeys } from '../../../apps/api/src/platform/sealing/data-keys.js';
import { Keyring } from '../../../apps/api/src/platform/sealing/keyring.js';
import { testApp, testEnvironment, type TestApp } from '../../support/app.js';
import { Buyer } from '../../support/buyer.js';
import { callAs } from '../../support/caller.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { clockAtSeeding } from '../../support/clock.js';
import { History } from '../../support/history.js';
import { People, type Person } from '../../support/people.js';
import { SmallFloor } from '../../support/small-floor.js';

const OLD = 'the-key-before-the-rotation-0123456789abcdef';
const NEW = 'the-key-after-the-rotation-0123456789abcdefg';
/** More than two steps of the rotation. */
const PEOPLE = 450;
/** Theirs, that of whoever looks for them, those of a purchase and of a report, and that of the shop. */
const KEYS = PEOPLE + 4;

let database: TestDatabase;
let support: Person;
let persons: Person[];
let orderToken: string;
let orderCode: string;
const clock = clockAtSeeding();

async function fill(): Promise<void> {
  database = await testDatabase();
  await under({ DATA_KEY: OLD }, async (app) => {
    const people = new People(app, database, clock);
    support = await people.officer('support');
    persons = await people.persons(Array.from({ length: PEOPLE }, () => ({})));
    const floor = await SmallFloor.in(database);
    const seller = await floor.seller('gian-hang-mot');
    const product = await floor.product({ slug: 'tom-kho', seller });
    await people.invitation(support, seller);
    await giveMailbox(app, support);
    const placed = await new Buyer(app.url).buy({ [product.variantId]: 1 });
    [orderCode, orderToken] = [placed.code, placed.accessToken];
    const report = { reason: 'other', words: 'Mẫu', contact: '0912345678' };
    await callAs(app, null, 'POST', '/products/tom-kho/reports', report);
    await database.query(
      `INSERT INTO point_sellers (tourism_point_id, seller_id) SELECT id, $1 FROM tourism_points WHERE slug = 'mui-ca-mau'`,
      [seller.sellerId],
    );
    const visit = { day: '2026-12-05', people: 2, name: 'Khách Mẫu', phone: '0912345678' };
    await callAs(app, null, 'POST', '/tourism-points/mui-ca-mau/visits', visit);
    await database.query(
      `INSERT INTO cod_refusals (order_id, phone_hash, refused_at)
       SELECT o.id, g.contact_phone_hash, now() FROM orders o JOIN order_groups g ON g.id = o.order_group_id`,
    );
    await database.query(
      `INSERT INTO review_refusals (order_group_id, phone_hash, refused_at)
       SELECT id, contact_phone_hash, now() FROM order_groups`,
    );
    await writePickupCode(app);
    await new History(app, database).write(3);
    await new History(app, database).seal();
  });
}

/** A parcel of the purchase, as if it waited at a tourism point. */
async function writePickupCode(app: TestApp): Promise<void> {
  const [parcel] = await database.query<{ id: string; groupId: string }>(
    `WITH f AS (INSERT INTO fulfillments (order_id, status, status_changed_at) SELECT id, 'packing', now() FROM orders
       RETURNING id, order_id)
     SELECT f.id, o.order_group_id AS "groupId" FROM f JOIN orders o ON o.id = f.order_id`,
  );
  const { id = '', groupId = '' } = parcel ?? {};
  const key = await app.get(Transactions).run('worker', (tx) => app.get(DataKeys).of(tx, groupId));
  const said = `${id} 123456`;
  await database.query(
    `INSERT INTO pickup_codes (fulfillment_id, order_group_id, code_hash, code_sealed) VALUES ($1, $2, $3, $4)`,
    [id, groupId, app.get(Keyring).hash('pickup code', said), key.seal(said, 'pickup_codes.code')],
  );
}

/** The floor as it runs with those keys. */
async function under<T>(env: Record<string, string>, work: (app: TestApp) => Promise<T>): Promise<T> {
  const app = await testApp({ database, clock, env });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

const MAILBOX = 'ho.tro@mau.example.vn';

async function giveMailbox(app: TestApp, { accountId }: Person): Promise<void> {
  const keyring = app.get(Keyring);
  const [row] = await database.query<{ sealed: string }>(
    `SELECT sealed FROM data_keys WHERE subject_id = $1`,
    [accountId],
  );
  const key = new DataKey(accountId, keyring.openDataKey(accountId, row?.sealed ?? ''));
  await database.query(`UPDATE accounts SET email_hash = $2, email_sealed = $3 WHERE id = $1`, [
    accountId,
    keyring.hash('email', MAILBOX),
    key.seal(MAILBOX, 'accounts.email'),
  ]);
}

/** Whether a buyer who types the phone and the code of the purchase is sent the link to it. */
async function isFoundAgain(app: TestApp): Promise<boolean> {
  const links = async (): Promise<number> =>
    (await database.query(`SELECT FROM pgboss.job WHERE name = 'order-link'`)).length;
  const before = await links();
  await new Buyer(app.url).call('POST', '/order-lookups', { phone: '0912 345 678', code: orderCode });
  return (await links()) === before + 1;
}

/** Every digest under DATA_KEY that is kept, by column. */
async function keptDigests(): Promise<Map<string, Set<string>>> {
  const all = [...keyedDigests, ...copiedDigests].map(async ({ table, digest }) => {
    const rows = await database.query<{ digest: string }>(
      `SELECT ${digest} AS digest FROM ${table} WHERE ${digest} IS NOT NULL`,
    );
    return [`${table}.${digest}`, new Set(rows.map((row) => row.digest))] as const;
  });
  return new Map(await Promise.all(all));
}

/** How many of them are found by their phone, with the right name; the purchase is one of them. */
async function readable(app: TestApp): Promise<number> {
  const page = await new Buyer(app.url).call('GET', `/order-groups/${orderCode}`, undefined, {
    'order-token': orderToken,
  });
  let found = page.status === 200 && (await isFoundAgain(app)) ? 1 : 0;
  for (const { phone, name, accountId } of persons.filter((_, index) => index % 30 === 0)) {
    const { body } = await callAs<AdminAccountListDto>(
      app,
      support,
      'GET',
      `/admin/accounts?phone=${encodeURIComponent(phone)}`,
    );
    if (body.items.some((account) => account.id === accountId && account.name === name)) found += 1;
  }
  return found;
}

const ALL = PEOPLE / 30 + 1;

const rotation = (app: TestApp): RotateKeys => new RotateKeys(app.get(Transactions), app.get(Keyring));

describe('changing DATA_KEY', () => {
  beforeEach(fill);
  afterEach(() => database.drop());

  it('everything is readable before, in the middle and after; then the key before can go', async () => {
    await under({ DATA_KEY: NEW, DATA_KEY_PREVIOUS: OLD }, async (app) => {
      expect(await readable(app), 'before').toBe(ALL);
      const stopped = rotation(app).run((done) => {
        if (done >= 200) throw new Error('stopped');
      });
      await expect(stopped).rejects.toThrow('stopped');
      const [{ done } = { done: 0 }] = await database.query<{ done: number }>(
        `SELECT count(*)::int AS done FROM data_keys WHERE starts_with(sealed, $1)`,
        [app.get(Keyring).presentMark],
      );
      expect(done).toBe(200);
      expect(await readable(app), 'in the middle').toBe(ALL);
      const rest = await rotation(app).run();
      expect(rest).toEqual({ rotated: KEYS - 200, lost: [] });
      expect(await rotation(app).run(), 'and once more does nothing').toEqual({ rotated: 0, lost: [] });
    });
    const environment = testEnvironment({ database, env: { DATA_KEY: NEW, DATA_KEY_PREVIOUS: OLD } });
    expect(await rotateKeys(environment)).toBe(true);
    await under({ DATA_KEY: NEW }, async (app) => {
      expect(await readable(app), 'after, without the key before').toBe(ALL);
      const verdict = await app.get(VerifyAuditRecords).run();
      // Three lines, those of the report and of the visit, and that of the rotation.
      expect(verdict).toMatchObject({ whole: true, batches: 2, records: 6 });
      await new History(app, database).write(2);
      expect(await new History(app, database).seal()).toBeGreaterThanOrEqual(2);
      expect(await new History(app, database).findings()).toEqual([]);
    });
  });

  it('leaves no digest under the key before in any column', async () => {
    const before = await keptDigests();
    for (const [column, digests] of before) expect(digests.size, column).toBeGreaterThan(0);
    await under({ DATA_KEY: NEW, DATA_KEY_PREVIOUS: OLD }, (app) => rotation(app).run());
    for (const [column, digests] of await keptDigests()) {
      const old = before.get(column) ?? new Set();
      expect([column, digests.size]).toEqual([column, old.size]);
      expect([column, [...digests].filter((digest) => old.has(digest))]).toEqual([column, []]);
    }
    await under({ DATA_KEY: NEW }, async (app) => {
      const path = `/admin/accounts?email=${encodeURIComponent(MAILBOX)}`;
      const { body } = await callAs<AdminAccountListDto>(app, support, 'GET', path);
      expect(body.items.map(({ id }) => id)).toEqual([support.accountId]);
    });
  });

  it('without a rotation the key before cannot go', async () => {
    await under({ DATA_KEY: NEW }, async (app) => {
      expect(await readable(app)).toBe(0);
      expect(await new History(app, database).findings()).toEqual(['key_unknown 1']);
    });
  });

  it('tells which keys open under neither, leaves them as they are, and does all others', async () => {
    const lost = persons[7]?.accountId ?? '';
    await database.query(`UPDATE data_keys SET sealed = 'ffffffff.AAAA' WHERE subject_id = $1`, [lost]);
    await under({ DATA_KEY: NEW, DATA_KEY_PREVIOUS: OLD }, async (app) => {
      expect(await rotation(app).run()).toEqual({ rotated: KEYS - 1, lost: [lost] });
    });
    const [row] = await database.query(`SELECT sealed FROM data_keys WHERE subject_id = $1`, [lost]);
    expect(row).toEqual({ sealed: 'ffffffff.AAAA' });
  });

  it('vouches for no history that was tampered with: the key before stays until it is cleared up', async () => {
    await under({ DATA_KEY: OLD }, async (app) => {
      await new History(app, database).tamper(`UPDATE audit_records SET action = 'nothing'`);
    });
    const environment = testEnvironment({ database, env: { DATA_KEY: NEW, DATA_KEY_PREVIOUS: OLD } });
    expect(await rotateKeys(environment)).toBe(false);
    const [{ batches } = { batches: 0 }] = await database.query<{ batches: number }>(
      `SELECT count(*)::int AS batches FROM audit_batches`,
    );
    expect(batches).toBe(1);
  });

  it('two at once do not get in each other’s way, nor in the way of an erasure', async () => {
    const erased = persons[3]?.accountId ?? '';
    await under({ DATA_KEY: NEW, DATA_KEY_PREVIOUS: OLD }, async (app) => {
      const [one, two] = await Promise.all([
        rotation(app).run(),
        rotation(app).run(),
        database.query(`DELETE FROM data_keys WHERE subject_id = $1`, [erased]),
      ]);
      expect(one.rotated + two.rotated).toBeGreaterThanOrEqual(KEYS - 1);
    });
    expect(await database.query(`SELECT 1 FROM data_keys WHERE subject_id = $1`, [erased])).toEqual([]);
    await under({ DATA_KEY: NEW }, async (app) => expect(await readable(app)).toBe(ALL));
  });
});

describe('no digest is forgotten', () => {
  const HOW = 'say in apps/api/src/administration/keyed-digests.ts how it is made anew, or why it stays';

  it('in no column', () => {
    const hashed = Object.entries(personalColumns).flatMap(([table, { personal, sensitive }]) =>
      Object.entries({ ...personal, ...sensitive }).flatMap(([column, { how }]) =>
        how === 'hashed' ? [`${table}.${column}`] : [],
      ),
    );
    const known = new Set([
      ...[...keyedDigests, ...copiedDigests].map(({ table, digest }) => `${table}.${digest}`),
      ...Object.keys(digestsThatStay),
    ]);
    expect(
      hashed.filter((column) => !known.has(column)),
      HOW,
    ).toEqual([]);
    expect([...known].filter((column) => !hashed.includes(column))).toEqual([]);
  });

  it('of no purpose, wherever in the code it is made', () => {
    const stays = ['asked from', 'device', 'one-time code', 'throttle', 'voucher person'];
    const source = 'apps/api/src';
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    );
    const made = new Set(
      files
        .map((file) => readFileSync(join(source, file), 'utf8'))
        .flatMap((text) => [...text.matchAll(/\.hash(?:es)?\(\s*'([^']+)'/g)].map(([, purpose]) => purpose)),
    );
    expect([...made].sort(), HOW).toEqual(
      [...new Set(keyedDigests.map(({ purpose }) => purpose)), ...stays].sort(),
    );
  });
});
