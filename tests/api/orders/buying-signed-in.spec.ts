import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, GroupPageBody, OrderPageBody, PlacedBody, ProblemBody } from '../../support/buyer.js';
import { Buyer, CONTACT, SHIP } from '../../support/buyer.js';
import { keptContact } from '../../support/contact.js';
import { everyRow } from '../../support/ledger.js';
import { People, type Person } from '../../support/people.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';
import { loggedStatements } from '../../support/statements.js';

interface Mine {
  items: {
    code: string;
    placedAt: string;
    totalVnd: number;
    orders: {
      code: string;
      status: string;
      firstLine: string;
      lines: number;
      totalVnd: number;
      seller: { slug: string };
    }[];
  }[];
  nextCursor: string | null;
}

let shop: SmallShop;
let people: People;
let person: Person;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop({ env: { DATABASE_POOL_SIZE: '1' } });
  people = new People(shop.app, shop.database, shop.clock);
});
afterAll(() => shop.close());
beforeEach(async () => {
  person = await people.person();
});

describe('a purchase of somebody signed in', () => {
  it('belongs to the account and opens, and is cancelled, by its session alone', async () => {
    const placed = await buy(person);
    const page = await as<GroupPageBody>(person, 'GET', `/order-groups/${placed.code}`);
    expect([page.status, page.body.contact.name]).toEqual([200, CONTACT.name]);
    const code = placed.orders[0]?.code ?? '';
    expect((await as(person, 'GET', `/orders/${code}`)).status).toBe(200);
    const cancelled = await as<OrderPageBody>(person, 'POST', `/orders/${code}/cancellation`, {});
    expect([cancelled.status, cancelled.body.status]).toEqual([201, 'cancelled']);
  });

  it('still opens with its token, without a session', async () => {
    const placed = await buy(person);
    expect((await shop.buyer.page(placed)).status).toBe(200);
  });

  it('is nobody else’s: a stranger’s session, a guest, a token without scope', async () => {
    const placed = await buy(person);
    const code = placed.orders[0]?.code ?? '';
    const stranger = await people.person();
    const token = await people.signIn({ ...person }, { scopes: [] });
    const before = await everyRow(shop.database);
    for (const [who, status] of [
      [stranger, 404],
      [null, 401],
      [token, 401],
    ] as const) {
      const answers = [
        await as<ProblemBody>(who, 'GET', `/order-groups/${placed.code}`),
        await as<ProblemBody>(who, 'GET', `/orders/${code}`),
        await as<ProblemBody>(who, 'POST', `/orders/${code}/cancellation`, {}),
      ];
      expect(answers.map((answer) => answer.status)).toEqual([status, status, status]);
    }
    expect(await everyRow(shop.database)).toEqual(before);
  });

  it('of a guest does not open by whatever session', async () => {
    const placed = await buy(null);
    expect((await as(person, 'GET', `/order-groups/${placed.code}`)).status).toBe(404);
    expect((await mine()).items).toEqual([]);
  });

  it('costs the placement not one statement more', async () => {
    const signedIn = await statementsOf(person);
    expect(signedIn.filter((text) => text.startsWith('SELECT session_id')).length).toBe(1);
    expect(signedIn.filter((text) => !text.startsWith('SELECT session_id'))).toEqual(
      await statementsOf(null),
    );
  });

  it('is placed once also when the signed-in request is repeated', async () => {
    const cartId = await shop.buyer.cart({ [await variant()]: 1 });
    const quote = await shop.buyer.quote(cartId);
    const order = {
      cartId,
      contact: CONTACT,
      delivery: SHIP,
      payment: 'cod',
      expectedTotalVnd: quote.totalVnd,
    };
    const headers = { ...person.headers, 'idempotency-key': 'cung-mot-lan-bam' };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => shop.buyer.call<PlacedBody>('POST', '/order-groups', order, headers)),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await mine()).items.map(({ code }) => code)).toEqual([answers[0]?.body.code]);
  });
});

