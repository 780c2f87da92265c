import { addDays, addMonths, DAY_MS, MINUTE_MS, startOfVietnamDay, vietnamDay } from '#kernel/time';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeepContacts } from '../../../apps/api/src/modules/orders/keep-contacts.js';
import { OrderContacts } from '../../../apps/api/src/modules/orders/order-contacts.js';
import { OrderGroup } from '../../../apps/api/src/modules/orders/order-group.entity.js';
import { OrderMessages } from '../../../apps/api/src/modules/orders/order-messages.js';
import { EraseAccount } from '../../../apps/api/src/modules/privacy/erasure/erase-account.js';
import { ErasureNotice } from '../../../apps/api/src/modules/privacy/erasure/erasure-notice.js';
import { SellerTransactions } from '../../../apps/api/src/modules/sellers/index.js';
import { Buyer, SHIP, type Answer, type PlacedBody, type ProblemBody } from '../../support/buyer.js';
import { SEEDED_AT } from '../../support/clock.js';
import { keptContact } from '../../support/contact.js';
import { readMessages } from '../../support/outbox.js';
import { People, type Person } from '../../support/people.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';
import { wholeCopy } from '../../support/whole-copy.js';

interface State {
  status: string;
  requestedAt: string | null;
  dueAt: string | null;
  lawfulUntil: string | null;
  obstacles: object[];
}

let shop: SmallShop;
let people: People;
let person: Person;
let variantId: string;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop({ env: { LOG_LEVEL: 'error' } });
  people = new People(shop.app, shop.database, shop.clock);
  ({ variantId } = await shop.floor.product({ slug: 'muoi', seller: shop.seller, onHand: 900 }));
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.clock.set(SEEDED_AT);
  made += 1;
  person = await people.person({
    name: `Người Rất Riêng ${made}`,
    phone: `+8497765${String(made).padStart(4, '0')}`,
  });
});
afterEach(() => vi.restoreAllMocks());

const call = <Body = State>(method: string, path: string, body?: unknown, who: Person = person) =>
  new Buyer(shop.app.url).call<Body>(method, path, body, who.headers);
const ask = <Body = State>(who: Person = person): Promise<Answer<Body>> =>
  call<Body>('POST', '/me/erasure', {}, who);
const sweep = () => shop.app.get(EraseAccount).sweep();
const pass = (days: number): void => shop.clock.advance(days * DAY_MS);

