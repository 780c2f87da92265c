import { HOUR_MS, MINUTE_MS, type FakeClock } from '#kernel/time';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import type { ProblemBody } from '../../support/buyer.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { Visitor } from '../../support/visitor.js';

const SECRET = 'the-storefront-and-the-api-share-this-one-0123456789';
const PASSWORD = 'ba khía muối đêm trăng';

let database: TestDatabase;
let app: TestApp;
let clock: FakeClock;
let numbers = 0;

const newPhone = (): string => `+84914${String((numbers += 1)).padStart(6, '0')}`;
/** Somebody at that address, as the storefront vouches. */
const at = (address: string): Visitor =>
  new Visitor(app, database, { 'x-floor-client': address, 'x-floor-secret': SECRET });
let neighbours = 0;
/** Somebody at an address nobody used before, in the same network as all others. */
const neighbour = (): Visitor => at(`198.18.0.${(neighbours += 1) % 256}`);
let networks = 0;
/** Somebody at an address of a network nobody used before. */
const newcomer = (): Visitor => {
  networks += 1;
  return at(`100.${64 + Math.floor(networks / 256)}.${networks % 256}.7`);
};

beforeAll(async () => {
  database = await testDatabase();
  clock = clockAtSeeding();
  app = await testApp({ database, clock, env: { RATE_LIMIT_FACTOR: '1', STOREFRONT_SECRET: SECRET } });
});
afterEach(() => {
  // Every pause ends with the day.
  clock.advance(25 * HOUR_MS);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

type Told = [status: number, wait: number | null];
const ask = async (somebody: Visitor, phone: string): Promise<Told> => {
  const answer = await somebody.call<ProblemBody>('POST', '/one-time-codes', { phone });
  const wait = answer.headers.get('retry-after');
  return [answer.status, wait === null ? null : Number(wait)];
};

/** Somebody with an account, a password and a phone on which they have signed in before. */
async function owner(): Promise<{ phone: string; known: Visitor }> {
  const [phone, known] = [newPhone(), newcomer()];
  await known.signUp(phone, { password: PASSWORD });
  expect((await known.call('DELETE', '/sessions/current')).status).toBe(204);
  clock.advance(25 * HOUR_MS);
  return { phone, known };
}

describe('codes to one number', () => {
  it('go out once a minute, eight an hour and twenty a day, whoever of a network asks', async () => {
    const phone = newPhone();
    expect((await ask(neighbour(), phone))[0]).toBe(202);
    const flood = await Promise.all(Array.from({ length: 50 }, () => ask(neighbour(), phone)));
    expect(flood.every(([status, wait]) => status === 429 && (wait ?? 61) <= 60)).toBe(true);
    let sent = 1;
    for (let minute = 1; minute < 24 * 60; minute += 1) {
      clock.advance(MINUTE_MS);
      if ((await ask(neighbour(), phone))[0] === 202) sent += 1;
      if (minute === 59) expect(sent).toBe(8);
      if (sent >= 20 && minute % 60 !== 0) minute += 59;
    }
    expect(sent).toBe(20);
  });

  it('are not used up by one address, nor on a known device by anybody', async () => {
    const { phone, known } = await owner();
    const loud = neighbour();
    const answers: number[] = [];
    for (let time = 0; time < 8; time += 1) {
      answers.push((await ask(loud, phone))[0]);
      clock.advance(MINUTE_MS);
    }
    expect(answers).toEqual([202, 202, 202, 202, 202, 429, 429, 429]);
    expect((await ask(neighbour(), phone))[0]).toBe(202);
    const flood = await Promise.all(Array.from({ length: 30 }, () => ask(neighbour(), phone)));
    expect(flood.every(([status]) => status === 429)).toBe(true);
    expect((await ask(known, phone))[0], 'his own phone').toBe(202);
    expect((await ask(known, phone))[0], 'once a minute').toBe(429);
  });

  it('count against whoever gets them: who is told to come back may come back', async () => {
    const [phone, patient] = [newPhone(), neighbour()];
    expect((await ask(neighbour(), phone))[0]).toBe(202);
    for (let time = 0; time < 12; time += 1) expect((await ask(patient, phone))[0]).toBe(429);
    clock.advance(MINUTE_MS);
    expect((await ask(patient, phone))[0]).toBe(202);
  });

  it('after 300 requests from 100 addresses still come: on a known device at once, on a new one in minutes', async () => {
    const { phone, known } = await owner();
    const strangers = Array.from({ length: 100 }, () => newcomer());
    let sent = 0;
    for (let index = 0; index < 300; index += 1) {
      const stranger = strangers[index % 100];
      if (stranger !== undefined && (await ask(stranger, phone))[0] === 202) sent += 1;
      clock.advance(MINUTE_MS);
    }
    expect(sent, 'what strangers share, and one for each network').toBeLessThanOrEqual(20 + 100);

    expect((await known.signInByCode(phone)).account.name, 'his own phone').toBe('Người Thử');
    const fresh = newcomer();
    const [, wait] = await ask(strangers[0] ?? fresh, phone);
    expect(wait, 'strangers go on being told to wait').toBeGreaterThan(0);
    clock.advance(5 * MINUTE_MS);
    expect((await fresh.signInByCode(phone)).account.name, 'a new phone').toBe('Người Thử');
    const password = await newcomer().call('POST', '/sessions', { phone, password: PASSWORD });
    expect(password.status, 'a password needs no code').toBe(201);
  });

  it('come to a new device although strangers go on asking: each of their networks gets in the way once', async () => {
    const { phone } = await owner();
    const strangers = Array.from({ length: 8 }, () => newcomer());
    const fresh = newcomer();
    const minute = async (): Promise<void> => {
      clock.advance(MINUTE_MS);
      for (const stranger of strangers) await ask(stranger, phone);
    };
    await minute();
    let waited = 0;
    while ((await ask(fresh, phone))[0] !== 202) {
      await minute();
      await minute();
      waited += 2;
      expect(waited).toBeLessThanOrEqual(8 * 5);
    }
  });

  it('count an IPv6 household as one, and whoever rents addresses by the thousand as one network', async () => {
    const phone = newPhone();
    const rented = (index: number): Visitor => at(`2001:db8:7:${index.toString(16)}::${index.toString(16)}`);
    const answers: number[] = [];
    for (let index = 1; index <= 7; index += 1) {
      answers.push((await ask(at(`2001:db8:7:1::${index.toString(16)}`), phone))[0]);
      clock.advance(MINUTE_MS);
    }
    expect(answers, 'one household: five an hour').toEqual([202, 202, 202, 202, 202, 429, 429]);
    const flood = await Promise.all(Array.from({ length: 40 }, (_, index) => ask(rented(index + 2), phone)));
    expect(flood.filter(([status]) => status === 202)).toHaveLength(1);
  });

  it('asked for by somebody signed in, about themselves, are not used up by strangers', async () => {
    const { phone, known } = await owner();
    await known.signInByCode(phone);
    known.cookies.delete('floor_device');
    await Promise.all(Array.from({ length: 20 }, () => ask(newcomer(), phone)));
    const fresh = await known.call('POST', '/sessions/current/fresh-check/code', {});
    expect(fresh.status).toBe(202);
  });
});
