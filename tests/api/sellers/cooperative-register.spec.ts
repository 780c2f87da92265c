import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { everyRow } from '../../support/ledger.js';
import { OfficerClient, refusalOf } from '../../support/officer.js';
import { People } from '../../support/people.js';
import { cooperativeForm, Register, type CooperativeBody } from '../../support/register.js';
import { HOME_COMMUNE, OTHER_COMMUNE, SmallFloor } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let floor: SmallFloor;
let officer: OfficerClient;
let second: OfficerClient;
let local: OfficerClient;
let register: Register;
const clock = clockAtSeeding();

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  floor = await SmallFloor.in(database);
  const people = new People(app, database, clock);
  officer = new OfficerClient(app, await people.officer('administrator'));
  second = new OfficerClient(app, await people.officer('certification_officer'));
  local = new OfficerClient(app, await people.officer('commune_checker', [OTHER_COMMUNE]));
  register = new Register(officer, database);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

describe('entering a cooperative', () => {
  it('makes an active entry of today, with what was counted, and says who did it', async () => {
    const id = await register.enter({
      registerNumber: 'MAU-MOI',
      taxCode: '0000200014',
      fieldDetail: 'Nuôi tôm',
      hasOffice: true,
      hasWebsite: false,
      count: { members: 21, workers: 30, countedOn: '2026-10-01' },
    });
    expect(await register.read(id)).toMatchObject({
      registerNumber: 'MAU-MOI',
      name: 'Hợp tác xã Mẫu Đất Mũi',
      taxCode: '0000200014',
      field: 'agriculture',
      fieldDetail: 'Nuôi tôm',
      commune: { code: HOME_COMMUNE, name: 'Xã Đất Mũi' },
      foundedOn: '2015-03-05',
      enteredOn: '2026-11-23',
      status: 'active',
      statusFrom: null,
      statuses: [],
      counts: [{ countedOn: '2026-10-01', members: 21, workers: 30 }],
      members: 21,
      workers: 30,
      hasOffice: true,
      hasComputer: null,
      hasWebsite: false,
      shop: null,
      illustrative: [],
    });
    const audit = await database.query(
      `SELECT action, actor_kind, actor_id, before, after->>'name' AS name FROM audit_records WHERE subject_id = $1`,
      [id],
    );
    expect(audit).toEqual([
      {
        action: 'cooperative.entered',
        actor_kind: 'officer',
        actor_id: officer.person.accountId,
        before: null,
        name: 'Hợp tác xã Mẫu Đất Mũi',
      },
    ]);
  });

  it('writes a register number in one way only', async () => {
    const id = await register.enter({ registerNumber: ' mau-viet / a ' });
    expect((await register.read(id)).registerNumber).toBe('MAU-VIET/A');
  });

  it.each([
    ['a name of nothing', { name: ' ' }, 'name required'],
    ['a number of odd signs', { registerNumber: 'A=1' }, 'registerNumber bad_format'],
    ['another field', { field: 'fishing' }, 'field not_allowed_value'],
    ['a tax code of nine digits', { taxCode: '123456789' }, 'taxCode bad_format'],
    ['a day that is none', { foundedOn: '2015-02-30' }, 'foundedOn bad_day'],
    [
      'founding to come',
      { foundedOn: '2026-11-24', enteredOn: '2026-11-24' },
      'enteredOn in_future, foundedOn in_future',
    ],
    ['entering before founding', { enteredOn: '2015-03-04' }, 'enteredOn before_founding'],
    ['an unknown commune', { communeCode: '99999' }, 'communeCode unknown'],
    [
      'people below nothing',
      { count: { members: -1, workers: 1, countedOn: '2020-01-01' } },
      'count.members too_small',
    ],
    [
      'fields nobody asked for',
      { status: 'ceased', version: 9 },
      'status unknown_field, version unknown_field',
    ],
  ])('refuses %s and writes nothing', async (_what, change, fields) => {
    const before = await everyRow(database);
    const answer = await officer.call('POST', '/admin/cooperatives', cooperativeForm(change));
    expect(refusalOf(answer)).toBe(`400 validation_failed, ${fields}`);
    expect(await everyRow(database)).toEqual(before);
  });

  it('lets one of many equal forms through when they come at once', async () => {
    const registerNumber = 'MAU-CUNG-LUC';
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        officer.call('POST', '/admin/cooperatives', cooperativeForm({ registerNumber })),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(refusalOf))).toEqual(
      new Set(['400 validation_failed, registerNumber taken']),
    );
    expect(
      await database.query(`SELECT 1 FROM cooperatives WHERE register_number = $1`, [registerNumber]),
    ).toHaveLength(1);
  });
});

