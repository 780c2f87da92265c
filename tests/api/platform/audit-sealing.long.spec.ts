import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VerifyAuditRecords } from '../../../apps/api/src/platform/audit/verify-audit-records.js';
import { AUDIENCE_ROLES } from '../../../apps/api/src/platform/database/migrate/role-statements.js';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.js';
import { testApp, type TestApp } from '../../support/app.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { History } from '../../support/history.js';

let database: TestDatabase;
let app: TestApp;
let history: History;

beforeEach(async () => {
  database = await testDatabase();
  app = await testApp({ database });
  history = new History(app, database);
});
afterEach(async () => {
  await app.close();
  await database.drop();
});

describe('history is only added to', () => {
  it('no audience and no login may change, delete or truncate it, by grants', async () => {
    for (const role of [...AUDIENCE_ROLES, 'floor_app']) {
      for (const table of ['audit_records', 'audit_batches']) {
        const [may] = await database.query(
          `SELECT has_any_column_privilege($1, $2, 'UPDATE') AS change, has_table_privilege($1, $2, 'DELETE') AS delete,
             has_table_privilege($1, $2, 'TRUNCATE') AS truncate, has_table_privilege($1, $2, 'TRIGGER') AS trigger`,
          [role, table],
        );
        expect(may, `${role} on ${table}`).toEqual({
          change: false,
          delete: false,
          truncate: false,
          trigger: false,
        });
      }
    }
  });

  it('not even its owner, and not a session that plays the replica', async () => {
    const [id] = await history.write(1);
    await history.seal();
    const before = await database.query(`SELECT * FROM audit_records, audit_batches`);
    for (const url of [database.ownerUrl, database.superuserUrl]) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      if (url === database.superuserUrl) await client.query(`SET session_replication_role = replica`);
      for (const statement of [
        `UPDATE audit_records SET action = 'nothing' WHERE id = '${id ?? ''}'`,
        `DELETE FROM audit_records`,
        `TRUNCATE audit_records`,
        `UPDATE audit_batches SET seal = ''`,
        `DELETE FROM audit_batches`,
        `TRUNCATE audit_batches`,
      ])
        await expect(client.query(statement), statement).rejects.toThrow('is only added to');
      await client.end();
    }
    expect(await database.query(`SELECT * FROM audit_records, audit_batches`)).toEqual(before);
  });
});

describe('sealing', () => {
  it('seals every record once, in batches that follow each other, and finds nothing wrong with them', async () => {
    const first = await history.write(3);
    expect(await history.seal()).toBe(3);
    const second = await history.write(2);
    expect(await history.seal()).toBe(2);
    expect(await history.seal(), 'nothing new').toBe(0);
    expect(await history.sealedIds()).toEqual([...first, ...second]);
    const verdictNow = await app.get(VerifyAuditRecords).run();
    expect(verdictNow).toMatchObject({ whole: true, findings: [], batches: 2, records: 5, head: { no: 2 } });
  });

  it('seals a record whose transaction committed after younger ones were sealed', async () => {
    const late = await history.slowWriter();
    const young = await history.write(2);
    expect(await history.seal()).toBe(2);
    expect(await history.seal()).toBe(0);
    await late.commit();
    expect(late.id < (young[0] ?? '')).toBe(true);
    expect(await history.seal()).toBe(1);
    expect(await history.sealedIds()).toEqual([...young, late.id]);
    expect(await history.findings()).toEqual([]);
  });

  it('lets no transaction of the floor last longer than half the look-back', async () => {
    const [row] = await app
      .get(Transactions)
      .run('worker', (tx) =>
        tx.query<{ limit: string }[]>(`SELECT current_setting('transaction_timeout') AS limit`),
      );
    expect(row?.limit).toBe('30min');
  });

  it('of many sealers at once lets one work; every record is sealed exactly once', async () => {
    const rounds = 40;
    for (let round = 0; round < rounds; round += 1) {
      const writers = Array.from({ length: 4 }, () => history.write(3));
      const sealers = Array.from({ length: 6 }, () => history.seal());
      await Promise.all([...writers, ...sealers]);
    }
    await history.seal();
    const ids = await history.sealedIds();
    const [{ count } = { count: 0 }] = await database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM audit_records`,
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(count);
    expect(await history.findings()).toEqual([]);
  });

  it('seals all of a record: no column is left out', async () => {
    const columns = await database.query<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = 'audit_records'::regclass AND attnum > 0 AND NOT attisdropped`,
    );
    const [definition] = await database.query<{ text: string }>(
      `SELECT pg_get_functiondef('audit_record_digest'::regproc) AS text`,
    );
    const missing = columns.filter(({ name }) => !definition?.text.includes(`.${name}`));
    expect(missing, 'add the column to audit_record_digest, only where it is not null').toEqual([]);
  });
});

it('seals and verifies a hundred thousand records in seconds', async () => {
  const count = 100_000;
  await database.query(
    `INSERT INTO audit_records (occurred_at, actor_kind, actor_id, action, subject_type, subject_id, before, after, request_id)
     SELECT now(), 'officer', gen_random_uuid(), 'product.changed', 'product', gen_random_uuid(),
       jsonb_build_object('name', 'Tôm khô ' || n, 'priceVnd', n), jsonb_build_object('name', 'Tôm khô đất ' || n, 'priceVnd', n + 1),
       gen_random_uuid()::text FROM generate_series(1, $1) AS n`,
    [count],
  );
  const started = performance.now();
  expect(await history.seal()).toBe(count);
  const sealed = performance.now();
  expect(await app.get(VerifyAuditRecords).run()).toMatchObject({ whole: true, records: count });
  const verified = performance.now();
  expect(sealed - started).toBeLessThan(count / 4);
  expect(verified - sealed).toBeLessThan(count / 4);
});
