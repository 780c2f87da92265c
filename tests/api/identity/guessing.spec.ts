import { HOUR_MS, MINUTE_MS, SECOND_MS, type FakeClock } from '#kernel/time';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { IdentityJobs } from '../../../apps/api/src/modules/identity/index.js';
import { PasswordHasher } from '../../../apps/api/src/modules/identity/passwords/password-hasher.js';
import { testApp, type TestApp } from '../../support/app.js';
import type { Answer, ProblemBody } from '../../support/buyer.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { scaled } from '../../support/scale.js';
import { loggedStatements } from '../../support/statements.js';
import { Visitor } from '../../support/visitor.js';

const SECRET = 'the-storefront-and-the-api-share-this-one-0123456789';
const PASSWORD = 'ba khía muối đêm trăng';
/** Six seconds of fifty requests each; in the long run a minute. */
const MANY = scaled(300, 3_000);

let database: TestDatabase;
/** Two applications on one database, as behind a balancer: what one counts holds for the other. */
let apps: [TestApp, TestApp];
let clock: FakeClock;
let numbers = 0;
let turn = 0;

const newPhone = (): string => `+84914${String((numbers += 1)).padStart(6, '0')}`;
const app = (): TestApp => apps[(turn += 1) % 2 === 0 ? 0 : 1];
/** Somebody at that address, as the storefront vouches. */
const at = (address: string, on = app()): Visitor =>
  new Visitor(on, database, { 'x-floor-client': address, 'x-floor-secret': SECRET });
/** Somebody at an address nobody used before. */
let addresses = 0;
const newcomer = (): Visitor => {
  addresses += 1;
  return at(
    `198.${18 + Math.floor(addresses / 65_536)}.${Math.floor(addresses / 256) % 256}.${addresses % 256}`,
  );
};

beforeAll(async () => {
  database = await testDatabase();
  clock = clockAtSeeding();
  const env = { RATE_LIMIT_FACTOR: '1', STOREFRONT_SECRET: SECRET };
  apps = [await testApp({ database, clock, env }), await testApp({ database, clock, env })];
});
afterEach(() => {
  vi.restoreAllMocks();
  // Every pause ends with the day.
  clock.advance(25 * HOUR_MS);
});
afterAll(async () => {
  await Promise.all(apps.map((each) => each.close()));
  await database.drop();
});

type Told = [status: number, code: string | undefined, wait: number | null];
const told = ({ status, body, headers }: Answer<Partial<ProblemBody>>): Told => {
  const wait = headers.get('retry-after');
  return [status, body.code, wait === null ? null : Number(wait)];
};
const signIn = async (somebody: Visitor, form: object): Promise<Told> =>
  told(await somebody.call<Partial<ProblemBody>>('POST', '/sessions', form));

/** How many of these tries were held against the password, and that all others were told to wait. */
function compared(answers: readonly Told[]): number {
  const refused = answers.filter(([status]) => status === 429);
  expect(refused.every(([, code, wait]) => code === 'rate_limited' && (wait ?? 0) >= 1)).toBe(true);
  const judged = answers.filter(([status]) => status === 401);
  expect(judged.length + refused.length).toBe(answers.length);
  return judged.length;
}

/** Somebody with an account, a password and a phone on which they have signed in before. */
async function owner(): Promise<{ phone: string; known: Visitor }> {
  const [phone, known] = [newPhone(), newcomer()];
  await known.signUp(phone, { password: PASSWORD });
  expect((await known.call('DELETE', '/sessions/current')).status).toBe(204);
  clock.advance(MINUTE_MS);
  return { phone, known };
}

