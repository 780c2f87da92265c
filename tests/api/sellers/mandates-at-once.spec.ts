import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { Applicants } from '../../support/applicants.js';
import { Assistance } from '../../support/assistance.js';
import type { Told } from '../../support/caller.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { holdRow, holdTable, untilWaiting } from '../../support/held-locks.js';
import { People, type Person } from '../../support/people.js';
import { SmallFloor } from '../../support/small-floor.js';

interface Shop {
  slug: string;
  sellerId: string;
}

let database: TestDatabase;
let app: TestApp;
let people: People;
let applicants: Applicants;
let at: Assistance;
let owner: Person;
let staff: Person;
let shop: Shop;
let shops = 0;

beforeAll(async () => {
  database = await testDatabase();
  const clock = clockAtSeeding();
  app = await testApp({ database, clock });
  await SmallFloor.in(database);
  people = new People(app, database, clock);
  applicants = new Applicants(app);
  at = new Assistance(app, database);
});
beforeEach(async () => {
  [owner, staff] = [await people.person(), await people.officer('assisting_staff')];
  shop = await draft(owner);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

/** A shop that somebody has begun: there is something to fill in. */
async function draft(person: Person): Promise<Shop> {
  const slug = await applicants.start(person, `Cơ sở Mẫu ${(shops += 1)}`);
  return { slug, sellerId: (await applicants.shopOf(database, slug)).id };
}

const consentByPage = (id: string): Promise<Told<object>> =>
  at.call(owner, 'POST', `/seller/${shop.slug}/mandates/${id}/consent`, {});
const end = (id: string): Promise<Told<object>> =>
  at.call(owner, 'DELETE', `/seller/${shop.slug}/mandates/${id}`);
const giveBack = (id: string): Promise<Told<object>> => at.call(staff, 'DELETE', `/admin/mandates/${id}`);
/** The version of the step that is written, as whoever writes sees it first. */
const seen = async (by = staff, { slug } = shop): Promise<number> =>
  (await at.call<{ version: number }>(by, 'GET', `/seller/${slug}/application/address`)).body.version;
const write = async (
  addressLine: string,
  { by = staff, to = shop, version }: { by?: Person; to?: Shop; version?: number } = {},
): Promise<Told<object>> =>
  at.call(by, 'PUT', `/seller/${to.slug}/application/address`, {
    addressLine,
    version: version ?? (await seen(by, to)),
  });

/** What stands in the shop, and in its history under that mandate. */
async function written(
  { sellerId }: Shop,
  mandateId: string,
): Promise<{ line: string | null; records: number }> {
  const [row] = await database.query<{ line: string | null; records: number }>(
    `SELECT p.address_line AS line, (SELECT count(*) FROM audit_records r
       WHERE r.seller_id = s.id AND r.mandate_id = $2 AND r.action = 'application.saved')::int AS records
     FROM sellers s JOIN producers p ON p.id = s.producer_id WHERE s.id = $1`,
    [sellerId, mandateId],
  );
  return row ?? { line: null, records: 0 };
}

describe('a withdrawal', () => {
  it('waits for what is just being saved, which stays, and lets nothing through afterwards', async () => {
    const id = await at.mandate(staff, shop.slug, owner);
    const version = await seen();
    const held = await holdRow(database, 'sellers', shop.sellerId);
    const saving = write('Ấp Một', { version });
    await untilWaiting(database, 1);
    const ending = end(id);
    await untilWaiting(database, 2);
    expect(await at.statusOf(id), 'not before the writing is through').toBe('active');
    await held.release();
    expect([(await saving).status, (await ending).status]).toEqual([204, 204]);
    expect(await written(shop, id)).toEqual({ line: 'Ấp Một', records: 1 });
    expect((await write('Ấp Hai')).code).toBe('not_found');
    expect(await written(shop, id)).toEqual({ line: 'Ấp Một', records: 1 });
  });

  it('that came first leaves nothing of what came second', async () => {
    const id = await at.mandate(staff, shop.slug, owner);
    const version = await seen();
    const held = await holdTable(database, 'audit_records');
    const ending = end(id);
    await untilWaiting(database, 1);
    const saving = write('Ấp Ba', { version });
    await untilWaiting(database, 2);
    await held.release();
    expect([(await ending).status, (await saving).code]).toEqual([204, 'not_found']);
    expect(await written(shop, id)).toEqual({ line: null, records: 0 });
  });

  it('among many writings: each is saved with its record or refused, and none of them half', async () => {
    for (let round = 0; round < 6; round += 1) {
      const id = await at.mandate(staff, shop.slug, owner);
      const lines = Array.from({ length: 6 }, (_, nth) => `Ấp ${round}-${nth}`);
      const before = (await written(shop, id)).line;
      const [ended, ...saved] = await Promise.all([end(id), ...lines.map((line) => write(line))]);
      expect(ended?.status).toBe(204);
      const kept = lines.filter((_, nth) => saved[nth]?.status === 204);
      expect([204, 404, 409]).toEqual(expect.arrayContaining(saved.map(({ status }) => status)));
      const { line, records } = await written(shop, id);
      expect(records).toBe(kept.length);
      expect(kept.length === 0 ? [before] : kept).toContain(line);
      expect((await write('Ấp Sau')).status).toBe(404);
    }
  });

  it.each([
    ['an owner’s', end],
    ['the staff member’s', giveBack],
  ])(
    'at once with a consent: %s word or the consent, and no mandate when both are through',
    async (_whose, stop) => {
      const { id } = (await at.ask(staff, shop.slug)).body;
      const code = await at.readOut(owner.phone);
      const held = await holdRow(database, 'mandates', id);
      const both = Promise.all([consentByPage(id), stop(id), at.type(staff, id, code)]);
      await untilWaiting(database, 3);
      await held.release();
      const [byPage, stopped, byCode] = await both;
      expect(stopped?.status).toBe(204);
      const given = [byPage?.status, byCode].filter((status) => status === 204).length;
      expect(given).toBeLessThanOrEqual(1);
      expect(['declined', 'withdrawn']).toContain(await at.statusOf(id));
      expect((await at.call(staff, 'GET', `/seller/${shop.slug}`)).status).toBe(404);
      const [row] = await database.query<{ consented: boolean }>(
        `SELECT consented_at IS NOT NULL AS consented FROM mandates WHERE id = $1`,
        [id],
      );
      expect(row?.consented).toBe(given === 1);
    },
  );

  it('twice at once is one', async () => {
    const id = await at.mandate(staff, shop.slug, owner);
    const answers = await Promise.all([end(id), end(id), giveBack(id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
  });
});

describe('asking', () => {
  it('two staff at once: each has their own request and their own code', async () => {
    const second = await people.officer('assisting_staff');
    const asked = await Promise.all([at.ask(staff, shop.slug), at.ask(second, shop.slug)]);
    expect(asked.map(({ status }) => status)).toEqual([201, 201]);
    const [mine, theirs] = asked.map(({ body }) => body.id);
    expect(mine).not.toBe(theirs);
    expect(await at.codesOn(owner.phone)).toHaveLength(2);
    const sent = await database.query<{ id: string; subject: string }>(
      `SELECT id, subject_id AS subject FROM one_time_codes WHERE subject_id = ANY ($1)`,
      [[mine, theirs]],
    );
    expect(new Set(sent.map(({ subject }) => subject))).toEqual(new Set([mine, theirs]));
    const codes = await at.codesOn(owner.phone);
    const typed = await Promise.all(
      codes.flatMap((code) => [at.type(staff, mine ?? '', code), at.type(second, theirs ?? '', code)]),
    );
    expect(typed.filter((status) => status === 204)).toHaveLength(2);
    for (const person of [staff, second])
      expect((await at.call(person, 'GET', `/seller/${shop.slug}`)).status).toBe(200);
  });

  it('one staff member many times at once: one request, and the newest code alone opens it', async () => {
    const asked = await Promise.all(Array.from({ length: 6 }, () => at.ask(staff, shop.slug)));
    expect(new Set(asked.map(({ body }) => body.id)).size).toBe(1);
    const id = asked[0]?.body.id ?? '';
    const typed: number[] = [];
    const open = await database.query(
      `SELECT 1 FROM one_time_codes WHERE subject_id = $1 AND tries_left > 0 AND used_at IS NULL`,
      [id],
    );
    expect(open).toHaveLength(1);
    for (const code of await at.codesOn(owner.phone)) typed.push(await at.type(staff, id, code));
    expect(typed.filter((status) => status === 204)).toHaveLength(1);
  });

  it('at once with a consent leaves the mandate as it was consented to', async () => {
    const { id } = (await at.ask(staff, shop.slug)).body;
    const held = await holdRow(database, 'mandates', id);
    const both = Promise.all([consentByPage(id), at.ask(staff, shop.slug, { reason: 'Lý do khác' })]);
    await untilWaiting(database, 2);
    await held.release();
    const [consented, asked] = await both;
    const active = (await at.ofShop(owner, shop.slug)).filter(({ status }) => status === 'active');
    if (consented.status === 204) {
      expect(asked.code).toBe('state_conflict');
      expect(active).toMatchObject([{ id, reason: 'Đăng bán hàng Tết' }]);
      expect(new Date(active[0]?.until ?? '').getUTCFullYear()).toBe(2027);
    } else {
      expect([consented.code, asked.status, active]).toEqual(['state_conflict', 201, []]);
    }
  });

  it('a code typed twenty times at once is used once', async () => {
    const { id } = (await at.ask(staff, shop.slug)).body;
    const code = await at.readOut(owner.phone);
    const typed = await Promise.all(Array.from({ length: 20 }, () => at.type(staff, id, code)));
    expect(typed.sort()).toEqual([204, ...Array<number>(19).fill(409)]);
    const consents = await database.query(
      `SELECT 1 FROM audit_records WHERE action = 'mandate.consented' AND after ->> 'mandateId' = $1`,
      [id],
    );
    expect(consents).toHaveLength(1);
  });
});

it('work for two shops at once never gets into the other one: the shop is in the address', async () => {
  const other = await draft(owner);
  const [here, there] = [
    await at.mandate(staff, shop.slug, owner),
    await at.mandate(staff, other.slug, owner),
  ];
  const inTurn = async (to: Shop, line: string): Promise<number[]> => {
    const statuses: number[] = [];
    for (let nth = 0; nth < 15; nth += 1) statuses.push((await write(`${line} ${nth}`, { to })).status);
    return statuses;
  };
  const saved = await Promise.all([inTurn(shop, 'Ở đây'), inTurn(other, 'Ở kia')]);
  expect(new Set(saved.flat())).toEqual(new Set([204]));
  expect(await written(shop, here)).toEqual({ line: expect.stringMatching(/^Ở đây/) as string, records: 15 });
  expect(await written(other, there)).toEqual({
    line: expect.stringMatching(/^Ở kia/) as string,
    records: 15,
  });
  const mixed = await database.query(
    `SELECT 1 FROM audit_records r JOIN mandates d ON d.id = r.mandate_id
     WHERE r.seller_id <> d.seller_id OR r.actor_id <> d.staff_account_id OR r.subject_id <> r.seller_id`,
  );
  expect(mixed).toEqual([]);
  expect((await end(here)).status).toBe(204);
  expect((await write('Ở đây')).status).toBe(404);
  expect((await write('Ở kia', { to: other })).status, 'the other one goes on').toBe(204);
  const theirs = `/seller/${other.slug}/mandates/${here}`;
  expect((await at.call(owner, 'DELETE', theirs)).status, 'not this shop’s').toBe(404);
});