describe('asking for it', () => {
  it('is acknowledged at once, told to the owner, and done only after a week', async () => {
    const asked = await ask();
    expect(asked.status).toBe(202);
    expect(asked.body).toEqual({
      status: 'waiting',
      requestedAt: SEEDED_AT.toISOString(),
      dueAt: new Date(SEEDED_AT.getTime() + 7 * DAY_MS).toISOString(),
      lawfulUntil: new Date(SEEDED_AT.getTime() + 20 * DAY_MS).toISOString(),
      obstacles: [],
    });
    const id = await erasureId();
    await shop.app.get(ErasureNotice).send(id);
    await shop.app.get(ErasureNotice).send(id);
    const told = (await readMessages(shop.database)).filter(({ to }) => to.phone === person.phone);
    expect(told.map((message) => message.id)).toEqual([`erasure-${id}`]);
    pass(6.9);
    await sweep();
    expect(await statusOf()).toBe('active');
    pass(0.2);
    await sweep();
    expect(await statusOf()).toBe('erased');
  });

  it('twice, or by two devices at once, is one request', async () => {
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    const rows = await shop.database.query(`SELECT id FROM erasures WHERE account_id = $1`, [
      person.accountId,
    ]);
    expect(rows.length).toBe(1);
  });

  it('can be taken back until it is carried out, and asked for again', async () => {
    expect((await call<ProblemBody>('DELETE', '/me/erasure')).status).toBe(404);
    await ask();
    expect((await call('DELETE', '/me/erasure')).status).toBe(204);
    expect((await call('GET', '/me/erasure')).body).toMatchObject({ status: 'none', dueAt: null });
    pass(30);
    await sweep();
    expect(await statusOf()).toBe('active');
    await people.signIn(person);
    expect((await ask()).status).toBe(202);
  });

  it('is taken back by nobody but its owner, shown afresh', async () => {
    await ask();
    shop.clock.advance(11 * MINUTE_MS);
    const kept = await call<ProblemBody>('DELETE', '/me/erasure');
    expect([kept.status, kept.body.code]).toEqual([403, 'fresh_check_required']);
    expect((await call('GET', '/me/erasure')).body.status).toBe('waiting');
    await people.signIn(person, { scopes: ['account'] });
    expect((await call<ProblemBody>('DELETE', '/me/erasure')).body.code).toBe('fresh_check_required');
    expect((await call('GET', '/me/erasure')).body.status).toBe('waiting');
    await people.signIn(person);
    expect((await call('DELETE', '/me/erasure')).status).toBe(204);
  });

  it('waits as long as the setting says, and never past the law', async () => {
    for (const [days, expected] of [
      [2, 2],
      [90, 20],
      ['viel', 7],
    ] as const) {
      await shop.database.query(
        `INSERT INTO floor_settings (key, value) VALUES ('privacy.erasure_waiting_days', $1)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
        [JSON.stringify(days)],
      );
      const someone = await people.person();
      const { body } = await ask(someone);
      expect(body.dueAt).toBe(new Date(SEEDED_AT.getTime() + expected * DAY_MS).toISOString());
    }
    await shop.database.query(`DELETE FROM floor_settings WHERE key = 'privacy.erasure_waiting_days'`);
  });
});

describe('an erased person', () => {
  it('is found in no table, no file and no log, while the seller still reads what the law keeps', async () => {
    const said: string[] = [];
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, 'write').mockImplementation((text) => said.push(String(text)) > 0);
    const placed = await liveALittle();
    const told = { reason: 'other', words: 'Nhãn in sai.' };
    expect((await call('POST', '/products/muoi/reports', told)).status).toBe(201);
    const { phone, name } = person;
    const secrets = [phone, phone.slice(3), name, 'Ấp Rất Riêng', 'Gửi bà con Rất Riêng'];
    const before = await wholeCopy(shop.database);
    expect(before).toContain(phone);
    await ask();
    pass(7);
    expect(await sweep()).toBeGreaterThanOrEqual(1);

    const after = await wholeCopy(shop.database);
    for (const secret of secrets) expect([secret, after.includes(secret)]).toEqual([secret, false]);
    for (const secret of secrets) expect([secret, said.join('').includes(secret)]).toEqual([secret, false]);
    // Nothing sealed of them opens any more: the key is gone.
    expect(
      await shop.database.query(`SELECT FROM data_keys WHERE subject_id = $1`, [person.accountId]),
    ).toEqual([]);
    expect(
      await shop.database.query(`SELECT FROM sessions WHERE account_id = $1`, [person.accountId]),
    ).toEqual([]);
    expect(await shop.database.query(`SELECT reporter_id AS by FROM reports`)).toEqual([{ by: null }]);
    expect((await call<ProblemBody>('GET', '/me/erasure')).status).toBe(401);

    expect(await contactForSeller(placed.code)).toMatchObject({ name, phone, line: 'Ấp Rất Riêng' });
    shop.clock.set(startOfVietnamDay(addDays(addMonths(vietnamDay(SEEDED_AT), 36), 1)));
    await shop.app.get(KeepContacts).run();
    expect(await keptContact(shop.app, placed.code)).toBeNull();
    expect(await contactForSeller(placed.code)).toBeNull();
  });

  it('leaves the number free for a new account, and history with nothing to read', async () => {
    await ask();
    pass(7);
    await sweep();
    const again = await people.person({ phone: person.phone });
    expect(again.accountId).not.toBe(person.accountId);
    const actions = await shop.database.query<{ action: string }>(
      `SELECT action FROM audit_records WHERE subject_id = $1 ORDER BY id`,
      [person.accountId],
    );
    expect(actions.map(({ action }) => action)).toEqual(['account.erasure_requested', 'account.erased']);
  });

  it('is erased once, whatever runs twice', async () => {
    await ask();
    pass(7);
    const id = await erasureId();
    const runs = await Promise.all([
      shop.app.get(EraseAccount).run(id),
      shop.app.get(EraseAccount).run(id),
      sweep(),
    ]);
    expect(runs.filter((run) => run === true || run === 1).length).toBeGreaterThanOrEqual(1);
    expect(await shop.app.get(EraseAccount).run(id)).toBe(false);
    const rows = await shop.database.query(
      `SELECT FROM audit_records WHERE subject_id = $1 AND action = 'account.erased'`,
      [person.accountId],
    );
    expect(rows.length).toBe(1);
  });
});

/** An address, consents, a cart, a purchase with its message, a membership: something in every corner. */
async function liveALittle(): Promise<PlacedBody> {
  await call('POST', '/me/addresses', {
    name: person.name,
    phone: person.phone,
    communeCode: '32191',
    line: 'Ấp Rất Riêng',
  });
  await call('PUT', '/me/consents/news', { granted: true, version: '2026-11' });
  const cartId = await shop.buyer.cart({ [variantId]: 1 });
  const { totalVnd } = await shop.buyer.quote(cartId);
  const placed = await new Buyer(shop.app.url).call<PlacedBody>(
    'POST',
    '/order-groups',
    {
      cartId,
      contact: { name: person.name, phone: person.phone },
      delivery: { ...SHIP, line: 'Ấp Rất Riêng' },
      payment: 'cod',
      expectedTotalVnd: totalVnd,
      note: 'Gửi bà con Rất Riêng',
    },
    { ...person.headers, 'idempotency-key': `xoa-${made}-12345678` },
  );
  expect(placed.status).toBe(201);
  const [group] = await shop.database.query<{ id: string }>(`SELECT id FROM order_groups WHERE code = $1`, [
    placed.body.code,
  ]);
  await shop.app.get(OrderMessages).confirm(group?.id ?? '');
  const open = await shop.buyer.cart({ [variantId]: 2 });
  await call('POST', `/carts/${open}/attachment`, {});
  await people.member(person, shop.seller, ['orders']);
  await people.member(await people.person(), shop.seller);
  return placed.body;
}

/** What somebody at the shop reads of the purchase, through the wall between shops. */
async function contactForSeller(groupCode: string): Promise<object | null> {
  const member = await people.person();
  await people.member(member, shop.seller);
  const principal = {
    accountId: member.accountId,
    sessionId: member.sessionId,
    tokenHash: await tokenHashOf(member),
    kind: 'session' as const,
    scopes: null,
    secondFactor: true,
    freshAt: null,
    duties: [],
  };
  return shop.app.get(SellerTransactions).run(principal, shop.seller.slug, 'orders', async (tx) => {
    const group = await tx
      .createQueryBuilder(OrderGroup, 'g')
      .select(['g.id', 'g.contactSealed', 'g.contactClear'])
      .where('g.code = :groupCode', { groupCode })
      .getOneOrFail();
    return shop.app.get(OrderContacts).open(tx, group);
  });
}

async function tokenHashOf({ sessionId }: Person): Promise<string> {
  const [row] = await shop.database.query<{ hash: string }>(
    `SELECT token_hash AS hash FROM sessions WHERE id = $1`,
    [sessionId],
  );
  return row?.hash ?? '';
}

async function erasureId(): Promise<string> {
  const [row] = await shop.database.query<{ id: string }>(`SELECT id FROM erasures WHERE account_id = $1`, [
    person.accountId,
  ]);
  return row?.id ?? '';
}

async function statusOf(): Promise<unknown> {
  const [row] = await shop.database.query(`SELECT status FROM accounts WHERE id = $1`, [person.accountId]);
  return row?.['status'];
}
