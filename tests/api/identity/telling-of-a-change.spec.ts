import { uuidv7 } from '#kernel/ids';
import { DAY_MS, MINUTE_MS, type FakeClock } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ContactNotice,
  type ContactChange,
} from '../../../apps/api/src/modules/identity/accounts/contact-notice.js';
import { OneTimeCodes } from '../../../apps/api/src/modules/identity/index.js';
import { EraseAccount } from '../../../apps/api/src/modules/privacy/erasure/erase-account.js';
import { ErasureNotice } from '../../../apps/api/src/modules/privacy/erasure/erasure-notice.js';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.js';
import { partsOf, smsText } from '../../../apps/api/src/platform/mail/sms-text.js';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { MessageGateway, type Taken } from '../../support/message-gateways.js';
import { readMessages } from '../../support/outbox.js';
import { smsParts } from '../../support/sms-parts.js';
import { currentConsents, deliverCodes, Visitor } from '../../support/visitor.js';

const SMS = { token: 'sms-token-of-a-test', sender: 'SAN OCOP' };

let database: TestDatabase;
let app: TestApp;
let sms: MessageGateway;
let clock: FakeClock;
let numbers = 0;
let phone: string;
let owner: Visitor;

const newPhone = (): string => `+84931${String((numbers += 1)).padStart(6, '0')}`;
const national = (e164: string): string => e164.replace('+', '');

beforeAll(async () => {
  database = await testDatabase();
  clock = clockAtSeeding();
  sms = await MessageGateway.sms(SMS);
  const env = { SMS_URL: sms.url, SMS_TOKEN: SMS.token, SMS_SENDER: SMS.sender };
  app = await testApp({ database, clock, env });
});
afterAll(async () => {
  await app.close();
  await sms.close();
  await database.drop();
});

/** The newest code that reached that phone by SMS, or that mailbox. */
async function code(to: string): Promise<string> {
  await deliverCodes(app, database);
  const said = to.startsWith('+')
    ? sms.taken.filter((taken) => taken.to === national(to)).map((taken) => taken.said)
    : (await readMessages(database)).filter((message) => message.to.email === to).map(({ text }) => text);
  return /\b\d{6}\b/.exec(said.at(-1) ?? '')?.[0] ?? '';
}

/** Moves the account to that phone or mailbox; what comes of it. */
async function moveTo(contact: { phone: string } | { email: string }): Promise<number> {
  const { ticket } = await owner.askForCode(contact);
  const form = { ...contact, ticket, code: await code(Object.values(contact)[0] as string) };
  return (await owner.call('PUT', 'phone' in contact ? '/me/phone' : '/me/email', form)).status;
}

/** What waits to be told, told twice: by SMS, and by mail. */
async function told(): Promise<{ bySms: Taken[]; byMail: string[] }> {
  const jobs = await database.query<{ data: ContactChange }>(
    `DELETE FROM pgboss.job WHERE name = 'contact-notice' RETURNING data`,
  );
  const before = sms.taken.length;
  for (const { data } of jobs) await app.get(ContactNotice).send(data);
  const bySms = sms.taken.slice(before);
  for (const { data } of jobs) await app.get(ContactNotice).send(data);
  expect(new Set(sms.taken.slice(before).map(({ id }) => id)).size, 'twice is once').toBe(bySms.length);
  const mails = (await readMessages(database)).filter(({ id }) =>
    jobs.some(({ data }) => id === `contact-changed-${data.noticeId}-email`),
  );
  expect(JSON.stringify(jobs), 'no job names anybody').not.toMatch(/\+84|@/);
  return { bySms, byMail: mails.map(({ to, text }) => `${to.email}: ${text}`) };
}

beforeEach(async () => {
  phone = newPhone();
  owner = new Visitor(app, database);
  const { ticket } = await owner.askForCode({ phone });
  const form = { phone, ticket, code: await code(phone), name: 'Người Thử' };
  const consents = currentConsents(clock.now());
  expect((await owner.call('POST', '/accounts', { ...form, consents })).status).toBe(201);
});

