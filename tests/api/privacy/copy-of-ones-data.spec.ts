import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copiedColumns, fieldName } from '../../../apps/api/src/platform/privacy/copy-by-registry.js';
import { fieldWords } from '../../../apps/api/src/platform/privacy/field-words.js';
import { personalColumns } from '../../../apps/api/src/platform/privacy/personal-columns.js';
import { Buyer, SHIP, type PlacedBody } from '../../support/buyer.js';
import { People, type Person } from '../../support/people.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

interface Copy {
  accountId: string;
  generatedAt: string;
  sections: {
    table: string;
    title: { vi: string; en: string };
    fields: { name: string; label: { vi: string; en: string } }[];
    rows: Record<string, unknown>[];
  }[];
  withheld: { table: string; field: string; reason: string }[];
}

const ofAccounts = Object.entries(personalColumns).filter(([, { of }]) => of !== undefined);

let shop: SmallShop;
let people: People;
let person: Person;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
  person = await people.person({ name: 'Bà Tư Rất Riêng', phone: '+84977650001' });
});
afterAll(() => shop.close());

describe('the copy of one’s data', () => {
  it('shows every personal column of the registry that can be read, or says why not', () => {
    const missing = ofAccounts.flatMap(([table, entry]) => {
      const copied = new Set(copiedColumns(entry));
      return Object.entries({ ...entry.personal, ...entry.sensitive }).flatMap(([column, { how }]) => {
        // A digest only compares and a link only numbers: what they stand for is shown where it is readable.
        const readable = how === 'sealed' || how === 'plain';
        const explained = (entry.withheld?.[column] ?? '') !== '';
        return readable && !copied.has(column) && !explained ? [`${table}.${column}`] : [];
      });
    });
    expect(missing).toEqual([]);
  });

  it('has a word for every field, and none that is left over', () => {
    const used = new Set(ofAccounts.flatMap(([, entry]) => copiedColumns(entry).map(fieldName)));
    const known = Object.keys(fieldWords);
    expect(
      [...used].filter((name) => !known.includes(name)),
      'add them to field-words.ts',
    ).toEqual([]);
    expect(known.filter((name) => !used.has(name))).toEqual([]);
  });

  it('holds what somebody said, saved and bought, readable', async () => {
    await call('PUT', '/me/consents/news', { granted: true, version: '2026-11' });
    await call('POST', '/me/addresses', {
      name: 'Con Gái Riêng',
      phone: '0351112223',
      provinceCode: '01',
      ward: 'Phường Riêng',
      line: 'Số 9 Riêng',
    });
    const placed = await buy();
    const complaint = { kind: 'conduct', words: 'Người giao hàng nói nặng lời.' };
    await call('POST', `/orders/${placed.orders[0]?.code}/disputes`, complaint);
    await call('POST', `/sellers/${shop.seller.slug}/reports`, { reason: 'other', words: 'Bán khác ảnh.' });
    const copy = await take();
    expect(copy).toMatchObject({ accountId: person.accountId, generatedAt: shop.clock.now().toISOString() });
    expect(rows(copy, 'accounts')).toMatchObject([
      { name: person.name, phone: person.phone, email: null, status: 'active' },
    ]);
    expect(rows(copy, 'consents')).toMatchObject([{ purpose: 'news', granted: true, version: '2026-11' }]);
    expect(rows(copy, 'addresses')).toMatchObject([
      { name: 'Con Gái Riêng', phone: '+84351112223', ward: 'Phường Riêng', line: 'Số 9 Riêng' },
    ]);
    expect(rows(copy, 'order_groups')).toMatchObject([
      {
        code: placed.code,
        totalVnd: placed.totalVnd,
        contact: { name: 'Người Nhận Riêng', phone: '+84912345678', note: 'Để trước hiên' },
      },
    ]);
    expect(rows(copy, 'orders')).toMatchObject([{ code: placed.orders[0]?.code, status: 'placed' }]);
    expect(rows(copy, 'order_lines')).toMatchObject([{ quantity: 2 }]);
    expect(rows(copy, 'disputes')).toMatchObject([{ kind: 'conduct', status: 'open', outcomeVnd: null }]);
    expect(rows(copy, 'dispute_messages')).toMatchObject([{ words: complaint.words, proposalVnd: null }]);
    expect(rows(copy, 'reports')).toMatchObject([
      { reason: 'other', status: 'open', words: 'Bán khác ảnh.' },
    ]);
    expect(rows(copy, 'sessions')).toMatchObject([{ label: 'Máy thử', kind: 'session' }]);
    expect(copy.withheld.every(({ reason }) => reason.length > 10)).toBe(true);
    for (const { title, fields } of copy.sections) {
      expect([title.vi, title.en, ...fields.flatMap(({ label }) => [label.vi, label.en])]).not.toContain('');
    }
  });

  it('holds nothing of anybody else, and nothing that opens an account', async () => {
    const stranger = await people.person({ name: 'Người Khác Hẳn', phone: '+84977650002' });
    const address = {
      name: 'Người Khác Hẳn',
      phone: '0977650002',
      communeCode: '32191',
      line: 'Nhà khác hẳn',
    };
    await call('POST', '/me/addresses', address, stranger);
    await people.member(stranger, shop.seller);
    const text = JSON.stringify(await take());
    for (const value of ['Khác Hẳn', 'khác hẳn', '977650002', stranger.accountId])
      expect(text).not.toContain(value);
    const [secrets] = await shop.database.query<{ hash: string; phone: string; key: string }>(
      `SELECT s.token_hash AS hash, a.phone_hash AS phone, k.sealed AS key FROM sessions s
       JOIN accounts a ON a.id = s.account_id JOIN data_keys k ON k.subject_id = a.id WHERE a.id = $1`,
      [person.accountId],
    );
    for (const value of [person.token, ...Object.values(secrets ?? {})]) expect(text).not.toContain(value);
  });

  it('needs a fresh check, is noted in history and is not kept by anything between', async () => {
    const stale = await people.signIn({ ...person }, { fresh: false });
    expect((await new Buyer(shop.app.url).call('GET', '/me/export', undefined, stale.headers)).status).toBe(
      403,
    );
    const before = await noted();
    const answer = await new Buyer(shop.app.url).call('GET', '/me/export', undefined, person.headers);
    expect([answer.headers.get('cache-control'), answer.headers.get('content-disposition')]).toEqual([
      'no-store',
      'attachment; filename="du-lieu-cua-toi.json"',
    ]);
    expect(await noted()).toBe(before + 1);
  });
});

