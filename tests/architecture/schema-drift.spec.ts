import { DataSource, type EntityMetadata } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../support/app.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

/** Tables that no entity writes, each with its reason. */
const WITHOUT_ENTITY: Record<string, string> = {
  migrations: 'TypeORM keeps its own account of migrations there',
  floor_settings: 'key and value; read and written by plain SQL',
  audit_records: 'only ever appended to, in one statement for all entries (record-audit.ts)',
  audit_batches: 'only ever appended to, by the sealer’s own statements (audit-sealing.sql.ts)',
  idempotency_keys: 'claimed and answered by plain SQL, because the claim is an INSERT … ON CONFLICT',
  fulfillments: 'parcels; written and moved by conditional statements (parcels.sql.ts)',
  fulfillment_rides: 'written once, when a parcel leaves (rides.ts)',
  carrier_accounts: 'turned on and off by plain SQL; a change is a row of its own (carrier-accounts.ts)',
  shipments: 'claimed and moved by conditional statements (shipments.sql.ts)',
  pickup_codes: 'made when a parcel comes to its point and judged by one statement (pickup.sql.ts)',
  point_hours: 'all of a point at once; written and read by plain SQL (point-hours.sql.ts)',
  point_exceptions: 'all of a point at once; written and read by plain SQL (point-hours.sql.ts)',
  fulfillment_lines: 'written with their parcel, in one statement (parcels.sql.ts)',
  contract_terms: 'texts by their digest; written by the statement that places an order (write-order.sql.ts)',
  order_contracts: 'frozen by the statement that places an order (freeze-contract.sql.ts)',
  order_invoices: 'a version an invoice; written and superseded in one statement (invoice-data.sql.ts)',
  order_returns: 'written with their lines and moved by conditional statements (returns.sql.ts)',
  order_return_lines: 'written with their return, in one statement (returns.sql.ts)',
  product_reviews: 'written, edited, hidden and answered by conditional statements (product-reviews/)',
  review_votes: 'one statement adds or takes one; a trigger counts them (vote-for-review.ts)',
  review_reports: 'written once and closed by plain SQL (vote-for-review.ts, moderate-reviews.ts)',
  question_reports: 'written once and closed by plain SQL (report-question.ts, moderate-answers.ts)',
  review_invitations: 'a mark that a purchase was invited; one statement writes it (invite-reviewers.ts)',
  review_refusals: 'a digest and a date; written and asked for by plain SQL (invite-reviewers.ts)',
  product_questions: 'asked, answered and hidden by conditional statements (questions/)',
  product_review_versions: 'only ever added to, when a review is edited (edit-review.ts)',
  product_ratings: 'counts that triggers alone write',
  review_photos: 'a file and what shows it; written and taken by plain SQL (review-photos.ts)',
  order_access_tokens: 'a hash and a date; written and asked for by plain SQL',
  page_addresses: 'addresses that triggers alone write',
  listings: 'a read model that triggers alone write',
  letter_numbers: 'a counter; the next number is taken by one statement (issue-letter.ts)',
  movable_clocks: 'a mark that the owner of a demo or test database sets (migrate.ts)',
  data_keys: 'a sealed key a subject; made, read and destroyed by plain SQL (data-keys.ts)',
  activity_confirmations:
    'a line for each act the owner saw; written and read beside the history by plain SQL',
  transaction_actors: 'which shop a running transaction is bound to; written by enter_seller alone',
  cooperative_statuses: 'written with its cooperative, in one statement (write-cooperatives.sql.ts)',
  cooperative_counts: 'written with its cooperative, in one statement (write-cooperatives.sql.ts)',
  cooperative_imports:
    'written with its rows, in one statement, and moved by conditional UPDATEs (imports.sql.ts)',
  cooperative_import_rows: 'written with their import, in one statement (imports.sql.ts)',
  annex_imports:
    'written with its rows, in one statement, and moved by conditional UPDATEs (annex-imports.sql.ts)',
  annex_import_rows: 'written with their import, in one statement (annex-imports.sql.ts)',
  throttle_counters: 'unlogged counters; counted and forgotten by two functions of the database',
  message_spendings: 'one row a day; one conditional statement adds to it (message-budget.ts)',
  stock_acts: 'what was tapped, once a key; written and asked for by plain SQL (act-on-stock.ts)',
  order_events: 'only ever added to, by one statement for all events (record-order-events.ts)',
  go_aheads:
    'written with the placement in one statement, moved by one conditional UPDATE (move-go-ahead.ts)',
  search_terms: 'words of the search; written and read by plain SQL (search-terms.service.ts)',
  seller_deposits: 'written and read by one statement each (change-deposit-terms.ts)',
  cod_terms: 'decisions that are only ever added to; written and read by plain SQL (decide-cod-terms.ts)',
  cod_refusals: 'written by one function of the database (record-cod-refusal.ts)',
  voucher_uses: 'taken by one conditional statement (voucher.sql.ts), given back by a trigger',
  voucher_people: 'counters; one conditional statement adds to them (voucher.sql.ts)',
  ledger_differences: 'what the nightly check found, written in one statement (check-ledger.sql.ts)',
  stock_differences: 'what the nightly recount found, written in one statement (recount-stock.ts)',
  order_weighings:
    'what the scales showed, once a key; written and asked for by plain SQL (weigh-order.sql.ts)',
  payment_receipts:
    'what came in, once an event; written and placed by conditional statements (settle-payment.sql.ts)',
  cod_remittances: 'what carriers handed on, once a parcel; written by one statement (remittances.sql.ts)',
  money_sheets: 'a file on its way; written and moved by plain SQL (sheets.sql.ts)',
  payment_connections: 'a secret and two dates; written by plain SQL (connections.service.ts)',
  refunds: 'what goes back, once a cause; written by one statement and moved by conditional UPDATEs',
  disputes: 'moved by conditional UPDATEs under the order’s lock (dispute-record.ts)',
  dispute_messages: 'only ever added to, but for what is no longer kept (dispute-record.ts)',
  articles: 'one INSERT, then conditional UPDATEs by version (write-article.ts)',
  article_products: 'written anew with each version of their article (write-article.ts)',
  reports: 'one INSERT, then conditional UPDATEs and one list of columns (reports.sql.ts)',
  order_pictures: 'a row a sealed file; written, read and deleted by plain SQL (order-pictures.ts)',
  gateway_accounts: 'turned on and off by plain SQL; a change is a row of its own (gateway-accounts.ts)',
  payment_sessions: 'claimed by INSERT … ON CONFLICT and moved by conditional UPDATEs (sessions.sql.ts)',
  gateway_notices: 'what gateways told, once an event; written by plain SQL (sessions.sql.ts)',
  certificate_notices: 'written all at once, in one statement (due-notices.sql.ts)',
  certificate_messages:
    'written with its notices in one statement, and moved by conditional UPDATEs (send-notices.ts)',
  traces: 'a code a product and a batch; triggers alone make them, and nothing changes them',
  point_pictures: 'a row a picture; written by plain SQL and read with its point (tourism-points.sql.ts)',
  point_photos: 'conditional statements alone write them, under the lock of their point (keep-photos.ts)',
  transaction_points: 'the binding itself, as transaction_actors: read by its functions alone',
  point_sellers: 'a pair of ids; written and read by plain SQL (name-host.ts)',
  visit_requests: 'moved by conditional UPDATEs (ask-visit.ts, answer-visit.ts)',
  tourism_routes: 'said at once with its stops; written and read by plain SQL (route.sql.ts)',
  tourism_route_stops: 'written with their route, in one statement (route.sql.ts)',
  trace_scans: 'a number a code and day; one function of the database adds to it (scan-counter.ts)',
  ledger_causes: 'a queue that triggers alone fill, and one statement of the poster marks (ledger.sql.ts)',
  ledger_transactions: 'written with entries and taxes in one statement, and never changed (ledger.sql.ts)',
  ledger_entries: 'written with their transaction, in one statement (ledger.sql.ts)',
  tax_forms: 'frozen when issued; written and read by plain SQL (tax-forms.sql.ts)',
  settlement_terms: 'decisions that are only ever added to; written and read by plain SQL (terms.ts)',
  tax_withholdings: 'written with their transaction, in one statement (ledger.sql.ts)',
  search_words: 'a vocabulary that a trigger alone writes',
};

