import pg from 'pg';
import { recordAudit } from '../../apps/api/src/platform/audit/record-audit.js';
import { SealAuditRecords } from '../../apps/api/src/platform/audit/seal-audit-records.js';
import { VerifyAuditRecords } from '../../apps/api/src/platform/audit/verify-audit-records.js';
import { Transactions } from '../../apps/api/src/platform/database/transactions.js';
import type { TestApp } from './app.js';
import type { TestDatabase } from './database.js';

const HISTORY = ['audit_records', 'audit_batches'];
const SUBJECT = '01900000-0000-7000-8000-000000000001';
const AT = new Date('2026-11-23T03:00:00Z');

/** The history of a test's floor: written and sealed as the floor does it, and tampered with as its worst enemy would. */
export class History {
  constructor(
    private readonly app: TestApp,
    private readonly database: TestDatabase,
  ) {}

  /** Records that many acts of one transaction; their ids, in order. */
  async write(count: number, action = 'thing.done'): Promise<string[]> {
    const known = new Set(await this.ids());
    await this.app.get(Transactions).run('officer', (tx) =>
      recordAudit(
        tx,
        Array.from({ length: count }, (_, index) => ({
          at: AT,
          actorKind: 'officer' as const,
          action,
          subjectType: 'thing',
          subjectId: SUBJECT,
          before: index % 2 === 0 ? undefined : { name: 'Tôm khô', price: null },
          after: { name: 'Tôm khô đất', price: 1.5 },
        })),
      ),
    );
    return (await this.ids()).filter((id) => !known.has(id));
  }

  /** How many records were sealed. */
  seal(): Promise<number> {
    return this.app.get(SealAuditRecords).run();
  }

  /** What a verification finds, each as `kind batch record`. */
  async findings(kept?: { no: number; digest: string }): Promise<string[]> {
    const { findings } = await this.app.get(VerifyAuditRecords).run(kept);
    return findings.map(({ kind, batch, record }) =>
      [kind, batch, record].filter((part) => part !== undefined).join(' '),
    );
  }

  /** Every record's id, in order. */
  async ids(): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(`SELECT id FROM audit_records ORDER BY id`);
    return rows.map(({ id }) => id);
  }

  /** Every id that stands in a batch, batch by batch. */
  async sealedIds(): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT s.id FROM audit_batches, unnest(record_ids) WITH ORDINALITY AS s(id, place) ORDER BY no, place`,
    );
    return rows.map(({ id }) => id);
  }

  /** Does that as whoever owns the machine: superuser, with every trigger of the history taken out of the way. */
  async tamper(text: string, values: unknown[] = []): Promise<void> {
    const client = new pg.Client({ connectionString: this.database.superuserUrl });
    await client.connect();
    try {
      await client.query('BEGIN');
      for (const table of HISTORY) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
      const { rowCount } = await client.query(text, values);
      if (rowCount === 0) throw new Error(`Nothing was tampered with: ${text}`);
      for (const table of HISTORY)
        await client.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_is_only_added_to`);
      await client.query('COMMIT');
    } finally {
      await client.end();
    }
  }

  /** Puts a copy of a record under an id of its own past. */
  async forge(id: string): Promise<void> {
    await this.tamper(
      `INSERT INTO audit_records SELECT (jsonb_populate_record(r, jsonb_build_object('id', $1::text))).*
       FROM audit_records r LIMIT 1`,
      [id],
    );
  }

  /** A transaction of somebody slow that has recorded something and not committed yet. */
  async slowWriter(): Promise<{ id: string; commit(): Promise<void> }> {
    const client = new pg.Client({ connectionString: this.database.superuserUrl });
    await client.connect();
    await client.query('BEGIN');
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO audit_records (occurred_at, actor_kind, action, subject_type, subject_id)
       VALUES ($1, 'officer', 'slow.work', 'thing', $2) RETURNING id`,
      [AT, SUBJECT],
    );
    return {
      id: rows[0]?.id ?? '',
      commit: async () => {
        await client.query('COMMIT');
        await client.end();
      },
    };
  }
}
