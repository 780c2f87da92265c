import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BeginSuspensions } from '../../../apps/api/src/modules/sellers/suspension/begin-suspensions.js';
import { testApp, type TestApp } from '../../support/app.js';
import { Buyer } from '../../support/buyer.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { People, type Person } from '../../support/people.js';
import { SmallFloor } from '../../support/small-floor.js';

const ID_NUMBER = '096185001234';
const ACCOUNT = 'MAU7788990011';

const STEPS = {
  registration: { registrationNumber: '01/ĐKHTX', registeredOn: '2015-03-15', taxCode: '0100109106' },
  representative: { representativeName: 'Nguyễn Thị Ví Dụ', idNumber: ID_NUMBER },
  address: { communeCode: '32248', addressLine: 'Ấp Mẫu 1', phone: '0912345678' },
  bank: { bankBin: '970405', accountNumber: ACCOUNT, accountName: 'HTX MAU DAT MUI' },
};

let database: TestDatabase;
let app: TestApp;
let people: People;
let caller: Buyer;
const clock = clockAtSeeding();
let owner: Person;
let approver: Person;

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  await SmallFloor.in(database);
  people = new People(app, database, clock);
  caller = new Buyer(app.url);
  approver = await people.officer('approver');
});
beforeEach(async () => {
  owner = await people.person();
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const call = <Body = Record<string, unknown>>(person: Person, method: string, path: string, body?: unknown) =>
  caller.call<Body>(method, path, body, person.headers);

async function start(name = 'Hợp tác xã Mẫu Đất Mũi', person = owner): Promise<string> {
  const beginnings = { kind: 'cooperative', legalName: name, name, communeCode: '32248' };
  const answer = await call<{ slug: string }>(person, 'POST', '/seller-applications', beginnings);
  expect(answer.status).toBe(201);
  return answer.body.slug;
}

async function paper(slug: string, kind: string, person = owner, bytes?: Buffer): Promise<number> {
  const form = new FormData();
  form.append('kind', kind);
  const picture =
    bytes ??
    (await sharp({ create: { width: 40, height: 30, channels: 3, background: '#888' } })
      .jpeg()
      .toBuffer());
  form.append('file', new Blob([new Uint8Array(picture)]), '../../anh.jpg');
  const answer = await fetch(`${app.url}/api/v1/seller/${slug}/documents`, {
    method: 'POST',
    body: form,
    headers: person.headers,
  });
  await answer.arrayBuffer();
  return answer.status;
}

async function complete(slug: string, person = owner): Promise<void> {
  for (const [step, body] of Object.entries(STEPS))
    expect((await call(person, 'PUT', `/seller/${slug}/application/${step}`, body)).status, step).toBe(204);
  for (const kind of ['registration', 'identity', 'bank']) expect(await paper(slug, kind, person)).toBe(201);
}

async function submitted(person = owner): Promise<string> {
  const slug = await start('Hợp tác xã Mẫu Đất Mũi', person);
  await complete(slug, person);
  expect((await call(person, 'POST', `/seller/${slug}/application/submission`)).status).toBe(204);
  return slug;
}

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
      'registration', 'representative', 'address', 'bank', 'documents',
    ]); // prettier-ignore
    const early = await call<{ code: string; errors: { path: string }[] }>(
      owner,
      'POST',
      `/seller/${slug}/application/submission`,
    );
    expect(early.body.code).toBe('validation_failed');
    expect(early.body.errors.map(({ path }) => path)).toContain('registration.taxCode');
    expect(await statusOf(slug)).toBe('draft');
    await complete(slug);
    const whole = await call<{ missing: unknown[] }>(owner, 'GET', `/seller/${slug}`);
    expect(whole.body.missing).toEqual([]);
  });

  it.each([
    ['registration', { taxCode: '0100109107' }, 'taxCode bad_check_digit'],
    ['registration', { taxCode: ID_NUMBER }, 'taxCode bad_format'],
    ['registration', { registeredOn: '2026-11-24' }, 'registeredOn in_future'],
    ['representative', { idNumber: '123' }, 'idNumber bad_format'],
    ['bank', { ...STEPS.bank, bankBin: '999999' }, 'bankBin unknown'],
    ['bank', { ...STEPS.bank, accountName: 'TRAN VAN KHAC' }, 'accountName other_name'],
    ['bank', { bankBin: '970405' }, 'accountNumber required'],
    ['address', { communeCode: '00000' }, 'communeCode unknown'],
    ['producer', { status: 'approved' }, 'status unknown_field'],
  ])('keeps %s as it was when %j is wrong', async (step, body, first) => {
    const slug = await start();
    const before = await call(owner, 'GET', `/seller/${slug}/application/${step}`);
    const answer = await call<{ errors: { path: string; code: string }[] }>(
      owner,
      'PUT',
      `/seller/${slug}/application/${step}`,
      body,
    );
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map(({ path, code }) => `${path} ${code}`)[0]).toBe(first);
    expect((await call(owner, 'GET', `/seller/${slug}/application/${step}`)).text).toBe(before.text);
  });

  it('answers nothing sealed again, and keeps it when the field comes back empty', async () => {
    const slug = await start();
    await complete(slug);
    const step = await call(owner, 'GET', `/seller/${slug}/application/representative`);
    expect(step.body).toEqual({ representativeName: 'Nguyễn Thị Ví Dụ', idNumber: null, kept: ['idNumber'] });
    await call(owner, 'PUT', `/seller/${slug}/application/representative`, {
      representativeName: 'Nguyễn Thị Ví Dụ',
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
    expect((await call(owner, 'PUT', `/seller/${slug}/application/address`, STEPS.address)).status).toBe(409);
    expect(await paper(slug, 'other')).toBe(409);
    expect((await call(owner, 'DELETE', `/seller/${slug}/application/submission`)).status).toBe(204);
    expect((await call(owner, 'PUT', `/seller/${slug}/application/address`, STEPS.address)).status).toBe(204);
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
    expect(await paper(slug, 'other', owner, bytes)).toBe(status);
  });

  it('and everything sensitive lies nowhere in clear, on the disk or in the database', async () => {
    const slug = await submitted();
    const everything = JSON.stringify(
      await database.query(`SELECT query_to_xml(format('SELECT * FROM %I', table_name), true, false, '')::text AS x
        FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`),
    );
    expect(everything).toContain(slug);
    for (const secret of [ID_NUMBER, ACCOUNT]) expect(everything).not.toContain(secret);
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
    const file = await fetch(
      `${app.url}/api/v1/admin/sellers/${slug}/documents/${detail.body.documents[0]?.id}`,
      {
        headers: approver.headers,
      },
    );
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(0, 3)
        .toString('latin1'),
    ).toBe('\xff\xd8\xff');
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
    expect(opened.body).toEqual({ idNumber: ID_NUMBER, ...STEPS.bank });
    const reads = await database.query(
      `SELECT action FROM audit_records WHERE actor_id = $1 AND action IN ('document.read', 'field.revealed')
       AND subject_id = (SELECT id FROM sellers WHERE slug = $2) ORDER BY id`,
      [approver.accountId, slug],
    );
    expect(reads).toEqual([{ action: 'document.read' }, { action: 'field.revealed' }]);
  });
});

