import { uuidv7 } from '#kernel/ids';
import { MINUTE_MS, type FakeClock } from '#kernel/time';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { OneTimeCodes, type CodeAttempt } from '../../../apps/api/src/modules/identity/index.js';
import { SendCodeMessage } from '../../../apps/api/src/modules/identity/codes/send-code-message.js';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.js';
import { testApp, type TestApp } from '../../support/app.js';
import type { ProblemBody } from '../../support/buyer.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { SURE_TO_COME_MS } from '../../support/patience.js';
import { testWorker } from '../../support/worker.js';
import { sentCodes, Visitor } from '../../support/visitor.js';

const SECRET = 'the-storefront-and-the-api-share-this-one-0123456789';

let database: TestDatabase;
let app: TestApp;
let clock: FakeClock;
let numbers = 0;

/** A number nobody has asked about yet. */
const newPhone = (): string => `+84913${String((numbers += 1)).padStart(6, '0')}`;
/** Somebody at that address, as the storefront vouches. */
const at = (address: string): Visitor =>
  new Visitor(app, database, { 'x-floor-client': address, 'x-floor-secret': SECRET });
const visitor = (): Visitor => at('203.0.113.1');
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

describe('a code', () => {
  it('has six digits, is said by its channel only and by no answer, row or job', async () => {
    const [somebody, phone] = [visitor(), newPhone()];
    const answer = await somebody.call('POST', '/one-time-codes', { phone });
    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({
      ticket: expect.stringMatching(/^[\w-]{43}$/),
      expiresAt: new Date(clock.now().getTime() + 5 * MINUTE_MS).toISOString(),
      resendAfterSeconds: 60,
    });
    const code = await somebody.readCode(phone);
    expect(code).toMatch(/^\d{6}$/);
    expect(answer.text).not.toContain(code);
    const rows = await database.query(`SELECT o::text AS row FROM one_time_codes o
      UNION ALL SELECT j.data::text FROM pgboss.job j WHERE j.name = 'code-message'`);
    expect(JSON.stringify(rows)).not.toContain(code);
  });

  it('is right once', async () => {
    const [somebody, phone] = [visitor(), newPhone()];
    const { ticket } = await somebody.askForCode({ phone });
    const code = await somebody.readCode(phone);
    expect(await tried(somebody, { phone, ticket, code })).toBe(409);
    expect(await tried(somebody, { phone, ticket, code })).toBe(401);
  });

  it('is right until five minutes have passed', async () => {
    const somebody = visitor();
    for (const [late, status] of [
      [-1, 409],
      [0, 401],
    ] as const) {
      const phone = newPhone();
      const { ticket } = await somebody.askForCode({ phone });
      const code = await somebody.readCode(phone);
      clock.advance(5 * MINUTE_MS + late);
      expect([late, await tried(somebody, { phone, ticket, code })]).toEqual([late, status]);
    }
  });

  it('takes five tries', async () => {
    const somebody = visitor();
    for (const [wrongs, status] of [
      [4, 409],
      [5, 401],
    ] as const) {
      const phone = newPhone();
      const { ticket } = await somebody.askForCode({ phone });
      const code = await somebody.readCode(phone);
      for (let time = 0; time < wrongs; time += 1)
        expect(await tried(somebody, { phone, ticket, code: wrong(code) })).toBe(401);
      expect([wrongs, await tried(somebody, { phone, ticket, code })]).toEqual([wrongs, status]);
    }
  });

  it('is replaced by the next one, which goes out alone where the first was still waiting', async () => {
    const [somebody, phone] = [visitor(), newPhone()];
    const first = await somebody.askForCode({ phone });
    const old = await somebody.readCode(phone);
    await somebody.askForCode({ phone });
    const second = await somebody.askForCode({ phone });
    const code = await somebody.readCode(phone);
    expect(await sentCodes(database, phone)).toEqual([old, code]);
    expect(await tried(somebody, { phone, ticket: first.ticket, code: old })).toBe(401);
    expect(await tried(somebody, { phone, ticket: second.ticket, code })).toBe(409);
  });

  it('may be typed with the space people see in it', async () => {
    const [somebody, phone] = [visitor(), newPhone()];
    const { ticket } = await somebody.askForCode({ phone });
    const code = await somebody.readCode(phone);
    expect(await tried(somebody, { phone, ticket, code: ` ${code.slice(0, 3)} ${code.slice(3)} ` })).toBe(
      409,
    );
  });
});

it('is handed to its channel by the worker, within seconds', async () => {
  const [somebody, phone] = [visitor(), newPhone()];
  await somebody.askForCode({ phone });
  const worker = await testWorker({ database, clock });
  try {
    await vi.waitFor(async () => expect(await sentCodes(database, phone)).toHaveLength(1), {
      timeout: SURE_TO_COME_MS,
      interval: 100,
    });
  } finally {
    await worker.close();
  }
});

