import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VerifyAuditRecords } from '../../../apps/api/src/platform/audit/verify-audit-records.js';
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

describe('verifying finds', () => {
  const CHANGES: Record<string, string> = {
    occurred_at: `occurred_at + interval '1 microsecond'`,
    actor_kind: `'worker'`,
    actor_id: `'01900000-0000-7000-8000-0000000000aa'`,
    action: `'thing.undone'`,
    subject_type: `'other'`,
    subject_id: `gen_random_uuid()`,
    before: `'{}'`,
    after: `'{"name": "Tôm khô đất", "price": 1.50}'`,
    request_id: `'x'`,
    seller_id: `'01900000-0000-7000-8000-0000000000aa'`,
    mandate_id: `'01900000-0000-7000-8000-0000000000aa'`,
  };

  it.each(Object.entries(CHANGES))('a changed %s, and says whose', async (column, value) => {
    const ids = await history.write(4);
    await history.seal();
    await history.tamper(`UPDATE audit_records SET ${column} = ${value} WHERE id = $1`, [ids[2]]);
    expect(await history.findings()).toEqual([`record_changed 1 ${ids[2] ?? ''}`]);
  });

  it('a value that was absent and is now JSON’s null', async () => {
    const ids = await history.write(1);
    await history.seal();
    await history.tamper(`UPDATE audit_records SET before = 'null' WHERE before IS NULL`);
    expect(await history.findings()).toEqual([`record_changed 1 ${ids[0] ?? ''}`]);
  });

  it('a record that is gone', async () => {
    await history.write(2);
    await history.seal();
    const ids = await history.write(3);
    await history.seal();
    await history.tamper(`DELETE FROM audit_records WHERE id = $1`, [ids[1]]);
    expect(await history.findings()).toEqual([`record_missing 2 ${ids[1] ?? ''}`]);
  });

  it('two records that changed places', async () => {
    await history.write(1, 'first.thing');
    await history.write(1, 'second.thing');
    const ids = await history.ids();
    await history.seal();
    await history.tamper(
      `UPDATE audit_records r SET action = o.action FROM audit_records o WHERE o.id <> r.id`,
    );
    expect(await history.findings()).toEqual(ids.map((id) => `record_changed 1 ${id}`));
  });

  it('a record that was put into the past', async () => {
    await history.write(2);
    await history.seal();
    const past = '01890000-0000-7000-8000-000000000000';
    await history.forge(past);
    expect(await history.findings()).toEqual([`record_added_later ${past}`]);
    expect(await history.seal(), 'and does not seal it afterwards').toBe(0);
  });

  it('records that nobody seals', async () => {
    await history.write(1);
    expect(await history.findings(), 'the worker still has time').toEqual([]);
    const old = '01890000-0000-7000-8000-000000000000';
    await history.forge(old);
    expect(await history.findings()).toEqual([`record_unsealed ${old}`]);
  });

  it('a batch whose records were put into another order', async () => {
    await history.write(3);
    await history.seal();
    await history.tamper(
      `UPDATE audit_batches SET record_ids = ARRAY(SELECT unnest(record_ids) ORDER BY 1 DESC)`,
    );
    expect(await history.findings()).toContain('batch_changed 1');
  });

  it('a batch that was written anew to fit a changed record', async () => {
    const ids = await history.write(2);
    await history.seal();
    await history.write(1);
    await history.seal();
    await history.tamper(`UPDATE audit_records SET action = 'nothing' WHERE id = $1`, [ids[0]]);
    await history.tamper(`UPDATE audit_batches b SET record_digests = (
      SELECT string_agg(audit_record_digest(r), '' ORDER BY r.id) FROM audit_records r WHERE r.id = ANY (b.record_ids))`);
    expect(await history.findings()).toEqual(['batch_changed 1']);
    await history.tamper(
      `UPDATE audit_batches SET digest = audit_batch_digest(no, previous, sealed_at, record_ids, record_digests)`,
    );
    expect(await history.findings()).toEqual(['batch_forged 1', 'batch_misplaced 2']);
    await history.tamper(`UPDATE audit_batches b SET previous = (SELECT digest FROM audit_batches p WHERE p.no = b.no - 1),
      digest = audit_batch_digest(no, (SELECT digest FROM audit_batches p WHERE p.no = b.no - 1), sealed_at, record_ids,
        record_digests) WHERE no = 2`);
    expect(await history.findings(), 'and the head on the disk disagrees').toEqual([
      'batch_forged 1',
      'batch_forged 2',
      'batch_changed 2',
    ]);
    await history.tamper(`UPDATE audit_batches SET seal = 'ffffffff' || substr(seal, 9)`);
    expect(await history.findings(), 'a key of their own is a key we do not know').toContain('key_unknown 2');
  });

  it('a batch that is gone, with its records or without', async () => {
    for (const action of ['a.b', 'c.d', 'e.f']) {
      await history.write(1, action);
      await history.seal();
    }
    await history.tamper(`DELETE FROM audit_records WHERE action = 'c.d'`);
    await history.tamper(`DELETE FROM audit_batches WHERE no = 2`);
    expect(await history.findings()).toEqual(['batch_missing 2']);
    await history.tamper(`UPDATE audit_batches SET no = 2 WHERE no = 3`);
    expect(await history.findings()).toEqual(
      expect.arrayContaining(['batch_misplaced 2', 'batch_forged 2', 'batch_missing 3']),
    );
  });

  it('that the newest batches were cut off, by the head kept outside the database', async () => {
    await history.write(1);
    await history.seal();
    await history.write(1, 'what.nobody.should.know');
    await history.seal();
    const { head } = await app.get(VerifyAuditRecords).run();
    if (head === null) throw new Error('Nothing was sealed');
    await history.tamper(`DELETE FROM audit_batches WHERE no = 2`);
    await history.tamper(`DELETE FROM audit_records WHERE action = 'what.nobody.should.know'`);
    expect(await history.findings()).toEqual(['batch_missing 2']);
    await history.write(1);
    await history.seal();
    expect(await history.findings(), 'a chain that went on another way is told by a head noted down').toEqual(
      [],
    );
    expect(await history.findings(head)).toEqual(['batch_changed 2']);
  });
});
