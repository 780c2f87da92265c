import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoApplications } from '../../../apps/api/src/demo/demo-applications.js';
import { seedDemo } from '../../../apps/api/src/demo/run-demo.js';
import { testApp, testEnvironment, type TestApp } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { everyRow } from '../../support/ledger.js';
import { People } from '../../support/people.js';

let database: TestDatabase;
let app: TestApp;
const clock = clockAtSeeding();
const environment = () => testEnvironment({ database });

beforeAll(async () => {
  database = await testDatabase({ seeded: true });
  app = await testApp({ database, clock });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const standing = async (): Promise<object[]> =>
  database.query(
    `SELECT p.legal_name AS "legalName", s.status, a.refused_at IS NOT NULL AS refused,
       jsonb_array_length(a.additions) AS additions, p.cooperative_id IS NOT NULL AS linked,
       a.cooperative_id IS NOT NULL AS named, p.illustrative @> '{legalName,representative,taxCode,phone}' AS marked,
       array(SELECT kind::text FROM letters l WHERE l.seller_id = s.id) AS letters,
       (SELECT count(*)::int FROM seller_documents d WHERE d.seller_id = s.id) AS papers
     FROM seller_applications a JOIN sellers s ON s.id = a.seller_id JOIN producers p ON p.id = s.producer_id
     ORDER BY p.tax_code`,
  );

describe('the demo’s applications', () => {
  it('stand in every state an application can stand in, with the letters that brought them there', async () => {
    const none = { refused: false, additions: 0, linked: false, marked: true, letters: [], papers: 3 };
    const [draft, submitted, additions, approved, refused, withdrawn] = demoApplications('ca-mau').map(
      ({ legalName }) => legalName,
    );
    expect(await standing()).toEqual([
      { ...none, legalName: draft, status: 'draft', named: true, papers: 0 },
      { ...none, legalName: submitted, status: 'submitted', named: true },
      { ...none, legalName: additions, status: 'draft', additions: 2, named: false, letters: ['additions'] },
      { ...none, legalName: approved, status: 'approved', named: false, letters: ['approval'] },
      { ...none, legalName: refused, status: 'draft', refused: true, named: false, letters: ['refusal'] },
      { ...none, legalName: withdrawn, status: 'draft', named: false },
    ]);
  });

  it('were made through the use cases: their history says who did what, and the demo’s approver decided', async () => {
    const acts = await database.query<{ action: string; name: string }>(
      `SELECT DISTINCT r.action FROM audit_records r JOIN seller_applications a ON a.seller_id = r.subject_id ORDER BY 1`,
    );
    expect(acts.map(({ action }) => action)).toEqual([
      'application.cooperative_named', 'application.saved', 'document.added', 'seller.approved',
      'seller.draft', 'seller.started', 'seller.submitted', 'verification.checked',
    ]); // prettier-ignore
    const [decided] = await database.query<{ role: string }>(
      `SELECT DISTINCT d.role FROM audit_records r JOIN officer_duties d ON d.account_id = r.actor_id
       WHERE r.action = 'seller.approved' AND r.subject_id IN (SELECT seller_id FROM seller_applications)`,
    );
    expect(decided).toEqual({ role: 'approver' });
  });

  it('leave no session behind that anybody could use', async () => {
    const open = await database.query(
      `SELECT 1 FROM sessions e JOIN seller_applications a ON a.started_by = e.account_id WHERE e.ended_at IS NULL`,
    );
    expect(open).toEqual([]);
  });

  it('are left alone by a second seeding, also where somebody has taken them further', async () => {
    const before = await everyRow(database);
    expect(await seedDemo(environment(), clock, { withPictures: false })).toBe(false);
    expect(await everyRow(database)).toEqual(before);
    const people = new People(app, database, clock);
    const officer = await people.officer('approver');
    const [waiting] = await database.query<{ slug: string }>(
      `SELECT slug FROM sellers WHERE status = 'submitted'`,
    );
    const refusal = { reason: 'other', words: 'Thử quyết định' };
    const path = `${app.url}/api/v1/admin/sellers/${waiting?.slug}/refusal`;
    const headers = { ...officer.headers, 'content-type': 'application/json' };
    const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(refusal) });
    expect(answer.status).toBe(204);
    const after = await standing();
    expect(await seedDemo(environment(), clock, { withPictures: false })).toBe(false);
    expect(await standing()).toEqual(after);
  });

  it('come to a demo that is older than they are', async () => {
    const old = await testDatabase({ seeded: true });
    try {
      const mine = `seller_id IN (SELECT seller_id FROM seller_applications)`;
      for (const table of ['verification_checks', 'letters', 'seller_documents', 'seller_members'])
        await old.query(`DELETE FROM ${table} WHERE ${mine}`);
      await old.query(`DELETE FROM seller_applications`);
      expect(await seedDemo(testEnvironment({ database: old }), clock, { withPictures: false })).toBe(false);
      const [again] = await old.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM seller_applications`,
      );
      expect(again?.count).toBe(6);
    } finally {
      await old.drop();
    }
  });
});
