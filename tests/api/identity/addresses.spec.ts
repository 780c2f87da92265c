import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { Buyer, type Answer, type ProblemBody } from '../../support/buyer.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { everyRow } from '../../support/ledger.js';
import { People, type Person } from '../../support/people.js';
import { SmallFloor } from '../../support/small-floor.js';

interface Address {
  id: string;
  name: string;
  phone: string;
  provinceCode: string;
  province: string;
  communeCode: string | null;
  commune: string | null;
  ward: string | null;
  line: string;
  isDefault: boolean;
}

const HOME = { name: 'Bà Tư Rất Riêng', phone: '0912 345 678', communeCode: '32191', line: 'Ấp Rất Riêng' };

let database: TestDatabase;
let app: TestApp;
let people: People;
let person: Person;
const clock = clockAtSeeding();

beforeAll(async () => {
  database = await testDatabase();
  await SmallFloor.in(database);
  app = await testApp({ database, clock });
  people = new People(app, database, clock);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(async () => {
  person = await people.person();
});

describe('saved addresses', () => {
  it('come back as they were saved, the first one as default', async () => {
    const added = await add(HOME);
    expect(added.status).toBe(201);
    const home = {
      id: added.body.id,
      name: HOME.name,
      phone: '+84912345678',
      provinceCode: '96',
      province: 'Tỉnh Cà Mau',
      communeCode: '32191',
      commune: 'Xã Năm Căn',
      ward: null,
      line: HOME.line,
      isDefault: true,
    };
    expect(added.body).toEqual(home);
    const away = { name: 'Em Út', phone: '0351234567', provinceCode: '01', ward: 'Phường Mẫu', line: 'Số 9' };
    await add(away);
    expect(await list()).toMatchObject([
      home,
      { ...away, phone: '+84351234567', province: 'Thành phố Hà Nội', communeCode: null, isDefault: false },
    ]);
  });

  it('stand in no table in the clear', async () => {
    await add(HOME);
    const rows = await database.query<{ row: string }>(`SELECT a::text AS row FROM addresses a`);
    const text = rows.map(({ row }) => row).join('\n');
    for (const value of ['Rất Riêng', '912345678']) expect(text).not.toContain(value);
  });

  it('are changed and removed by their owner; a default there always is', async () => {
    const first = (await add(HOME)).body;
    clock.advance(1_000);
    const second = (await add({ ...HOME, line: 'Nơi làm' })).body;
    const changed = await call<Address>('PUT', `/me/addresses/${second.id}`, {
      ...HOME,
      line: 'Chỗ mới',
      isDefault: true,
    });
    expect([changed.status, changed.body.line, changed.body.isDefault]).toEqual([200, 'Chỗ mới', true]);
    expect((await list()).map(({ id, isDefault }) => [id, isDefault])).toEqual([
      [second.id, true],
      [first.id, false],
    ]);
    expect((await call('DELETE', `/me/addresses/${second.id}`)).status).toBe(204);
    expect((await list()).map(({ id, isDefault }) => [id, isDefault])).toEqual([[first.id, true]]);
    expect((await call('DELETE', `/me/addresses/${second.id}`)).status).toBe(404);
  });

  it('of somebody else are not found, and stay as they are', async () => {
    const { id } = (await add(HOME)).body;
    const stranger = await people.person();
    const before = await everyRow(database);
    expect((await call('PUT', `/me/addresses/${id}`, HOME, stranger)).status).toBe(404);
    expect((await call('DELETE', `/me/addresses/${id}`, undefined, stranger)).status).toBe(404);
    expect((await call('DELETE', `/me/addresses/khong-co`, undefined, stranger)).status).toBe(404);
    expect(
      (await call<{ items: Address[] }>('GET', '/me/addresses', undefined, stranger)).body.items,
    ).toEqual([]);
    expect(await everyRow(database)).toEqual(before);
  });

  it('are at most twenty, and one is the default, also when many are saved at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, n) => add({ ...HOME, line: `Nhà ${n}`, isDefault: true })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array.from({ length: 20 }, () => 201),
      ...Array.from({ length: 4 }, () => 409),
    ]);
    const saved = await list();
    expect([saved.length, saved.filter(({ isDefault }) => isDefault).length]).toEqual([20, 1]);
  });

  it.each([
    [{ ...HOME, phone: '12' }, 'phone', 'bad_phone'],
    [{ ...HOME, name: ' ' }, 'name', 'required'],
    [{ ...HOME, line: 'x'.repeat(301) }, 'line', 'too_long'],
    [{ ...HOME, communeCode: '99999' }, 'communeCode', 'not_found'],
    [{ name: 'A', phone: HOME.phone, line: 'B' }, 'communeCode', 'required'],
    [{ ...HOME, communeCode: undefined, provinceCode: '96', ward: 'X' }, 'communeCode', 'required'],
    [{ ...HOME, communeCode: undefined, provinceCode: '77', ward: 'X' }, 'provinceCode', 'not_found'],
    [{ ...HOME, communeCode: undefined, provinceCode: '01' }, 'ward', 'required'],
    [{ ...HOME, provinceCode: '01' }, 'provinceCode', 'not_allowed_value'],
    [{ ...HOME, accountId: 'x' }, 'accountId', 'unknown_field'],
  ])('are refused with the field at fault: %j', async (form, path, code) => {
    const answer = await add<ProblemBody>(form);
    expect([answer.status, answer.body.errors?.map((error) => [error.path, error.code])]).toEqual([
      400,
      [[path, code]],
    ]);
    expect(await list()).toEqual([]);
  });
});

const call = <Body = Record<string, unknown>>(
  method: string,
  path: string,
  body?: unknown,
  who: Person = person,
): Promise<Answer<Body>> => new Buyer(app.url).call<Body>(method, path, body, who.headers);
const add = <Body = Address>(form: object) => call<Body>('POST', '/me/addresses', form);
const list = async (): Promise<Address[]> =>
  (await call<{ items: Address[] }>('GET', '/me/addresses')).body.items;
