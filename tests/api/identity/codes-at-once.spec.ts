import { MINUTE_MS, type FakeClock } from '#kernel/time';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import type { ProblemBody } from '../../support/buyer.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { twoApis } from '../../support/two-apis.js';
import { Visitor } from '../../support/visitor.js';

const SECRET = 'the-storefront-and-the-api-share-this-one-0123456789';

let database: TestDatabase;
let app: TestApp;
let clock: FakeClock;
let numbers = 0;

/** A number nobody has asked about yet. */
const newPhone = (): string => `+84930${String((numbers += 1)).padStart(6, '0')}`;
const visitor = (): Visitor => new Visitor(app, database);
const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

beforeAll(async () => {
  database = await testDatabase();
  clock = clockAtSeeding();
  app = await testApp({ database, clock, env: { STOREFRONT_SECRET: SECRET } });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

/** What trying a code came to: 409 is right (no account yet), 401 wrong. */
async function tried(somebody: Visitor, form: object): Promise<number> {
  return (await somebody.call('POST', '/sessions', form)).status;
}

describe('codes, many at once', () => {
  it('twenty who redeem one code: one does', async () => {
    const [somebody, phone] = [visitor(), newPhone()];
    const { ticket } = await somebody.askForCode({ phone });
    const code = await somebody.readCode(phone);
    const apis = await twoApis(database, { STOREFRONT_SECRET: SECRET, CLOCK_OFFSET_SECONDS: offset() });
    try {
      const statuses = await Promise.all(
        Array.from({ length: 20 }, (_, index) => post(apis.urls[index % 2], { phone, ticket, code })),
      );
      expect(statuses.sort()).toEqual([...Array.from({ length: 19 }, () => 401), 409]);
    } finally {
      await apis.close();
    }
  });

  it('fifty wrong guesses: five are compared, and the right code among the rest comes too late', async () => {
    const [somebody, phone] = [visitor(), newPhone()];
    const { ticket } = await somebody.askForCode({ phone });
    const code = await somebody.readCode(phone);
    const apis = await twoApis(database, { STOREFRONT_SECRET: SECRET, CLOCK_OFFSET_SECONDS: offset() });
    try {
      await database.query(`
        CREATE TABLE comparisons (at timestamptz);
        CREATE FUNCTION note_comparison() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
          $$ BEGIN IF NEW.tries_left < OLD.tries_left THEN INSERT INTO comparisons VALUES (now()); END IF; RETURN NEW; END $$;
        CREATE TRIGGER note_comparison BEFORE UPDATE ON one_time_codes
          FOR EACH ROW EXECUTE FUNCTION note_comparison()`);
      const guesses = Array.from({ length: 50 }, (_, index) =>
        post(apis.urls[index % 2], { phone, ticket, code: wrong(code) }),
      );
      expect(new Set(await Promise.all(guesses))).toEqual(new Set([401]));
      const [{ count } = { count: -1 }] = await database.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM comparisons`,
      );
      expect(count).toBe(5);
      expect(await tried(somebody, { phone, ticket, code })).toBe(401);
    } finally {
      await database.query(`DROP TRIGGER note_comparison ON one_time_codes; DROP FUNCTION note_comparison();
        DROP TABLE comparisons`);
      await apis.close();
    }
  });

  it('the day’s budget is spent to the last đồng and no further, and a quarter of it on known devices only', async () => {
    const [owner, own] = [visitor(), newPhone()];
    await owner.signUp(own);
    await database.query(`DELETE FROM message_spendings`);
    await database.query(
      `INSERT INTO floor_settings (key, value) VALUES ('messages', '{"dailyCapVnd": 5600}')`,
    );
    const ask = async (body: object, by = visitor()): Promise<[number, string | undefined]> => {
      const answer = await by.call<ProblemBody>('POST', '/one-time-codes', body);
      return [answer.status, answer.body.code];
    };
    try {
      const answers = await Promise.all(Array.from({ length: 12 }, () => ask({ phone: newPhone() })));
      expect(answers.filter(([status]) => status === 202)).toHaveLength(5);
      expect(answers.filter(([status]) => status !== 202)).toEqual(
        Array.from({ length: 7 }, () => [503, 'overloaded']),
      );
      const spent = await database.query(`SELECT spent_vnd::int AS vnd, messages FROM message_spendings`);
      expect(spent).toEqual([{ vnd: 4_000, messages: 5 }]);
      expect(await ask({ email: 'thu@mau.example.vn' }), 'mail costs nothing').toEqual([202, undefined]);
      for (const expected of [
        [202, undefined],
        [202, undefined],
        [503, 'overloaded'],
      ])
        expect(await ask({ phone: own }, owner), 'his own phone').toEqual(expected);
      expect(await ask({ phone: own }), 'no other tells that the number is known').toEqual([
        503,
        'overloaded',
      ]);
      clock.advance(24 * 60 * MINUTE_MS);
      expect(await ask({ phone: newPhone() }), 'tomorrow').toEqual([202, undefined]);
      await database.query(`UPDATE floor_settings SET value = '{"dailyCapVnd": 0}' WHERE key = 'messages'`);
      clock.advance(24 * 60 * MINUTE_MS);
      expect(await ask({ phone: newPhone() })).toEqual([503, 'overloaded']);
    } finally {
      await database.query(`DELETE FROM floor_settings WHERE key = 'messages'`);
    }
  });
});

/** The clock of processes of their own, moved to where this test's stands. */
const offset = (): string => String(Math.round((clock.now().getTime() - Date.now()) / 1_000));

async function post(url: string | undefined, body: object): Promise<number> {
  const response = await fetch(`${url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  await response.text();
  return response.status;
}
