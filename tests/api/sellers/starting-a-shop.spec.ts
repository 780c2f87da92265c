import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashSessionToken } from '../../../apps/api/src/modules/identity/sessions/session-token.js';
import { testApp, type TestApp } from '../../support/app.js';
import { Applicants } from '../../support/applicants.js';
import { clockAtSeeding, SEEDED_AT } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { everyRow } from '../../support/ledger.js';
import { People, type Person } from '../../support/people.js';
import { SmallFloor, type SmallSeller } from '../../support/small-floor.js';
import { loggedStatements } from '../../support/statements.js';

let database: TestDatabase;
let app: TestApp;
let people: People;
let applicants: Applicants;
let owner: Person;
let other: SmallSeller;

beforeAll(async () => {
  database = await testDatabase();
  const clock = clockAtSeeding();
  app = await testApp({ database, clock, env: { DATABASE_POOL_SIZE: '1' } });
  other = await (await SmallFloor.in(database)).seller('ben-tre');
  people = new People(app, database, clock);
  applicants = new Applicants(app);
});
beforeEach(async () => {
  owner = await people.person();
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

describe('a shop’s address', () => {
  it.each(['Đăng ký', 'đăng  KÝ!'])(
    'is another one than a page’s, also of a shop named “%s”',
    async (name) => {
      const slug = await applicants.start(owner, name);
      expect(slug).toMatch(/^dang-ky-\d+$/);
      const home = await applicants.call(owner, 'GET', `/seller/${slug}`);
      expect(home.body).toMatchObject({ slug, status: 'draft' });
    },
  );

  it('has a number behind it where another shop has the name', async () => {
    const first = await applicants.start(owner, 'Hợp tác xã Trùng Tên');
    const second = await applicants.start(await people.person(), 'Hợp tác xã Trùng Tên');
    expect(first).toBe('hop-tac-xa-trung-ten');
    expect(second).toMatch(/^hop-tac-xa-trung-ten-\d{2,4}$/);
    const producers = await database.query(
      `SELECT 1 FROM producers WHERE legal_name = 'Hợp tác xã Trùng Tên'`,
    );
    expect(producers, 'the address that was taken left nothing behind').toHaveLength(2);
  });
});

describe('beginning a shop', () => {
  it('asks the database as somebody about their own account, never as an officer', async () => {
    const statements = await loggedStatements(app, async () => {
      await applicants.start(owner);
    });
    const roles = statements.filter((text) => text.startsWith('SET LOCAL ROLE'));
    expect(new Set(roles)).toEqual(new Set(['SET LOCAL ROLE floor_account']));
  });

  it('puts whoever holds the session into the new shop, and reaches no other', async () => {
    const slug = await applicants.start(owner);
    const members = await database.query(
      `SELECT m.account_id AS "accountId", m.role FROM seller_members m JOIN sellers s ON s.id = m.seller_id WHERE s.slug = $1`,
      [slug],
    );
    expect(members).toEqual([{ accountId: owner.accountId, role: 'owner' }]);
  });

  it('cannot be bent by that audience into anything else', async () => {
    const hash = hashSessionToken(owner.token) ?? '';
    const fresh = `'01900000-0000-7000-8000-00000000000a', '01900000-0000-7000-8000-00000000000b',
      '01900000-0000-7000-8000-00000000000c'`;
    const rest = `'household', 'Hộ Lạ', 'Lạ', 'la', '32248', '', '${SEEDED_AT.toISOString()}'`;
    const before = await everyRow(database);
    for (const text of [
      // For somebody else; by nobody's session; over a shop or a producer that is there.
      `SELECT found_shop('${owner.accountId}', ${fresh}, ${rest})`,
      `SELECT found_own_shop('${hash.replace(/.$/, '')}', ${fresh}, ${rest})`,
      `SELECT found_own_shop('${hash}', '${other.sellerId}', ${fresh.split(',').slice(1).join(',')}, ${rest})`,
      `SELECT found_own_shop('${hash}', '01900000-0000-7000-8000-00000000000a', '${other.producerId}',
         '01900000-0000-7000-8000-00000000000c', ${rest})`,
      `INSERT INTO seller_applications (seller_id, started_by) VALUES ('${other.sellerId}', '${owner.accountId}')`,
      `INSERT INTO producers (kind, legal_name, commune_code) VALUES ('farm', 'Lạ', '32248')`,
      `UPDATE sellers SET name = 'Lạ'`,
      `UPDATE producers SET legal_name = 'Lạ'`,
      `UPDATE seller_applications SET bank_sealed = NULL`,
      `SELECT legal_name FROM producers`,
      `SELECT id_number_sealed FROM seller_applications`,
    ])
      await expect(asAccount(text), text).rejects.toThrow(/permission denied|no rows|duplicate key/);
    const drafts = await asAccount(`SELECT * FROM own_drafts('${hash}', '${SEEDED_AT.toISOString()}')`);
    expect(drafts).toEqual([]);
    expect(await everyRow(database)).toEqual(before);
  });
});

/** One statement as the audience of accounts, kept if it is taken. */
async function asAccount(text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.appUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL ROLE floor_account');
    const { rows } = await client.query<object>(text);
    await client.query('COMMIT');
    return rows;
  } finally {
    await client.end();
  }
}