describe('guessing a password', () => {
  it('from one address, whatever address it writes about itself, is judged five times; the owner notices nothing', async () => {
    const { phone, known } = await owner();
    const spies = apps.map((each) => vi.spyOn(each.get(PasswordHasher), 'check'));
    const forged = (index: number): Record<string, string>[] => [
      {},
      { 'x-forwarded-for': `203.0.113.${index % 256}` },
      { forwarded: `for=203.0.113.${index % 256}`, 'x-real-ip': `203.0.113.${index % 256}` },
      { 'x-floor-client': `203.0.113.${index % 256}` },
      { 'x-floor-client': `203.0.113.${index % 256}`, 'x-floor-secret': SECRET.slice(1) },
    ];
    const tries = Array.from({ length: MANY }, (_, index) =>
      signIn(new Visitor(app(), database, forged(index)[index % 5]), { phone, password: `guess ${index}` }),
    );
    expect(compared(await Promise.all(tries))).toBe(5);
    expect(spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0)).toBe(5);
    expect((await signIn(known, { phone, password: PASSWORD }))[0]).toBe(201);
    expect((await signIn(newcomer(), { phone, password: PASSWORD }))[0]).toBe(201);
  });

  it('from many addresses is judged twenty times; known device and code stay open, and the pause ends', async () => {
    const { phone, known } = await owner();
    const attack = (): Promise<Told[]> =>
      Promise.all(
        Array.from({ length: MANY }, (_, index) => signIn(newcomer(), { phone, password: `guess ${index}` })),
      );
    expect(compared(await attack())).toBe(20);

    expect((await signIn(known, { phone, password: PASSWORD }))[0], 'his own phone').toBe(201);
    expect((await newcomer().signInByCode(phone)).account.name, 'a code, on any device').toBe('Người Thử');
    const [status, , wait] = await signIn(newcomer(), { phone, password: PASSWORD });
    expect([status, (wait ?? 0) <= 15 * 60]).toEqual([429, true]);
    clock.advance((wait ?? 0) * SECOND_MS);
    expect((await signIn(newcomer(), { phone, password: PASSWORD }))[0], 'after the pause').toBe(201);
  });

  it('slowly, over a day, from many addresses is judged a hundred times', async () => {
    const { phone, known } = await owner();
    let judged = 0;
    let longest = 0;
    for (let quarter = 0; quarter < 7; quarter += 1) {
      const tries = Array.from({ length: 22 }, () => signIn(newcomer(), { phone, password: 'guess' }));
      const answers = await Promise.all(tries);
      judged += compared(answers);
      longest = Math.max(longest, ...answers.map(([, , wait]) => wait ?? 0));
      clock.advance(15 * MINUTE_MS);
    }
    expect(judged).toBe(100);
    expect(longest, 'the pause has grown').toBeGreaterThan(20 * 3_600);
    expect(longest).toBeLessThanOrEqual(24 * 3_600);
    expect((await signIn(known, { phone, password: PASSWORD }))[0]).toBe(201);
    clock.advance(24 * HOUR_MS);
    expect((await signIn(newcomer(), { phone, password: PASSWORD }))[0], 'no pause is for good').toBe(201);
  });

  it('of many accounts from one address ends with the address’s own limit', async () => {
    const tries = Array.from({ length: MANY }, () =>
      signIn(at('198.51.100.77'), { phone: newPhone(), password: 'mật khẩu ai cũng dùng' }),
    );
    expect(compared(await Promise.all(tries))).toBeLessThanOrEqual(60);
  });

  it('on a device known for another account is a stranger’s', async () => {
    const [victim, thief] = [await owner(), await owner()];
    const answers: Told[] = [];
    for (let time = 0; time < 10; time += 1)
      answers.push(await signIn(thief.known, { phone: victim.phone, password: 'guess' }));
    expect(compared(answers)).toBe(5);
    const device = thief.known.cookies.get('floor_device') ?? '';
    for (const forged of [`${device}x`, 'x', '.', `${device.split('.')[0]}.${'0'.repeat(64)}`]) {
      thief.known.cookies.set('floor_device', forged);
      expect((await signIn(thief.known, { phone: victim.phone, password: 'guess' }))[0]).toBe(429);
    }
  });

  it('tells by no limit whether a number has an account', async () => {
    const { phone } = await owner();
    const sequences = await Promise.all(
      [phone, newPhone()].map(async (number) => {
        const answers: Told[] = [];
        for (let time = 0; time < 30; time += 1)
          answers.push(
            await signIn(time < 8 ? at('192.0.2.1') : newcomer(), { phone: number, password: 'guess' }),
          );
        return answers;
      }),
    );
    expect(sequences[0]).toEqual(sequences[1]);
    expect(sequences[0]?.map(([status]) => status)).toEqual([
      ...Array.from({ length: 5 }, () => 401),
      ...Array.from({ length: 3 }, () => 429),
      ...Array.from({ length: 15 }, () => 401),
      ...Array.from({ length: 7 }, () => 429),
    ]);
  });

  it('that is not there, or not right, takes the same hashing and the same statements', async () => {
    const { phone } = await owner();
    // One connection, so that every statement is seen.
    const env = { RATE_LIMIT_FACTOR: '1', DATABASE_POOL_SIZE: '1' };
    const single = await testApp({ database, clock, env });
    const spy = vi.spyOn(single.get(PasswordHasher), 'check');
    const paths: string[][] = [];
    const guess = async (number: string): Promise<void> => {
      const form = { phone: number, password: 'guess' };
      expect((await signIn(new Visitor(single, database), form))[0]).toBe(401);
    };
    try {
      await guess(newPhone());
      for (const number of [phone, newPhone()])
        paths.push(await loggedStatements(single, () => guess(number)));
    } finally {
      await single.close();
    }
    expect(spy).toHaveBeenCalledTimes(3);
    expect(paths[0]?.length).toBeGreaterThan(5);
    expect(paths[0]).toEqual(paths[1]);
  });
});