describe('whose code it is', () => {
  it('is told by the ticket, from any address, and without it by the address that asked', async () => {
    const [here, elsewhere] = [at('203.0.113.1'), at('203.0.113.2')];
    for (const [somebody, withTicket, status] of [
      [elsewhere, true, 409],
      [here, false, 409],
      [elsewhere, false, 401],
    ] as const) {
      const phone = newPhone();
      const { ticket } = await here.askForCode({ phone });
      const form = { phone, code: await here.readCode(phone), ...(withTicket ? { ticket } : {}) };
      expect([withTicket, await tried(somebody, form)]).toEqual([withTicket, status]);
    }
  });

  it('so that a stranger uses up nobody’s tries, and cannot have another’s code replaced', async () => {
    const [owner, stranger, phone] = [at('203.0.113.1'), at('198.51.100.9'), newPhone()];
    const { ticket } = await owner.askForCode({ phone });
    const code = await owner.readCode(phone);
    const other = await stranger.askForCode({ phone });
    for (let time = 0; time < 20; time += 1) {
      expect(await tried(stranger, { phone, code: wrong(code) })).toBe(401);
      expect(await tried(stranger, { phone, ticket: other.ticket, code })).toBe(401);
      expect(await tried(stranger, { phone, ticket: 'x', code })).toBe(401);
    }
    expect(await tried(owner, { phone, ticket, code })).toBe(409);
  });

  it('is the number it went to, and no other', async () => {
    const [somebody, phone, other] = [visitor(), newPhone(), newPhone()];
    const { ticket } = await somebody.askForCode({ phone });
    const code = await somebody.readCode(phone);
    expect(await tried(somebody, { phone: other, ticket, code })).toBe(401);
    expect(await tried(somebody, { phone, ticket, code })).toBe(409);
  });

  it('is bound to its purpose and its subject', async () => {
    const [phone, subjectId] = [newPhone(), uuidv7()];
    const to = { kind: 'phone', value: phone } as const;
    const send = (): Promise<{ ticket: string }> =>
      inTransaction((tx) =>
        app.get(OneTimeCodes).send(tx, {
          purpose: 'mandate_consent',
          to,
          subjectId,
          text: (code) => `${code} là mã đồng ý ủy quyền`,
        }),
      );
    const { ticket } = await send();
    const code = await visitor().readCode(phone);
    const right: CodeAttempt = { purpose: 'mandate_consent', to, subjectId, code };
    const attempts: [CodeAttempt, boolean][] = [
      [{ ...right, purpose: 'assisted_application' }, false],
      [{ ...right, purpose: 'sign_in' }, false],
      [{ ...right, subjectId: uuidv7() }, false],
      [{ purpose: 'mandate_consent', to, code }, false],
      [{ ...right, to: { kind: 'phone', value: newPhone() } }, false],
      [{ ...right, ticket: 'x' }, false],
      [{ ...right, askedFrom: '203.0.113.1' }, false],
      [right, true],
      [right, false],
    ];
    for (const [attempt, expected] of attempts)
      expect([attempt, await redeem(attempt)]).toEqual([attempt, expected]);
    expect(await tried(visitor(), { phone, code, ticket })).toBe(401);
  });
});

describe('asking for codes', () => {
  it('is answered the same for known and unknown numbers', async () => {
    const [owner, phone] = [visitor(), newPhone()];
    await owner.signUp(phone);
    const strangers = [phone, newPhone()].map((number) =>
      visitor().call('POST', '/one-time-codes', { phone: number }),
    );
    const [known, unknown] = (await Promise.all(strangers)).map(({ status, body, headers }) => [
      status,
      Object.keys(body),
      body['expiresAt'],
      headers.get('set-cookie'),
    ]);
    expect(known).toEqual(unknown);
  });

  it.each([
    [{}, 'phone required'],
    [{ phone: '' }, 'phone required'],
    [{ phone: 912345678 }, 'phone not_text'],
    [{ phone: '0912345678\r\nBcc: 0987654321' }, 'phone bad_phone'],
    [{ phone: '02903831234' }, 'phone bad_phone'],
    [{ phone: '+4915123456789' }, 'phone bad_phone'],
    [{ email: 'a@b' }, 'email bad_email'],
    [{ email: 'a@b.vn\r\nBcc: c@d.vn' }, 'email bad_email'],
    [{ email: `${'a'.repeat(250)}@b.vn` }, 'email too_long'],
    [{ phone: '0912345678', purpose: 'mandate_consent' }, 'purpose unknown_field'],
    [{ phone: '0912345678', subjectId: uuidv7() }, 'subjectId unknown_field'],
  ])('%j is refused: %s', async (body, field) => {
    const answer = await visitor().call<ProblemBody>('POST', '/one-time-codes', body);
    const fields = answer.body.errors?.map((error) => `${error.path} ${error.code}`);
    expect([answer.status, fields]).toEqual([400, [field]]);
  });

  it('sends nothing to a code that is void already', async () => {
    const phone = newPhone();
    await visitor().askForCode({ phone });
    const [row] = await database.query<{ id: string }>(
      `SELECT id FROM one_time_codes WHERE message IS NOT NULL ORDER BY id DESC LIMIT 1`,
    );
    clock.advance(5 * MINUTE_MS);
    await app.get(SendCodeMessage).run(row?.id ?? '');
    expect(await sentCodes(database, phone)).toEqual([]);
  });
});

const inTransaction = <T>(work: Parameters<Transactions['run']>[1]): Promise<T> =>
  app.get(Transactions).run('officer', work) as Promise<T>;
const redeem = (attempt: CodeAttempt): Promise<boolean> =>
  inTransaction((tx) => app.get(OneTimeCodes).redeem(tx, attempt));