async function take(): Promise<Copy> {
  const answer = await new Buyer(shop.app.url).call<Copy>('GET', '/me/export', undefined, person.headers);
  expect(answer.status).toBe(200);
  return answer.body;
}

const rows = ({ sections }: Copy, table: string) => sections.find((section) => section.table === table)?.rows;

const call = (method: string, path: string, body: object, who: Person = person) =>
  new Buyer(shop.app.url).call(method, path, body, who.headers);

async function buy(): Promise<PlacedBody> {
  const { variantId } = await shop.floor.product({ slug: `mon-${(made += 1)}`, seller: shop.seller });
  const cartId = await shop.buyer.cart({ [variantId]: 2 });
  const { totalVnd } = await shop.buyer.quote(cartId);
  const placed = await new Buyer(shop.app.url).call<PlacedBody>(
    'POST',
    '/order-groups',
    {
      cartId,
      contact: { name: 'Người Nhận Riêng', phone: '0912345678' },
      delivery: SHIP,
      payment: 'cod',
      expectedTotalVnd: totalVnd,
      note: 'Để trước hiên',
    },
    { ...person.headers, 'idempotency-key': `ban-sao-${made}-1234567` },
  );
  expect(placed.status).toBe(201);
  return placed.body;
}

async function noted(): Promise<number> {
  const lines = await shop.database.query(`SELECT FROM audit_records WHERE action = 'account.copied'`);
  return lines.length;
}