describe('a decision', () => {
  it('opens the shop: the account is where buyers pay, and a numbered letter says so', async () => {
    const slug = await submitted();
    expect((await call(approver, 'POST', `/admin/sellers/${slug}/approval`)).status).toBe(204);
    expect(await statusOf(slug)).toBe('approved');
    const [shop] = await database.query(
      `SELECT accepts_bank_transfer, bank_account_number FROM sellers WHERE slug = $1`,
      [slug],
    );
    expect(shop).toEqual({ accepts_bank_transfer: true, bank_account_number: ACCOUNT });
    expect((await caller.call('GET', `/sellers/${slug}`)).status).toBe(200);
    const letters = await call<{ items: { id: string; number: string; kind: string }[] }>(
      owner,
      'GET',
      `/seller/${slug}/letters`,
    );
    expect(letters.body.items).toMatchObject([
      { kind: 'approval', number: expect.stringMatching(/^\d+\/2026\/TB-SÀN$/) },
    ]);
    const pdf = await fetch(`${app.url}/api/v1/seller/${slug}/letters/${letters.body.items[0]?.id}.pdf`, {
      headers: owner.headers,
    });
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  it('is one of two officers’ who press at once, with one letter', async () => {
    const slug = await submitted();
    const other = await people.officer('certification_officer');
    const answers = await Promise.all([
      call(approver, 'POST', `/admin/sellers/${slug}/approval`),
      call(other, 'POST', `/admin/sellers/${slug}/refusal`, { reason: 'other', words: 'Chưa rõ' }),
      call(approver, 'POST', `/admin/sellers/${slug}/approval`),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
    const letters = await database.query(
      `SELECT 1 FROM letters WHERE seller_id = (SELECT id FROM sellers WHERE slug = $1)`,
      [slug],
    );
    expect(letters).toHaveLength(1);
  });

  it('gives it back with the words at their steps, and may be answered by sending it again', async () => {
    const slug = await submitted();
    const items = [{ step: 'bank', words: 'Chụp lại cho rõ số tài khoản' }];
    expect((await call(approver, 'POST', `/admin/sellers/${slug}/addition-requests`, { items })).status).toBe(
      204,
    );
    const home = await call<{ additions: unknown; additionsUntil: string; status: string }>(
      owner,
      'GET',
      `/seller/${slug}`,
    );
    expect(home.body).toMatchObject({ additions: items, additionsUntil: '2026-12-23', status: 'draft' });
    expect((await call(owner, 'POST', `/seller/${slug}/application/submission`)).status).toBe(204);
  });

  it('asks for a reason of the list, and leaves everything as it was without one', async () => {
    const slug = await submitted();
    const answer = await call(approver, 'POST', `/admin/sellers/${slug}/refusal`, {
      reason: 'because',
      words: 'Không',
    });
    expect(answer.status).toBe(400);
    expect(await statusOf(slug)).toBe('submitted');
  });

  it('is never about one’s own work, also where the code would let it pass', async () => {
    const officer = await people.officer('approver');
    const slug = await submitted(officer);
    const answer = await call<{ code: string }>(officer, 'POST', `/admin/sellers/${slug}/approval`);
    expect(answer.body.code).toBe('not_allowed');
    expect(await statusOf(slug)).toBe('submitted');
    await expect(
      database.query(
        `UPDATE seller_applications SET verified_by = submitted_by, verified_at = now(), verification_method = 'manual'
         WHERE seller_id = (SELECT id FROM sellers WHERE slug = $1)`,
        [slug],
      ),
    ).rejects.toThrow('own_work');
  });

  it('numbers letters without a gap, also when twenty decide at once and some are refused', async () => {
    const owners = await people.persons(Array.from({ length: 20 }, () => ({})));
    const slugs: string[] = [];
    for (const person of owners) slugs.push(await submitted(person));
    await Promise.all(
      slugs.flatMap((slug) => [0, 1].map(() => call(approver, 'POST', `/admin/sellers/${slug}/approval`))),
    );
    const numbers = await database.query<{ number: number }>(
      `SELECT number FROM letters WHERE year = 2026 ORDER BY number`,
    );
    expect(numbers.map(({ number }) => number)).toEqual(numbers.map((_, index) => index + 1));
  });
});

describe('a suspension', () => {
  async function approved(): Promise<string> {
    const slug = await submitted();
    await call(approver, 'POST', `/admin/sellers/${slug}/approval`);
    return slug;
  }

  it('begins five days after its notice and not a minute before, by the worker', async () => {
    const slug = await approved();
    const at = clock.now();
    const body = { reason: 'orders_not_served', words: 'Nhiều đơn bị bỏ' };
    expect((await call(approver, 'POST', `/admin/sellers/${slug}/suspensions`, body)).status).toBe(204);
    expect((await call(approver, 'POST', `/admin/sellers/${slug}/suspensions`, body)).status).toBe(409);
    clock.advance(5 * 24 * 60 * 60_000 - 60_000);
    await app.get(BeginSuspensions).run();
    expect(await statusOf(slug)).toBe('approved');
    clock.advance(60_000);
    const begun = await Promise.all([app.get(BeginSuspensions).run(), app.get(BeginSuspensions).run()]);
    expect(begun.reduce((sum, count) => sum + count)).toBe(1);
    expect(await statusOf(slug)).toBe('suspended');
    expect((await call(approver, 'DELETE', `/admin/sellers/${slug}/suspensions/current`)).status).toBe(204);
    expect(await statusOf(slug)).toBe('approved');
    clock.set(at);
  });

  it('begins at once on an authority’s request, and never earlier than the law lets it otherwise', async () => {
    const slug = await approved();
    const authority = 'Công văn 12/MẪU của cơ quan mẫu';
    await call(approver, 'POST', `/admin/sellers/${slug}/suspensions`, {
      reason: 'authority',
      words: 'Theo yêu cầu',
      authority,
    });
    expect(await statusOf(slug)).toBe('suspended');
    await expect(
      database.query(`UPDATE suspensions SET authority_request = NULL WHERE authority_request = $1`, [
        authority,
      ]),
    ).rejects.toThrow('notice');
  });

  it('ends with the closing of the shop, from which nobody comes back', async () => {
    const slug = await approved();
    const body = { reason: 'asked_by_seller', words: 'Theo đề nghị' };
    expect((await call(approver, 'POST', `/admin/sellers/${slug}/closure`, body)).status).toBe(204);
    expect(await statusOf(slug)).toBe('closed');
    expect((await call(approver, 'POST', `/admin/sellers/${slug}/closure`, body)).status).toBe(409);
    expect((await call(owner, 'GET', `/seller/${slug}`)).status).toBe(200);
  });
});

describe('the desk', () => {
  it('lists what is due soonest first, and only the officer’s communes', async () => {
    const slug = await submitted();
    const list = await call<{ items: { slug: string; daysLeft: number | null }[] }>(
      approver,
      'GET',
      '/admin/sellers?status=submitted&limit=100',
    );
    expect(list.body.items).toContainEqual(expect.objectContaining({ slug, daysLeft: 7 }));
    const stranger = await people.officer('approver', ['32191']);
    expect((await call<{ items: unknown[] }>(stranger, 'GET', '/admin/sellers')).body.items).toEqual([]);
    expect((await call(stranger, 'GET', `/admin/sellers/${slug}`)).status).toBe(404);
    expect((await call(stranger, 'POST', `/admin/sellers/${slug}/approval`)).status).toBe(404);
    expect(await statusOf(slug)).toBe('submitted');
  });

  it('pages through every order without losing or repeating a shop', async () => {
    for (const sort of ['due', 'newest', 'name']) {
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: { body: { items: { slug: string }[]; nextCursor: string | null } } = await call(
          approver, 'GET', `/admin/sellers?sort=${sort}&limit=7${cursor === '' ? '' : `&cursor=${cursor}`}`,
        ); // prettier-ignore
        seen.push(...page.body.items.map(({ slug }) => slug));
        cursor = page.body.nextCursor;
      }
      const all = await database.query(`SELECT 1 FROM sellers`);
      expect(new Set(seen).size, sort).toBe(all.length);
      expect(seen, sort).toHaveLength(all.length);
    }
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}