describe('guessing a code', () => {
  it('from many addresses is never held against the owner’s, who signs in meanwhile', async () => {
    const { phone } = await owner();
    const somebody = newcomer();
    const { ticket } = await somebody.askForCode({ phone });
    const code = await somebody.readCode(phone);
    const tries = Array.from({ length: MANY }, (_, index) =>
      signIn(newcomer(), { phone, code: String(index).padStart(6, '0') }),
    );
    expect(compared(await Promise.all(tries))).toBe(MANY);
    expect(await leftTries(phone)).toEqual([5]);
    expect((await signIn(somebody, { phone, ticket, code }))[0]).toBe(201);
  });

  it('from one address ends after thirty tries', async () => {
    const tries = Array.from({ length: MANY }, (_, index) =>
      signIn(at('198.51.100.78'), { phone: newPhone(), code: String(index).padStart(6, '0') }),
    );
    expect(compared(await Promise.all(tries))).toBe(30);
  });
});

describe('the counters', () => {
  it('hold personal values as digests only and are swept once their windows have ended', async () => {
    const phone = newPhone();
    await signIn(at('192.0.2.55'), { phone, password: 'guess' });
    const rows = await database.query<{ key: string }>(`SELECT key FROM throttle_counters`);
    expect(rows.length).toBeGreaterThanOrEqual(6);
    expect(rows.every(({ key }) => /^[a-z -]+\|[0-9a-f]{64}$/.test(key))).toBe(true);
    await apps[0].get(IdentityJobs).tidy();
    expect((await database.query(`SELECT FROM throttle_counters`)).length).toBeLessThanOrEqual(rows.length);
    clock.advance(25 * HOUR_MS);
    await apps[0].get(IdentityJobs).tidy();
    expect(await database.query(`SELECT FROM throttle_counters`)).toEqual([]);
  });
});

async function leftTries(phone: string): Promise<number[]> {
  const rows = await database.query<{ left: number }>(
    `SELECT tries_left AS left FROM one_time_codes WHERE used_at IS NULL AND expires_at > $1`,
    [clock.now()],
  );
  expect(phone).not.toBe('');
  return rows.map(({ left }) => left);
}
