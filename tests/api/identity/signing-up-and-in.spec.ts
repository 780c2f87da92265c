import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeClock } from '#kernel/time';
import { testApp, type TestApp } from '../../support/app.js';
import type { ProblemBody } from '../../support/buyer.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { currentConsents, Visitor, type SignedInBody } from '../../support/visitor.js';

const PHONE = '+84912000001';
const PASSWORD = 'ba khía muối đêm trăng';

let database: TestDatabase;
let app: TestApp;
let clock: FakeClock;
const visitor = (): Visitor => new Visitor(app, database);

beforeAll(async () => {
  database = await testDatabase();
  clock = clockAtSeeding();
  app = await testApp({ database, clock });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

describe('opening an account', () => {
  it('takes a phone number and the code that went there, and signs in', async () => {
    const somebody = visitor();
    const { account, session, secondFactorNeeded } = await somebody.signUp(PHONE, {
      name: '  Trần Thị Thử  ',
      password: PASSWORD,
    });
    expect(account.name).toBe('Trần Thị Thử');
    expect(secondFactorNeeded).toBe(false);
    const me = await somebody.call('GET', '/me');
    expect(me.body).toEqual({
      id: account.id,
      name: 'Trần Thị Thử',
      phone: PHONE,
      email: null,
      hasPassword: true,
      totp: false,
      passkeys: 0,
      recoveryCodesLeft: 0,
      secondFactor: false,
      secondFactorNeeded: false,
      freshUntil: new Date(clock.now().getTime() + 600_000).toISOString(),
      duties: [],
      permissions: [],
    });
    const list = await somebody.call('GET', '/sessions');
    expect(list.body).toMatchObject({ items: [{ id: session.id, current: true, label: 'Thiết bị khác' }] });
    expect(await consentsOf(account.id)).toEqual([
      ['privacy', true],
      ['terms', true],
    ]);
  });

  it('needs no second message when the number was proven at sign-in', async () => {
    const [somebody, phone] = [visitor(), '+84912000002'];
    const { ticket } = await somebody.askForCode({ phone });
    const code = await somebody.readCode(phone);
    const asked = await somebody.call<ProblemBody & { proof: string }>('POST', '/sessions', {
      phone,
      ticket,
      code,
    });
    expect([asked.status, asked.body.code]).toEqual([409, 'account_needed']);
    const { proof } = asked.body;
    const form = { proof, name: 'Lê Văn Thử', consents: currentConsents(clock.now()) };
    const other = await somebody.call<ProblemBody>('POST', '/accounts', { ...form, phone: '+84912000009' });
    expect([other.status, other.body.code]).toEqual([401, 'bad_credentials']);
    const again = await somebody.call<ProblemBody>('POST', '/accounts', { ...form, phone });
    expect(again.status, 'a proof opens once, and was tried').toBe(401);
    const fresh = await proofFor(phone);
    const opened = await somebody.call<SignedInBody>('POST', '/accounts', { ...form, proof: fresh, phone });
    expect([opened.status, opened.body.account.name]).toEqual([201, 'Lê Văn Thử']);
  });

  it('takes an e-mail address as well', async () => {
    const somebody = visitor();
    const email = 'Thu.Thu@Mau.Example.vn';
    const { ticket } = await somebody.askForCode({ email });
    const code = await somebody.readCode('thu.thu@mau.example.vn');
    const form = { email, ticket, code, name: 'Thử Thư', consents: currentConsents(clock.now()) };
    expect((await somebody.call('POST', '/accounts', form)).status).toBe(201);
    expect((await somebody.call('GET', '/me')).body).toMatchObject({
      email: 'thu.thu@mau.example.vn',
      phone: null,
    });
  });

  it('refuses before the code is used up whatever is wrong without it', async () => {
    const [somebody, phone] = [visitor(), '+84912000003'];
    const { ticket } = await somebody.askForCode({ phone });
    const code = await somebody.readCode(phone);
    const consents = currentConsents(clock.now());
    const right = { phone, ticket, code, name: 'Người Thử', consents };
    const wrongs: [object, string][] = [
      [{ ...right, name: ' ' }, 'name required'],
      [{ ...right, name: 'a\u0000b' }, 'name bad_characters'],
      [{ ...right, consents: {} }, 'consents.terms required'],
      [{ ...right, consents: { ...consents, terms: '1999-01' } }, 'consents.terms outdated'],
      [{ ...right, consents: { ...consents, news: 'x' } }, 'consents.news unknown_field'],
      [{ ...right, password: 'short' }, 'password too_short'],
      [{ ...right, password: 'mậtkhẩu123' }, 'password too_common'],
      [{ ...right, password: '0912000003 ok' }, 'password about_owner'],
      [{ ...right, code: '12345' }, 'code bad_format'],
      [{ ...right, code: undefined }, 'code required'],
      [{ ...right, phone: '02903831234' }, 'phone bad_phone'],
      [{ ...right, phone: '+4915123456789' }, 'phone bad_phone'],
      [{ ...right, role: 'administrator' }, 'role unknown_field'],
      [{ ...right, status: 'active' }, 'status unknown_field'],
      [{ ...right, id: PHONE }, 'id unknown_field'],
      [{ ...right, duties: [{ role: 'approver' }] }, 'duties unknown_field'],
      [{ ...right, sellerId: PHONE }, 'sellerId unknown_field'],
    ];
    for (const [form, field] of wrongs) {
      const answer = await somebody.call<ProblemBody>('POST', '/accounts', form);
      const fields = answer.body.errors?.map((error) => `${error.path} ${error.code}`);
      expect([answer.status, fields], JSON.stringify(form)).toEqual([400, expect.arrayContaining([field])]);
    }
    expect((await somebody.call('POST', '/accounts', right)).status).toBe(201);
  });

  it('refuses a number that has an account, and leaves that account alone', async () => {
    const stranger = visitor();
    const { ticket } = await stranger.askForCode({ phone: PHONE });
    const form = { phone: PHONE, ticket, code: await stranger.readCode(PHONE), name: 'Kẻ Khác' };
    const consents = currentConsents(clock.now());
    const answer = await stranger.call<ProblemBody>('POST', '/accounts', { ...form, consents });
    expect([answer.status, answer.body.code]).toEqual([409, 'account_exists']);
    expect(stranger.cookies.size).toBe(0);
    await stranger.signIn({ phone: PHONE, password: PASSWORD });
    expect((await stranger.call('GET', '/me')).body['name']).toBe('Trần Thị Thử');
  });
});

describe('signing in', () => {
  it('takes the number as people type it, with a password or a code', async () => {
    for (const phone of ['0912 000 001', '+84 912 000 001', '0912.000.001']) {
      expect((await visitor().signIn({ phone, password: PASSWORD })).account.name).toBe('Trần Thị Thử');
    }
    expect((await visitor().signInByCode(PHONE)).account.name).toBe('Trần Thị Thử');
    const typed = PASSWORD.normalize('NFD');
    expect((await visitor().signIn({ phone: PHONE, password: typed })).account.name).toBe('Trần Thị Thử');
  });

  it('says the same of a wrong password, an unknown number and an account without a password', async () => {
    await visitor().signUp('+84912000004');
    const answers: unknown[][] = [];
    for (const phone of [PHONE, '+84912999999', '+84912000004']) {
      const { status, body, headers } = await visitor().call('POST', '/sessions', {
        phone,
        password: 'wrong',
      });
      const { requestId: _, ...said } = body as { requestId: string };
      answers.push([status, said, headers.get('set-cookie')]);
    }
    expect(answers).toEqual(Array.from({ length: 3 }, () => answers[0]));
    expect(answers[0]).toMatchObject([401, { code: 'bad_credentials' }, null]);
  });

  it('keeps its tokens in cookies that scripts and other sites do not get', async () => {
    const somebody = visitor();
    const answer = await somebody.call('POST', '/sessions', { phone: PHONE, password: PASSWORD });
    const cookies = answer.headers.getSetCookie();
    expect(cookies).toEqual([
      expect.stringMatching(/^floor_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=15552000$/),
      expect.stringMatching(/^floor_device=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=31536000$/),
    ]);
    expect(answer.text).not.toContain(somebody.cookies.get('floor_session'));
    const secure = await testApp({ database, clock, env: { PUBLIC_URL: 'https://san.example.vn' } });
    try {
      const over = await new Visitor(secure, database).call('POST', '/sessions', {
        phone: PHONE,
        password: PASSWORD,
      });
      expect(over.headers.getSetCookie().every((line) => line.endsWith('; Secure'))).toBe(true);
    } finally {
      await secure.close();
    }
  });

  it('of a blocked account is refused like a wrong password', async () => {
    const somebody = visitor();
    const { account } = await somebody.signUp('+84912000005', { password: PASSWORD });
    await database.query(`UPDATE accounts SET status = 'blocked' WHERE id = $1`, [account.id]);
    expect((await somebody.call('GET', '/me')).status).toBe(401);
    const forms = [
      { phone: '+84912000005', password: PASSWORD },
      {
        phone: '+84912000005',
        ...(await somebody.askForCode({ phone: '+84912000005' })),
        code: await somebody.readCode('+84912000005'),
      },
    ].map(({ phone, ...rest }) => ({
      phone,
      ...('password' in rest ? { password: rest.password } : { ticket: rest.ticket, code: rest.code }),
    }));
    for (const form of forms) {
      const answer = await somebody.call<ProblemBody>('POST', '/sessions', form);
      expect([answer.status, answer.body.code]).toEqual([401, 'bad_credentials']);
    }
  });
});

async function proofFor(phone: string): Promise<string> {
  const somebody = visitor();
  const { ticket } = await somebody.askForCode({ phone });
  const form = { phone, ticket, code: await somebody.readCode(phone) };
  return (await somebody.call<{ proof: string }>('POST', '/sessions', form)).body.proof;
}

async function consentsOf(accountId: string): Promise<[string, boolean][]> {
  const rows = await database.query<{ purpose: string; granted: boolean }>(
    `SELECT purpose, granted FROM consents WHERE account_id = $1 ORDER BY purpose`,
    [accountId],
  );
  return rows.map(({ purpose, granted }) => [purpose, granted]);
}