describe('the owner is told', () => {
  it('on the old phone that the account has another one', async () => {
    const next = newPhone();
    expect(await moveTo({ phone: next })).toBe(204);
    const { bySms, byMail } = await told();
    expect(byMail).toEqual([]);
    expect(bySms.map(({ to }) => to)).toEqual([national(phone)]);
    expect(bySms[0]?.said).toBe(
      'San OCOP Ca Mau: tai khoan cua ban vua doi so dien thoai, so nay khong con dang nhap duoc. Khong phai ban lam? Goi ngay 0000 000 000.',
    );
    expect(bySms[0]?.said, 'nor where it is now').not.toContain(next.slice(-3));
  });

  it('on the phone that an address was added, and by both that it was changed', async () => {
    const [first, second] = [`cu${numbers}@mau.example.vn`, `moi${numbers}@mau.example.vn`];
    expect(await moveTo({ email: first })).toBe(204);
    const added = await told();
    expect(added.bySms.map(({ to }) => to)).toEqual([national(phone)]);
    expect(added.bySms[0]?.said).toContain('vua duoc them dia chi e-mail');
    expect(added.byMail).toEqual([]);
    clock.advance(MINUTE_MS);
    expect(await moveTo({ email: second })).toBe(204);
    const changed = await told();
    expect(changed.bySms.map(({ to }) => to)).toEqual([national(phone)]);
    expect(changed.byMail).toEqual([expect.stringContaining(`${first}: `)]);
    expect(changed.byMail[0]).toContain(', địa chỉ này không còn đăng nhập được.');
  });

  it('of nothing when nothing changed, or after the account was erased', async () => {
    expect(await moveTo({ phone })).toBe(204);
    expect(await told()).toEqual({ bySms: [], byMail: [] });
    await moveTo({ phone: newPhone() });
    const me = await owner.call<{ id: string }>('GET', '/me');
    await database.query(`DELETE FROM data_keys WHERE subject_id = $1`, [me.body.id]);
    expect(await told()).toEqual({ bySms: [], byMail: [] });
  });
});

it('messages to where somebody was reached before go with the account', async () => {
  const first = `truoc${numbers}@mau.example.vn`;
  await moveTo({ email: first });
  await told();
  await moveTo({ email: `sau${numbers}@mau.example.vn` });
  await told();
  const kept = async (): Promise<boolean> => JSON.stringify(await readMessages(database)).includes(first);
  expect(await kept()).toBe(true);
  expect((await owner.call('POST', '/me/erasure', {})).status).toBe(202);
  clock.advance(8 * DAY_MS);
  await app.get(EraseAccount).sweep();
  expect((await owner.call('GET', '/me')).status).toBe(401);
  expect(await kept()).toBe(false);
});

describe('what goes to a telephone', () => {
  it('is one part: codes, a change of the phone or address, an erasure that was asked for', async () => {
    const from = sms.taken.length;
    await moveTo({ email: `mot${numbers}@mau.example.vn` });
    await told();
    await moveTo({ phone: newPhone() });
    await told();
    expect((await owner.call('POST', '/sessions/current/fresh-check/code', {})).status).toBe(202);
    await deliverCodes(app, database);
    expect((await owner.call('POST', '/me/erasure', {})).status).toBe(202);
    const [erasure] = await database.query<{ id: string }>(
      `SELECT id FROM erasures ORDER BY id DESC LIMIT 1`,
    );
    await app.get(ErasureNotice).send(erasure?.id ?? '');
    const said = sms.taken.slice(from).map((taken) => taken.said);
    expect(said.length).toBeGreaterThanOrEqual(5);
    expect(said.filter((text) => smsParts(text) !== 1)).toEqual([]);
    expect(sms.faults).toEqual([]);
  });

  it.each([
    [
      'Đọc mã 123456 cho cán bộ “Đất Mũi” – không thì thôi…',
      'Doc ma 123456 cho can bo "Dat Mui" - khong thi thoi..',
    ],
    ['Ưu tiên ứng\u00a0dụng\ncủa  bạn ^_^ 🦐', 'Uu tien ung dung cua ban ?_? ?'],
  ])('is written as people write by SMS: %s', (text, short) => {
    expect(smsText(text)).toBe(short);
  });

  it('is paid for by the part', async () => {
    const spent = async (): Promise<number> => {
      const [row] = await database.query<{ vnd: number }>(
        `SELECT spent_vnd::int AS vnd FROM message_spendings ORDER BY day DESC LIMIT 1`,
      );
      return row?.vnd ?? 0;
    };
    const before = await spent();
    const words = 'Đọc mã cho cán bộ là bác đồng ý. '.repeat(8);
    await app.get(Transactions).run('officer', (tx) =>
      app.get(OneTimeCodes).send(tx, {
        purpose: 'mandate_consent',
        to: { kind: 'phone', value: phone },
        subjectId: uuidv7(),
        text: (digits) => `${digits} ${words}`,
      }),
    );
    expect((await spent()) - before).toBe(2 * 800);
    for (const length of [1, 160, 161, 306, 307])
      expect([length, partsOf('a'.repeat(length))]).toEqual([length, smsParts('a'.repeat(length))]);
  });

  it('is measured as a network measures it', () => {
    expect(['a'.repeat(160), 'a'.repeat(161), 'ạ'.repeat(70), 'ạ'.repeat(71)].map(smsParts)).toEqual([
      1, 2, 1, 2,
    ]);
    expect([smsParts('['.repeat(80)), smsParts('['.repeat(81))]).toEqual([1, 2]);
  });
});
