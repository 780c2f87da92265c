import { generateSync } from 'otplib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { Visitor } from '../../support/visitor.js';

const PASSWORD = 'ba khía muối đêm trăng';
const PHONE = '+84929000001';
const EMAIL = 'nguoi.giau.ten@mau.example.vn';
const NAME = 'Người Giấu Tên';

let database: TestDatabase;
let app: TestApp;

beforeAll(async () => {
  database = await testDatabase();
  const env = { RATE_LIMIT_FACTOR: '100000' };
  app = await testApp({ database, clock: clockAtSeeding(), env });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

/** Every row of every table, jobs included, as text. */
async function wholeDatabase(): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'pgboss')`,
  );
  const texts = await Promise.all(
    tables.map(({ name }) =>
      database.query<{ text: string }>(
        `SELECT coalesce(string_agg(t::text, E'\\n'), '') AS text FROM ${name} t`,
      ),
    ),
  );
  // The fractions of seconds are six digits too, and may be any.
  return texts.map(([row]) => row?.text.replaceAll(/(:\d\d)\.\d+/g, '$1') ?? '').join('\n');
}

/** Whether it stands there by itself: six digits may well occur within a digest. */
const stands = (value: string, dump: string): boolean =>
  dump.split(value).length > 1 &&
  (!/^\d{6}$/.test(value) || new RegExp(`(?<![0-9a-f])${value}(?![0-9a-f])`).test(dump));

it('nothing that opens an account, and nothing of the person, stands in the database in clear', async () => {
  const somebody = new Visitor(app, database);
  const secrets: Record<string, string> = {};
  const asked = await somebody.askForCode({ phone: PHONE });
  secrets['ticket'] = asked.ticket;
  // While the message waits to be sent as well as afterwards.
  const waiting = await wholeDatabase();
  secrets['code'] = await somebody.readCode(PHONE);
  expect(stands(secrets['code'], waiting)).toBe(false);
  const { code, ticket } = { code: secrets['code'], ticket: asked.ticket };
  await somebody.signUp(PHONE, { name: NAME, password: PASSWORD });
  secrets['device'] = somebody.cookies.get('floor_device') ?? '';

  const begun = await somebody.call<{ secret: string }>('POST', '/me/totp', {});
  secrets['totp secret'] = begun.body.secret;
  const epoch = Math.floor(clockAtSeeding().now().getTime() / 1_000);
  const shown = generateSync({ secret: begun.body.secret, epoch });
  const confirmed = await somebody.call<{ recoveryCodes: string[] }>('POST', '/me/totp/confirmation', {
    code: shown,
  });
  confirmed.body.recoveryCodes.forEach((each, index) => (secrets[`recovery code ${index}`] = each));
  secrets['session token'] = somebody.cookies.get('floor_session') ?? '';

  const mailed = await somebody.askForCode({ email: EMAIL });
  const email = { email: EMAIL, code: await somebody.readCode(EMAIL), ticket: mailed.ticket };
  expect((await somebody.call('PUT', '/me/email', email)).status).toBe(204);
  const made = await somebody.call<{ token: string }>('POST', '/me/tokens', {
    label: 'Kho',
    scopes: ['account'],
    expiresInDays: 1,
  });
  secrets['bearer token'] = made.body.token;
  const half = await somebody.call<{ challenge: string }>('POST', '/sessions', {
    phone: PHONE,
    password: PASSWORD,
  });
  secrets['challenge'] = half.body.challenge;
  const passkey = await somebody.call<{ challenge: string }>('POST', '/passkey-challenges', {});
  secrets['passkey challenge'] = passkey.body.challenge;
  await somebody.call('POST', '/sessions', { phone: PHONE, code, ticket });

  const dump = await wholeDatabase();
  expect(dump.length).toBeGreaterThan(5_000);
  const plain = {
    ...secrets,
    password: PASSWORD,
    name: NAME,
    phone: PHONE,
    national: '0929000001',
    digits: '929000001',
    email: EMAIL,
  };
  expect(Object.values(plain).every((value) => value.length >= 6)).toBe(true);
  expect(Object.entries(plain).filter(([, value]) => stands(value, dump))).toEqual([]);
});