interface Column {
  type: string;
  nullable: boolean;
  primary: boolean;
}

let database: TestDatabase;
let app: TestApp;
let entities: EntityMetadata[];

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database });
  entities = app.get(DataSource).entityMetadatas;
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

describe('the schema after all migrations', () => {
  it('has an entity for every table, or a reason why not', async () => {
    const tables = await tablesOf(database);
    const mapped = entities.map((entity) => entity.tableName);
    const unexplained = tables.filter(
      (table) => !mapped.includes(table) && WITHOUT_ENTITY[table] === undefined,
    );
    expect(unexplained).toEqual([]);
    expect(mapped.filter((table) => !tables.includes(table))).toEqual([]);
  });

  it('has no reason left over for a table that is gone or has an entity', async () => {
    const tables = await tablesOf(database);
    const mapped = new Set(entities.map((entity) => entity.tableName));
    const stale = Object.keys(WITHOUT_ENTITY).filter((table) => !tables.includes(table) || mapped.has(table));
    expect(stale).toEqual([]);
  });

  it('agrees with the entities column by column: name, type, length, nullability, key', async () => {
    for (const entity of entities) {
      expect(columnsOfEntity(entity), entity.tableName).toEqual(
        await columnsOfTable(database, entity.tableName),
      );
    }
  });

  it('keeps every amount of money in a bigint', async () => {
    const rows = await database.query<{ name: string }>(`
      SELECT table_name || '.' || column_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name LIKE '%\\_vnd' AND data_type <> 'bigint'`);
    expect(rows).toEqual([]);
  });

  it('names every foreign key and never cascades into business rows', async () => {
    const rows = await database.query<{ name: string; action: string }>(`
      SELECT conrelid::regclass || '.' || conname AS name, confdeltype AS action FROM pg_constraint
      WHERE contype = 'f' AND connamespace = 'public'::regnamespace
        AND (conname LIKE '%\\_fkey' OR confdeltype NOT IN ('r', 'c')
          OR confdeltype = 'c' AND conrelid::regclass::text NOT IN ('push_subscriptions', 'cart_lines', 'listings', 'order_access_tokens'))`);
    expect(rows).toEqual([]);
  });

  it('limits the length of every text column', async () => {
    const rows = await database.query<{ name: string }>(`
      SELECT table_name || '.' || column_name AS name FROM information_schema.columns
      JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'migrations'
        AND data_type IN ('text', 'character varying') AND character_maximum_length IS NULL`);
    expect(rows).toEqual([]);
  });
});

