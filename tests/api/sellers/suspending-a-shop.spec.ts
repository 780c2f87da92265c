import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS } from '#kernel/time';
import { BeginSuspensions } from '../../../apps/api/src/modules/sellers/suspension/begin-suspensions.js';
import { testApp, type TestApp } from '../../support/app.js';
import { Applicants } from '../../support/applicants.js';
import type { Answer } from '../../support/buyer.js';
import { clockAtSeeding, SEEDED_AT } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { untilWaiting } from '../../support/held-locks.js';
import { everyRow } from '../../support/ledger.js';
import { People, type Person } from '../../support/people.js';
import { SmallFloor } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let people: People;
let applicants: Applicants;
const clock = clockAtSeeding();
let approver: Person;
let owner: Person;
/** A shop on the floor, fresh for each test. */
let slug: string;

const NOTICE = { reason: 'orders_not_served', words: 'Nhiều đơn bị bỏ' };
const AT_ONCE = { reason: 'authority', words: 'Theo yêu cầu', authority: 'Công văn 12/MẪU của cơ quan mẫu' };
const CLOSING = { reason: 'asked_by_seller', words: 'Theo đề nghị' };

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  await SmallFloor.in(database);
  people = new People(app, database, clock);
  applicants = new Applicants(app);
});
beforeEach(async () => {
  clock.set(SEEDED_AT);
  await database.query(`UPDATE suspensions SET ended_at = noticed_at WHERE ended_at IS NULL`);
  approver = await people.officer('approver');
  owner = await people.person();
  slug = await applicants.approved(owner, approver);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const suspend = (body: object, officer = approver): Promise<Answer> =>
  applicants.call(officer, 'POST', `/admin/sellers/${slug}/suspensions`, body);
const lift = (officer = approver): Promise<Answer> =>
  applicants.call(officer, 'DELETE', `/admin/sellers/${slug}/suspensions/current`);
const close = (): Promise<Answer> =>
  applicants.call(approver, 'POST', `/admin/sellers/${slug}/closure`, CLOSING);
const begin = (): Promise<number> => app.get(BeginSuspensions).run();
const status = async (): Promise<string> => (await applicants.shopOf(database, slug)).status;

interface Row {
  id: string;
  reason: string;
  begun: boolean;
  ended: boolean;
}
/** All suspensions of the shop, the open one last. */
const suspensions = (): Promise<Row[]> =>
  database.query<Row>(
    `SELECT x.id, x.reason, x.begun_at IS NOT NULL AS begun, x.ended_at IS NOT NULL AS ended
     FROM suspensions x JOIN sellers s ON s.id = x.seller_id WHERE s.slug = $1 ORDER BY x.ended_at NULLS LAST, x.id`,
    [slug],
  );
const history = async (): Promise<string[]> =>
  (
    await database.query<{ action: string }>(
      `SELECT action FROM audit_records r JOIN sellers s ON s.id = r.subject_id
       WHERE s.slug = $1 AND action LIKE 'seller.%' ORDER BY r.id`,
      [slug],
    )
  ).map(({ action }) => action);

/** Somebody else's transaction, as the owner of everything. */
async function besides(work: (other: pg.Client) => Promise<void>): Promise<void> {
  const other = new pg.Client({ connectionString: database.superuserUrl });
  await other.connect();
  try {
    await work(other);
  } finally {
    await other.end();
  }
}

describe('with notice', () => {
  it('begins five days after the notice and not a minute before, by the worker', async () => {
    expect((await suspend(NOTICE)).status).toBe(204);
    expect((await suspend(NOTICE)).status).toBe(409);
    clock.advance(5 * DAY_MS - 60_000);
    expect(await begin()).toBe(0);
    expect(await status()).toBe('approved');
    clock.advance(60_000);
    const begun = await Promise.all([begin(), begin()]);
    expect(begun.reduce((sum, count) => sum + count)).toBe(1);
    expect(await status()).toBe('suspended');
    expect((await lift()).status).toBe(204);
    expect(await status()).toBe('approved');
    expect(await suspensions()).toMatchObject([{ begun: true, ended: true }]);
  });

  it('the law’s days stand in the table', async () => {
    await suspend(AT_ONCE);
    await expect(
      database.query(`UPDATE suspensions SET authority_request = NULL WHERE authority_request = $1`, [
        AT_ONCE.authority,
      ]),
    ).rejects.toThrow('notice');
  });

  it('whoever took it up is free when it begins, is lifted or is replaced', async () => {
    const settle = [
      async () => {
        clock.advance(5 * DAY_MS);
        await begin();
      },
      () => lift(),
      () => suspend(AT_ONCE),
      () => close(),
    ];
    for (const step of settle) {
      slug = await applicants.approved(await people.person(), approver);
      await suspend(NOTICE);
      const id = (await suspensions())[0]?.id;
      const taken = await applicants.call(approver, 'PUT', `/admin/desk/suspensions/${id}/assignment`);
      expect(taken.status).toBe(204);
      await step();
      const [work] = await database.query(`SELECT released_at FROM work_assignments WHERE subject_id = $1`, [
        id,
      ]);
      expect(work).toEqual({ released_at: clock.now() });
    }
  });
});

describe('on an authority’s request', () => {
  it('holds at once, and takes the place of a notice that runs', async () => {
    await suspend(NOTICE);
    expect((await suspend(AT_ONCE)).status).toBe(204);
    expect(await status()).toBe('suspended');
    expect(await suspensions()).toMatchObject([
      { reason: 'orders_not_served', begun: false, ended: true },
      { reason: 'authority', begun: true, ended: false },
    ]);
    expect((await history()).slice(-3)).toEqual([
      'seller.suspension_noticed',
      'seller.suspension_superseded',
      'seller.suspended',
    ]);
    // When the notice's day comes, nothing is left of it.
    clock.advance(6 * DAY_MS);
    const before = await everyRow(database);
    expect(await begin()).toBe(0);
    expect(await everyRow(database)).toEqual(before);
  });

  it('of many that come at once one suspends, with one letter, and one stays open', async () => {
    await suspend(NOTICE);
    const answers = await Promise.all(Array.from({ length: 6 }, () => suspend(AT_ONCE)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([204, 409, 409, 409, 409, 409]);
    expect((await suspensions()).filter(({ ended }) => !ended)).toHaveLength(1);
    const letters = await database.query(
      `SELECT 1 FROM letters l JOIN sellers s ON s.id = l.seller_id WHERE s.slug = $1 AND l.kind = 'suspension'`,
      [slug],
    );
    expect(letters).toHaveLength(2);
  });

  it('is not lifted by approving once more, least of all by who may not lift it', async () => {
    await suspend(AT_ONCE);
    const reviewer = await people.officer('certification_officer');
    const before = await everyRow(database);
    expect((await lift(reviewer)).status).toBe(403);
    for (const officer of [reviewer, approver]) {
      const again = await applicants.call(officer, 'POST', `/admin/sellers/${slug}/approval`);
      expect(again.status).toBe(409);
    }
    expect((await suspend(AT_ONCE)).status).toBe(409);
    expect((await suspend(NOTICE)).status).toBe(409);
    expect(await everyRow(database)).toEqual(before);
  });
});

describe('lifting', () => {
  it('goes through also when the officer read the shop just before the worker began', async () => {
    await suspend(NOTICE);
    const shop = `(SELECT id FROM sellers WHERE slug = $1)`;
    await besides(async (worker) => {
      await worker.query('BEGIN');
      await worker.query(`UPDATE sellers SET status = 'suspended' WHERE slug = $1`, [slug]);
      const lifting = lift();
      await untilWaiting(database, 1);
      await worker.query(`UPDATE suspensions SET begun_at = starts_at WHERE seller_id = ${shop}`, [slug]);
      await worker.query('COMMIT');
      expect((await lifting).status).toBe(204);
    });
    expect(await status()).toBe('approved');
    expect(await suspensions()).toMatchObject([{ begun: true, ended: true }]);
  });

  it('is refused where there is nothing to lift, and changes nothing', async () => {
    const before = await everyRow(database);
    expect((await lift()).status).toBe(409);
    await expect(everyRow(database)).resolves.toEqual(before);
  });
});

describe('closing', () => {
  it('ends a suspension and a notice with the shop, from which nobody comes back', async () => {
    for (const body of [NOTICE, AT_ONCE]) {
      slug = await applicants.approved(await people.person(), approver);
      await suspend(body);
      expect((await close()).status).toBe(204);
      expect(await status()).toBe('closed');
      expect((await suspensions()).every(({ ended }) => ended)).toBe(true);
      const before = await everyRow(database);
      for (const act of [close(), suspend(NOTICE), suspend(AT_ONCE), lift()])
        expect((await act).status).toBe(409);
      expect(await everyRow(database)).toEqual(before);
    }
  });

  it('keeps the door open for its people', async () => {
    await close();
    expect((await applicants.call(owner, 'GET', `/seller/${slug}`)).status).toBe(200);
    const letters = await applicants.call<{ items: { kind: string }[] }>(
      owner,
      'GET',
      `/seller/${slug}/letters`,
    );
    expect(letters.body.items.map(({ kind }) => kind).sort()).toEqual(['approval', 'closure']);
  });

  it('and a notice at once leave nothing open, whichever comes first', async () => {
    for (let round = 0; round < 5; round += 1) {
      slug = await applicants.approved(await people.person(), approver);
      const other = await people.officer('approver');
      const [closing, notice] = await Promise.all(
        round % 2 === 0 ? [close(), suspend(NOTICE, other)] : [suspend(NOTICE, other), close()],
      );
      expect([closing.status, notice.status].every((answer) => answer === 204 || answer === 409)).toBe(true);
      expect(await status()).toBe('closed');
      expect((await suspensions()).filter(({ ended }) => !ended)).toEqual([]);
    }
  });

  it('waits for a notice that is being given, and the table refuses what code forgets', async () => {
    const insert = `INSERT INTO suspensions (seller_id, reason, words, noticed_at, starts_at, decided_by)
      SELECT id, 'other', 'Mẫu', now(), now() + interval '5 days', $2 FROM sellers WHERE slug = $1`;
    await besides(async (other) => {
      await other.query('BEGIN');
      await other.query(insert, [slug, approver.accountId]);
      const closing = close();
      await untilWaiting(database, 1);
      await other.query('COMMIT');
      expect((await closing).status).toBe(204);
    });
    expect(await suspensions()).toMatchObject([{ ended: true }]);
    await expect(database.query(insert, [slug, approver.accountId])).rejects.toThrow('on the floor');

    slug = await applicants.approved(await people.person(), approver);
    await suspend(NOTICE);
    await expect(
      database.query(`UPDATE sellers SET status = 'closed' WHERE slug = $1`, [slug]),
    ).rejects.toThrow('no suspension open');
  });
});

describe('the sweep', () => {
  /** What an older version could leave behind: the guards did not stand then. */
  async function unguarded(statement: string): Promise<void> {
    await besides(async (other) => {
      await other.query(`SET session_replication_role = replica`);
      await other.query(statement, [slug]);
    });
  }

  it('ends a notice of a shop that is closed, once, and says so', async () => {
    await suspend(NOTICE);
    await unguarded(`UPDATE sellers SET status = 'closed' WHERE slug = $1`);
    clock.advance(5 * DAY_MS);
    expect(await Promise.all([begin(), begin()])).toEqual([0, 0]);
    expect(await suspensions()).toMatchObject([{ begun: false, ended: true }]);
    expect((await history()).filter((action) => action === 'seller.suspension_settled')).toHaveLength(1);
    const before = await everyRow(database);
    expect(await begin()).toBe(0);
    expect(await everyRow(database)).toEqual(before);
  });

  it('begins a notice of a shop that was stopped by another door, without moving it', async () => {
    await suspend(NOTICE);
    await unguarded(`UPDATE sellers SET status = 'suspended' WHERE slug = $1`);
    clock.advance(5 * DAY_MS);
    expect(await begin()).toBe(1);
    expect(await suspensions()).toMatchObject([{ begun: true, ended: false }]);
    expect(await status()).toBe('suspended');
  });
});