describe('correcting an entry', () => {
  it('keeps in the history what was changed, and nothing else', async () => {
    const facts = cooperativeForm();
    const id = await register.enter(facts);
    const body = { ...facts, name: 'Hợp tác xã Mẫu Mới', version: 1 };
    const answer = await officer.call('PUT', `/admin/cooperatives/${id}`, body);
    expect(answer.status).toBe(204);
    expect(await register.read(id)).toMatchObject({
      name: 'Hợp tác xã Mẫu Mới',
      version: 2,
      enteredOn: '2026-11-23',
    });
    const [record] = await database.query(
      `SELECT before, after FROM audit_records WHERE subject_id = $1 AND action = 'cooperative.edited'`,
      [id],
    );
    expect(record).toEqual({
      before: { name: 'Hợp tác xã Mẫu Đất Mũi' },
      after: { name: 'Hợp tác xã Mẫu Mới' },
    });
  });

  it('refuses a correction made from a version that is gone', async () => {
    const id = await register.enter();
    const edit = (name: string, by: OfficerClient) =>
      by.call('PUT', `/admin/cooperatives/${id}`, cooperativeForm({ name, version: 1 }));
    const answers = await Promise.all([
      edit('Hợp tác xã Mẫu Một', officer),
      edit('Hợp tác xã Mẫu Hai', second),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await register.actionsOn(id)).toEqual(['cooperative.entered', 'cooperative.edited']);
  });

  it('refuses a founding after the day it ceased, and a number another one has', async () => {
    const other = 'MAU-TRUNG';
    await register.enter({ registerNumber: other });
    const id = await register.enter();
    await register.move(id, 'ceased', '2020-01-01');
    const edit = (change: object) =>
      officer.call('PUT', `/admin/cooperatives/${id}`, cooperativeForm({ version: 2, ...change }));
    expect(refusalOf(await edit({ foundedOn: '2020-01-02' }))).toBe(
      '400 validation_failed, foundedOn after_status_change',
    );
    expect(refusalOf(await edit({ registerNumber: other }))).toBe(
      '400 validation_failed, registerNumber taken',
    );
    expect((await register.read(id)).version).toBe(2);
  });
});

describe('an officer of other communes', () => {
  it('does not find a cooperative, changes nothing of it and enters none there', async () => {
    const id = await register.enter();
    const before = await everyRow(database);
    const refused = [
      await local.call('GET', `/admin/cooperatives/${id}`),
      await local.call('PUT', `/admin/cooperatives/${id}`, cooperativeForm({ version: 1 })),
      await register.move(id, 'ceased', '2026-01-01', local),
      await local.call('PUT', `/admin/cooperatives/${id}/counts/2026-01-01`, { members: 1, workers: 1 }),
      await local.call('PUT', `/admin/cooperatives/${id}/shop`, { sellerSlug: 'x' }),
    ];
    expect(refused.map(refusalOf)).toEqual(Array.from({ length: 5 }, () => '404 not_found'));
    expect(refusalOf(await local.call('POST', '/admin/cooperatives', cooperativeForm()))).toBe(
      '400 validation_failed, communeCode outside_territory',
    );
    expect(await everyRow(database)).toEqual(before);
  });

  it('cannot move one of theirs out of their territory, or link it to a shop outside', async () => {
    const { body } = await local.call<{ id: string }>(
      'POST',
      '/admin/cooperatives',
      cooperativeForm({ communeCode: OTHER_COMMUNE }),
    );
    const seller = await floor.seller('ngoai');
    const moved = await local.call('PUT', `/admin/cooperatives/${body.id}`, cooperativeForm({ version: 1 }));
    expect(refusalOf(moved)).toBe('400 validation_failed, communeCode outside_territory');
    const linked = await local.call('PUT', `/admin/cooperatives/${body.id}/shop`, {
      sellerSlug: seller.slug,
    });
    expect(refusalOf(linked)).toBe('400 validation_failed, sellerSlug unknown');
  });
});

describe('the list', () => {
  it('is filtered and read to its end, page by page, each cooperative once', async () => {
    const mark = 'Bến Vắng';
    for (const [index, field] of ['agriculture', 'non_agriculture', 'agriculture', 'agriculture'].entries()) {
      const id = await register.enter({
        name: `Hợp tác xã ${mark} ${index}`,
        field,
        registerNumber: `MAU-LOC-${index}`,
      });
      if (index === 3) await register.move(id, 'ceased', '2025-01-01');
    }
    const list = async (query: string, by = officer) =>
      (
        await by.call<{ items: CooperativeBody[]; nextCursor: string | null }>(
          'GET',
          `/admin/cooperatives?q=${encodeURIComponent('ben vang')}${query}`,
        )
      ).body;
    const names = async (query: string, by = officer) =>
      (await list(query, by)).items.map(({ name }) => name.at(-1)).join('');
    expect(await names('')).toBe('0123');
    expect(await names('&status=active')).toBe('012');
    expect(await names('&status=ceased&status=dissolved')).toBe('3');
    expect(await names('&field=non_agriculture')).toBe('1');
    expect(await names(`&commune=${OTHER_COMMUNE}`)).toBe('');
    expect(await names('', local)).toBe('');
    const pages = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await list(`&limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
      pages.push(page.items.length);
      cursor = page.nextCursor;
    }
    expect(pages).toEqual([3, 1]);
    const byNumber = await officer.call<{ items: object[] }>('GET', `/admin/cooperatives?q=mau-loc-2`);
    expect(byNumber.body.items).toHaveLength(1);
    expect(refusalOf(await officer.call('GET', '/admin/cooperatives?cursor=x'))).toBe('400 invalid_cursor');
  });
});