async function tablesOf({ query }: TestDatabase): Promise<string[]> {
  const rows = await query<{ name: string }>(`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name`);
  return rows.map(({ name }) => name);
}

async function columnsOfTable({ query }: TestDatabase, table: string): Promise<Record<string, Column>> {
  const rows = await query<Column & { name: string }>(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type, NOT attnotnull AS nullable,
       EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = attrelid AND indisprimary AND attnum = ANY (indkey)) AS "primary"
     FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
    [table],
  );
  return Object.fromEntries(rows.map(({ name, ...column }) => [name, column]));
}

/** The columns as PostgreSQL's format_type would write them. */
function columnsOfEntity(entity: EntityMetadata): Record<string, Column> {
  return Object.fromEntries(
    entity.columns.map((column) => {
      const name = TYPE_NAMES[String(column.type)] ?? String(column.type);
      const limit = column.length !== '' ? `(${column.length})` : precisionOf(column);
      const type = `${name}${limit}${column.isArray ? '[]' : ''}`;
      return [column.databaseName, { type, nullable: column.isNullable, primary: column.isPrimary }];
    }),
  );
}

const TYPE_NAMES: Record<string, string> = {
  varchar: 'character varying',
  timestamptz: 'timestamp with time zone',
};

function precisionOf({ precision, scale }: { precision?: number | null; scale?: number }): string {
  return precision === undefined || precision === null ? '' : `(${precision},${scale ?? 0})`;
}