describe('“my purchases”', () => {
  it('are listed newest first, page by page, each once', async () => {
    const codes: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      codes.unshift((await buy(person)).code);
      // Two in one instant: the order among them is by id, and no page loses one.
      if (n !== 2) shop.clock.advance(60_000);
    }
    const pages: Mine[] = [];
    for (let cursor = ''; pages.length < 4;) {
      const page = await mine(`?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      pages.push(page);
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(pages.map(({ items }) => items.length)).toEqual([2, 2, 1]);
    expect(pages.flatMap(({ items }) => items.map(({ code }) => code)).sort()).toEqual([...codes].sort());
    const placedAt = pages.flatMap(({ items }) => items.map((item) => item.placedAt));
    expect(placedAt).toEqual([...placedAt].sort().reverse());
    const [first] = pages[0]?.items ?? [];
    expect(first?.orders).toMatchObject([{ status: 'placed', lines: 1, seller: { slug: 'rach-goc' } }]);
  });

  it('refuse a cursor that is no cursor of theirs', async () => {
    const answer = await as<ProblemBody>(person, 'GET', '/me/order-groups?cursor=abc');
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_cursor']);
  });
});

it('no clear value of a buyer stands in any table, and the purchase still knows all of it', async () => {
  const contact = { name: 'Bà Năm Rất Riêng', phone: '0987654321', email: 'nam-rat-rieng@example.vn' };
  const delivery = {
    method: 'ship',
    provinceCode: '01',
    ward: 'Phường Rất Riêng',
    line: 'Số 99 đường Rất Riêng',
  };
  const invoice = {
    name: 'Hộ Rất Riêng',
    taxCode: '0000000017',
    address: 'Ấp Rất Riêng',
    email: 'hoa-don-rat-rieng@example.vn',
  };
  const cartId = await shop.buyer.cart({ [await variant()]: 1 });
  const quote = await shop.buyer.quote(cartId, delivery);
  const placed = await shop.buyer.place(cartId, quote, {
    contact,
    delivery,
    invoice,
    note: 'Ghi chú rất riêng',
  });
  expect(placed.status).toBe(201);
  const text = (await wholeDatabase()).toLowerCase();
  for (const value of ['rất riêng', 'rat-rieng', '987654321']) expect(text).not.toContain(value);
  expect(await keptContact(shop.app, placed.body.code)).toEqual({
    ...contact,
    phone: '+84987654321',
    ward: delivery.ward,
    line: delivery.line,
    note: 'Ghi chú rất riêng',
    invoice,
  });
});

async function variant(): Promise<string> {
  return (await shop.floor.product({ slug: `mon-${(made += 1)}`, seller: shop.seller })).variantId;
}

function as<Body = Record<string, unknown>>(
  who: Person | null,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer<Body>> {
  return new Buyer(shop.app.url).call<Body>(method, path, body, who?.headers);
}

async function buy(who: Person | null): Promise<PlacedBody> {
  const cartId = await shop.buyer.cart({ [await variant()]: 1 });
  const quote = await shop.buyer.quote(cartId);
  const placed = await shop.buyer.call<PlacedBody>(
    'POST',
    '/order-groups',
    { cartId, contact: CONTACT, delivery: SHIP, payment: 'cod', expectedTotalVnd: quote.totalVnd },
    { ...who?.headers, 'idempotency-key': `lan-${(made += 1)}-${'x'.repeat(8)}` },
  );
  expect(placed.status).toBe(201);
  return placed.body;
}

async function mine(query = ''): Promise<Mine> {
  return (await as<Mine>(person, 'GET', `/me/order-groups${query}`)).body;
}

async function statementsOf(who: Person | null): Promise<string[]> {
  await buy(who);
  const cartId = await shop.buyer.cart({ [await variant()]: 1 });
  const quote = await shop.buyer.quote(cartId);
  return loggedStatements(shop.app, async () => {
    await shop.buyer.call(
      'POST',
      '/order-groups',
      { cartId, contact: CONTACT, delivery: SHIP, payment: 'cod', expectedTotalVnd: quote.totalVnd },
      { ...who?.headers, 'idempotency-key': `dem-${(made += 1)}-${'x'.repeat(8)}` },
    );
  });
}

async function wholeDatabase(): Promise<string> {
  const tables = await shop.database.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'pgboss')`,
  );
  const rows = await Promise.all(
    tables.map(({ name }) => shop.database.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`)),
  );
  return rows.flatMap((all) => all.map(({ row }) => row)).join('\n');
}
