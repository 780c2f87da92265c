import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { ACCOUNT, Applicants, BIRTH, ID_NUMBER, STEPS } from '../../support/applicants.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { People, type Person } from '../../support/people.js';
import { SmallFloor } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let people: People;
let applicants: Applicants;
const clock = clockAtSeeding();
let owner: Person;
let approver: Person;

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  await SmallFloor.in(database);
  people = new People(app, database, clock);
  applicants = new Applicants(app);
  approver = await people.officer('approver');
});
beforeEach(async () => {
  owner = await people.person();
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const call: Applicants['call'] = (person, method, path, body) => applicants.call(person, method, path, body);
const save = (slug: string, step: string, answers: object): ReturnType<Applicants['save']> =>
  applicants.save(owner, slug, step, answers);
const start = (name?: string): Promise<string> => applicants.start(owner, name);
const paper = (slug: string, kind: string, bytes?: Buffer): Promise<number> =>
  applicants.paper(owner, slug, kind, bytes);
const submitted = (person = owner): Promise<string> => applicants.submitted(person);
const missing = async (slug: string): Promise<string[]> =>
  (await call<{ missing: { step: string }[] }>(owner, 'GET', `/seller/${slug}`)).body.missing.map(
    ({ step }) => step,
  );
const statusOf = async (slug: string): Promise<string | undefined> =>
  (await database.query<{ status: string }>(`SELECT status FROM sellers WHERE slug = $1`, [slug]))[0]?.status;

describe('an application', () => {
  it('is one however often its first button is pressed', async () => {
    const slugs = await Promise.all(Array.from({ length: 8 }, () => start('HTX Bấm Nhiều Lần')));
    expect(new Set(slugs).size).toBe(1);
    const rows = await database.query(`SELECT 1 FROM seller_members WHERE account_id = $1`, [
      owner.accountId,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('says step by step what is missing, and is not sent before it is whole', async () => {
    const slug = await start();
    const home = await call<{ missing: { step: string }[]; status: string }>(owner, 'GET', `/seller/${slug}`);
    expect(home.body.missing.map(({ step }) => step)).toEqual([
      'registration', 'representative', 'address', 'bank', 'consents', 'documents',
    ]); // prettier-ignore
    const early = await call<{ code: string; errors: { path: string }[] }>(
      owner,
      'POST',
      `/seller/${slug}/application/submission`,
    );
    expect(early.body.code).toBe('validation_failed');
    expect(early.body.errors.map(({ path }) => path)).toContain('registration.taxCode');
    expect(await statusOf(slug)).toBe('draft');
    await applicants.complete(owner, slug);
    const whole = await call<{ missing: unknown[] }>(owner, 'GET', `/seller/${slug}`);
    expect(whole.body.missing).toEqual([]);
  });

  it.each([
    ['registration', { taxCode: '0100109107' }, 'taxCode bad_check_digit'],
    ['registration', { taxCode: ID_NUMBER }, 'taxCode bad_format'],
    ['registration', { registeredOn: '2026-11-24' }, 'registeredOn in_future'],
    ['representative', { idNumber: '123' }, 'idNumber bad_format'],
    ['representative', { dateOfBirth: '2026-11-24' }, 'dateOfBirth not_adult'],
    ['representative', { dateOfBirth: '2008-11-24' }, 'dateOfBirth not_adult'],
    ['representative', { dateOfBirth: '1899-12-31' }, 'dateOfBirth too_small'],
    ['representative', { dateOfBirth: '2000-02-30' }, 'dateOfBirth bad_day'],
    ['consents', { representativeData: '2025-01' }, 'representativeData outdated'],
    ['bank', { ...STEPS.bank, bankBin: '999999' }, 'bankBin unknown'],
    ['bank', { ...STEPS.bank, accountName: 'TRAN VAN KHAC' }, 'accountName other_name'],
    ['bank', { bankBin: '970405' }, 'accountNumber required'],
    ['address', { communeCode: '00000' }, 'communeCode unknown'],
    ['producer', { status: 'approved' }, 'status unknown_field'],
  ])('keeps %s as it was when %j is wrong', async (step, body, first) => {
    const slug = await start();
    const before = await call(owner, 'GET', `/seller/${slug}/application/${step}`);
    const answer = await save(slug, step, body);
    expect(answer.status).toBe(400);
    const { errors } = answer.body as { errors: { path: string; code: string }[] };
    expect(errors.map(({ path, code }) => `${path} ${code}`)[0]).toBe(first);
    expect((await call(owner, 'GET', `/seller/${slug}/application/${step}`)).text).toBe(before.text);
  });

  it('opens the account again when nobody named in it is its holder any more', async () => {
    const slug = await start();
    await applicants.complete(owner, slug);
    const representative = { representativeName: 'Trần Thị Mẫu', position: 'Giám đốc', idNumber: null };
    await save(slug, 'representative', representative);
    // Nobody has agreed on behalf of the new one yet.
    expect(await missing(slug)).toEqual(['consents']);
    expect((await save(slug, 'consents', STEPS.consents)).status).toBe(204);
    expect(await missing(slug)).toEqual([]);
    const producer = { legalName: 'Hợp tác xã Mẫu Tên Khác', name: 'Hợp tác xã Mẫu Đất Mũi' };
    await save(slug, 'producer', producer);
    expect(await missing(slug)).toEqual(['bank']);
    expect((await save(slug, 'bank', STEPS.bank)).status).toBe(400);
    expect((await call(owner, 'POST', `/seller/${slug}/application/submission`)).status).toBe(400);
    const own = { ...STEPS.bank, accountName: 'TRAN THI MAU' };
    expect((await save(slug, 'bank', own)).status).toBe(204);
    expect((await call(owner, 'POST', `/seller/${slug}/application/submission`)).status).toBe(204);
  });

  it('opens a person’s tax code again when the household becomes an organisation', async () => {
    const slug = await start();
    await applicants.complete(owner, slug);
    const become = (kind: string): Promise<unknown> => save(slug, 'producer', { kind });
    await become('household');
    const registration = { ...STEPS.registration, taxCode: ID_NUMBER };
    const saved = await save(slug, 'registration', registration);
    expect(saved.status).toBe(204);
    await become('farm');
    expect(await missing(slug)).toEqual([]);
    await become('cooperative');
    expect(await missing(slug)).toEqual(['registration']);
  });

  it('answers nothing sealed again, and keeps it when the field comes back empty', async () => {
    const slug = await start();
    await applicants.complete(owner, slug);
    const step = await call(owner, 'GET', `/seller/${slug}/application/representative`);
    expect(step.body).toEqual({
      version: 2,
      representativeName: 'Nguyễn Thị Ví Dụ',
      position: 'Giám đốc',
      dateOfBirth: null,
      idNumber: null,
      kept: ['dateOfBirth', 'idNumber'],
    });
    await save(slug, 'representative', {
      representativeName: 'Nguyễn Thị Ví Dụ',
      position: 'Giám đốc',
      dateOfBirth: null,
      idNumber: null,
    });
    const home = await call<{ missing: unknown[] }>(owner, 'GET', `/seller/${slug}`);
    expect(home.body.missing).toEqual([]);
  });

  it('is refused by the database itself while it is incomplete, whoever asks', async () => {
    const slug = await start();
    await expect(
      database.query(`UPDATE sellers SET status = 'approved' WHERE slug = $1`, [slug]),
    ).rejects.toThrow('complete');
  });

  it('is locked while an officer has it, and open again when it is taken back', async () => {
    const slug = await submitted();
    expect((await save(slug, 'address', STEPS.address)).status).toBe(409);
    expect(await paper(slug, 'other')).toBe(409);
    expect((await call(owner, 'DELETE', `/seller/${slug}/application/submission`)).status).toBe(204);
    expect((await save(slug, 'address', STEPS.address)).status).toBe(204);
  });
});

describe('papers', () => {
  it.each([
    ['a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 415],
    ['a program', Buffer.from('MZ\x90\x00'), 415],
    ['a picture cut off', Buffer.from('\xff\xd8\xff\xe0', 'latin1'), 415],
    ['a PDF cut off', Buffer.from('%PDF-1.7\n1 0 obj'), 415],
    ['a PDF', Buffer.from('%PDF-1.4\n%%EOF'), 201],
  ])('%s is judged by its content', async (_, bytes, status) => {
    const slug = await start();
    expect(await paper(slug, 'other', bytes)).toBe(status);
  });

  it('and everything sensitive lies nowhere in clear, on the disk or in the database', async () => {
    const slug = await submitted();
    const everything = JSON.stringify(
      await database.query(`SELECT query_to_xml(format('SELECT * FROM %I', table_name), true, false, '')::text AS x
        FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`),
    );
    expect(everything).toContain(slug);
    for (const secret of [ID_NUMBER, ACCOUNT, BIRTH, STEPS.representative.position])
      expect(everything).not.toContain(secret);
    const files = filesBelow(join(database.dataDir, 'documents')).map((path) => readFileSync(path));
    expect(files.length).toBeGreaterThanOrEqual(3);
    for (const file of files) expect(file.subarray(0, 3).toString('latin1')).not.toBe('\xff\xd8\xff');
  });

  it('are opened by officers only, as downloads, and each time it is written down', async () => {
    const slug = await submitted();
    const detail = await call<{ documents: { id: string }[]; sealed: string[] }>(
      approver,
      'GET',
      `/admin/sellers/${slug}`,
    );
    expect(detail.body.sealed).toContain('idNumber');
    expect(detail.text).not.toContain(ID_NUMBER);
    const path = `/admin/sellers/${slug}/documents/${detail.body.documents[0]?.id}`;
    const look = (reason?: string): Promise<Response> =>
      fetch(`${app.url}/api/v1${path}/readings`, {
        method: 'POST',
        headers: { ...approver.headers, 'content-type': 'application/json' },
        body: JSON.stringify({ reason }),
      });
    // Without a reason nothing opens, and there is no other door.
    expect((await look()).status).toBe(400);
    expect((await call(approver, 'GET', path)).status).toBe(404);
    const file = await look('Đối chiếu số đăng ký');
    expect(Buffer.from(await file.arrayBuffer()).subarray(0, 3).toString('latin1')).toBe('\xff\xd8\xff'); // prettier-ignore
    expect(file.headers.get('content-disposition')).toContain('attachment');
    expect(file.headers.get('content-type')).toBe('application/octet-stream');
    const opened = await call<Record<string, string>>(
      approver,
      'POST',
      `/admin/sellers/${slug}/sensitive-fields`,
      {
        reason: 'Đối chiếu giấy tờ',
      },
    );
    expect(opened.body).toEqual({
      idNumber: ID_NUMBER,
      dateOfBirth: BIRTH,
      position: STEPS.representative.position,
      ...STEPS.bank,
    });
    const reads = await database.query(
      `SELECT action, after ->> 'reason' AS reason FROM audit_records WHERE actor_id = $1 AND action IN ('document.read', 'field.revealed')
       AND subject_id = (SELECT id FROM sellers WHERE slug = $2) ORDER BY id`,
      [approver.accountId, slug],
    );
    expect(reads).toEqual([
      { action: 'document.read', reason: 'Đối chiếu số đăng ký' },
      { action: 'field.revealed', reason: 'Đối chiếu giấy tờ' },
    ]);
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}
