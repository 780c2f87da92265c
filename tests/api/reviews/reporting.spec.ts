import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ForgetReports } from '../../../apps/api/src/modules/reviews/reports/forget-reports.js';
import { callAs, type Told } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { everyRow } from '../../support/ledger.js';
import { People, type Person } from '../../support/people.js';
import { HOME_COMMUNE, OTHER_COMMUNE, type SmallProduct } from '../../support/small-floor.js';
import {
  tellReporter,
  type ReportBody,
  type ReportListBody,
  type ReportMessage,
} from '../../support/report-desk.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

const WORDS = 'Nhãn ghi 4 sao nhưng giấy chứng nhận đã hết hạn từ tháng trước.';
const ANSWER = 'Cán bộ đã kiểm tra nhãn và giấy chứng nhận của sản phẩm.';
const FOR_SHOP = 'Sửa lại nhãn cho khớp với giấy chứng nhận.';

let shop: SmallShop;
let people: People;
let goods: SmallProduct;
let support: Person;
let approver: Person;
let number = 0;

beforeAll(async () => {
  // Ten an hour and address, times four.
  shop = await openSmallShop({ env: { RATE_LIMIT_FACTOR: '4' } });
  people = new People(shop.app, shop.database, shop.clock);
  support = await people.officer('support', [HOME_COMMUNE]);
  approver = await people.officer('approver', [HOME_COMMUNE]);
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.clock.set(SEEDED_AT);
  number += 1;
  goods = await shop.floor.product({ slug: `kho-ca-keo-${number}`, seller: shop.seller });
});

const file = (
  who: Person | null,
  body: object = {},
  path = `/products/${goods.slug}`,
): Promise<Told<object>> =>
  callAs(shop.app, who, 'POST', `${path}/reports`, { reason: 'certificate_lapsed', words: WORDS, ...body });
const desk = <Body = ReportBody>(who: Person, path = '', body?: object): Promise<Told<Body>> =>
  callAs(shop.app, who, body === undefined ? 'GET' : 'POST', `/admin/reports${path}`, body);
const newest = async (): Promise<ReportBody> => {
  const { body } = await desk<ReportListBody>(support, '?show=all&limit=1');
  const [first] = body.items;
  if (first === undefined) throw new Error('Nothing is on the desk');
  return (await desk(support, `/${first.id}`)).body;
};
/** Filed by that person, and taken by that officer. */
const taken = async (by: Person, who: Person | null = null, path?: string): Promise<string> => {
  expect((await file(who, {}, path)).status).toBe(201);
  const { id } = await newest();
  expect((await desk(by, `/${id}/taking`, {})).status).toBe(200);
  return id;
};
const decide = (by: Person, id: string, outcome: string, more: object = {}): Promise<Told<ReportBody>> =>
  desk(by, `/${id}/decision`, { outcome, answer: ANSWER, ...more });
/** Every row, but for how often an address has come by. */
const rowsNow = async (): Promise<object> => ({
  ...(await everyRow(shop.database)),
  'public.throttle_counters': null,
});
const rowsOf = (id: string): Promise<{ row: string }[]> =>
  shop.database.query(`SELECT to_jsonb(r)::text AS row FROM reports r WHERE id = $1`, [id]);
const tell = (id: string): Promise<ReportMessage[]> => tellReporter(shop, id);
const letters = async (): Promise<string[]> =>
  (
    await shop.database.query<{ kind: string }>(
      `SELECT kind FROM letters WHERE seller_id = $1 ORDER BY issued_at, id`,
      [shop.seller.sellerId],
    )
  ).map(({ kind }) => kind);

describe('a report', () => {
  it('comes from a guest with a way to answer, sealed, with its clocks', async () => {
    const told = await file(null, { contact: '0912 345 678' });
    // On Monday 23 November: two working days, and seven.
    expect([told.status, told.body]).toEqual([
      201,
      { takeBy: '2026-11-25', resolveBy: '2026-12-02', answered: true },
    ]);
    const report = await newest();
    expect(report).toMatchObject({
      subject: { kind: 'product', slug: goods.slug },
      status: 'open',
      words: WORDS,
      reporter: { kind: 'guest', name: '0912 345 678' },
      late: false,
    });
    const [kept] = await rowsOf(report.id);
    expect(kept?.row).not.toMatch(/912345678|giấy chứng nhận/);
    expect(await tell(report.id)).toMatchObject([
      { to: { phone: '+84912345678' }, subject: `Phản ánh số ${report.no}: sàn đã nhận` },
    ]);
  });

  it('comes from somebody signed in, with no contact asked, and about a whole shop', async () => {
    const person = await people.person();
    const told = await file(
      person,
      { reason: 'impersonation', contact: 'khong phai so' },
      '/sellers/rach-goc',
    );
    expect(told.status).toBe(201);
    expect(await newest()).toMatchObject({
      subject: { kind: 'seller', slug: 'rach-goc' },
      reason: 'impersonation',
      reporter: { kind: 'account', name: person.name },
    });
  });

  it('is decided sooner where its reason is urgent', async () => {
    expect((await file(null, { reason: 'forbidden_goods' })).body).toMatchObject({
      resolveBy: '2026-11-26',
      answered: false,
    });
  });

  it.each([
    ['a reason nobody lists', { reason: 'ugly' }, 'reason'],
    ['a reason of shops for a product', { reason: 'impersonation' }, 'reason'],
    ['no words', { words: '  ' }, 'words'],
    ['a contact nobody can reach', { contact: '12345' }, 'contact'],
  ])('is refused with %s, and nothing is written', async (_what, change, path) => {
    const before = await rowsNow();
    const told = await file(null, change);
    expect([told.status, told.body]).toMatchObject([400, { errors: [{ path }] }]);
    expect(await rowsNow()).toEqual(before);
  });

  it('is of nothing that was never on the floor', async () => {
    expect((await file(null, {}, '/products/khong-co')).status).toBe(404);
    expect((await file(null, { reason: 'other' }, '/sellers/khong-co')).status).toBe(404);
  });

  it('is one of a person and a subject: what they add, also twice at once, goes into the open one', async () => {
    const person = await people.person();
    const both = await Promise.all([file(person), file(person, { words: 'Thêm: giá cũng sai.' })]);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    const guest = { contact: 'khach@example.com' };
    await Promise.all([file(null, guest), file(null, guest)]);
    const rows = await shop.database.query(`SELECT id FROM reports WHERE product_id = $1`, [goods.productId]);
    expect(rows).toHaveLength(2);
    const report = await newest();
    expect(report.others).toBe(1);
    const words = await Promise.all(
      rows.map(async (row) => (await desk(support, `/${(row as { id: string }).id}`)).body.words ?? ''),
    );
    expect(words.some((text) => text.includes(WORDS) && text.includes('Thêm: giá cũng sai.'))).toBe(true);
    // Another's, and of another product, is another.
    expect((await file(await people.person())).status).toBe(201);
    expect((await newest()).others).toBe(2);
  });
});

describe('the desk', () => {
  it('shows what is late first, and counts', async () => {
    await file(null);
    const { id } = await newest();
    shop.clock.set('2026-11-25T17:00:00Z');
    const { body } = await desk<ReportListBody>(support, '?show=late');
    expect(body.items.map((item) => item.id)).toContain(id);
    expect(body.figures.late).toBe(body.items.length);
    expect(body.items.every(({ late }) => late)).toBe(true);
  });

  it('has nothing for officers of other communes, and changes nothing for them', async () => {
    await file(null);
    const { id } = await newest();
    const afar = await people.officer('support', [OTHER_COMMUNE]);
    const before = await rowsNow();
    expect((await desk<ReportListBody>(afar)).body).toMatchObject({ items: [], figures: { open: 0 } });
    for (const told of [
      await desk(afar, `/${id}`),
      await desk(afar, `/${id}/taking`, {}),
      await decide(afar, id, 'dismissed'),
      await desk(afar, `/${id}/forgetting`, {}),
    ])
      expect([told.status, told.code]).toEqual([404, 'not_found']);
    expect(await rowsNow()).toEqual(before);
  });

  it('keeps an officer from a report of their own or of a shop they work in', async () => {
    expect((await file(support)).status).toBe(201);
    const mine = await newest();
    expect((await desk(support, `/${mine.id}/taking`, {})).code).toBe('not_allowed');
    const inside = await people.officer('support', [HOME_COMMUNE]);
    await people.member(inside, shop.seller);
    expect((await desk(inside, `/${mine.id}/taking`, {})).code).toBe('not_allowed');
    expect((await desk(approver, `/${mine.id}/taking`, {})).status).toBe(200);
  });

  it('lets one officer take it, another take it over on purpose, and only whoever has it decide, once', async () => {
    await file(null);
    const { id } = await newest();
    const both = await Promise.all([support, approver].map((one) => desk(one, `/${id}/taking`, {})));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [has, other] = both[0]?.status === 200 ? [support, approver] : [approver, support];
    expect((await decide(other, id, 'dismissed')).code).toBe('state_conflict');
    expect((await desk(other, `/${id}/taking`, { takeOver: true })).status).toBe(200);
    expect((await decide(has, id, 'dismissed')).code).toBe('state_conflict');
    const twice = await Promise.all([decide(other, id, 'dismissed'), decide(other, id, 'dismissed')]);
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await desk(support, `/${id}/taking`, { takeOver: true })).code).toBe('state_conflict');
  });

  it('tells the reporter at each step, and the shop nothing of a report that was dismissed', async () => {
    const person = await people.person();
    const before = await letters();
    const id = await taken(support, person);
    const told = await decide(support, id, 'dismissed');
    expect(told.body).toMatchObject({ status: 'decided', outcome: 'dismissed', answer: ANSWER });
    const sent = await tell(id);
    expect(sent.map(({ subject }) => subject.replace(/^.*: /, ''))).toEqual([
      'sàn đã nhận',
      'cán bộ đang xem xét',
      'đã có kết quả',
    ]);
    expect(sent[2]).toMatchObject({ to: { phone: person.phone } });
    expect(sent[2]?.text).toContain(ANSWER);
    expect(await letters()).toEqual(before);
  });

  it('reminds the shop by a letter that says nothing of the reporter', async () => {
    const id = await taken(support);
    expect((await decide(support, id, 'shop_told')).body).toMatchObject({ errors: [{ path: 'shopWords' }] });
    expect((await decide(support, id, 'shop_told', { shopWords: FOR_SHOP })).status).toBe(200);
    expect((await letters()).at(-1)).toBe('reminder');
  });

  it('takes the product down in the same act, for whoever may, and lets it back', async () => {
    const id = await taken(support);
    const page = async (): Promise<number> =>
      (await shop.app.http.get(`/api/v1/products/${goods.slug}`)).status;
    const before = await rowsNow();
    const refused = await decide(support, id, 'taken_down', { shopWords: FOR_SHOP });
    expect([refused.status, refused.code]).toEqual([403, 'not_allowed']);
    expect(await rowsNow()).toEqual(before);
    expect((await desk(support, `/${id}`)).body.possible).toEqual(['dismissed', 'shop_told']);
    const took = await desk(approver, `/${id}/taking`, { takeOver: true });
    expect(took.body.possible).toEqual(['dismissed', 'shop_told', 'taken_down', 'suspended']);
    const told = await decide(approver, id, 'taken_down', { shopWords: FOR_SHOP });
    expect(told.body).toMatchObject({ outcome: 'taken_down', takedown: { liftedAt: null } });
    expect(await page()).toBe(410);
    expect((await letters()).at(-1)).toBe('product_takedown');
    // What is down cannot be taken down again by the next report.
    await file(null);
    const next = await newest();
    expect(next.possible).not.toContain('taken_down');
    expect(
      (await desk(approver, `/${id}/lifting`, { words: 'Đã sửa nhãn.' })).body.takedown?.liftedAt,
    ).not.toBeNull();
    expect(await page()).toBe(200);
    expect((await desk(approver, `/${id}/lifting`, { words: 'Đã sửa nhãn.' })).code).toBe('state_conflict');
  });

  it('gives a shop five days’ notice of a suspension', async () => {
    const other = await shop.floor.seller(`gian-bi-phan-anh`);
    const id = await taken(approver, null, `/sellers/${other.slug}`);
    const unknown = await decide(approver, id, 'suspended', { shopWords: FOR_SHOP });
    expect(unknown.body).toMatchObject({ errors: [{ path: 'suspensionReason' }] });
    const told = await decide(approver, id, 'suspended', {
      shopWords: FOR_SHOP,
      suspensionReason: 'misleading',
    });
    const startsAt = new Date(SEEDED_AT.getTime() + 5 * 86_400_000);
    expect(new Date(told.body.suspension?.startsAt ?? 0)).toEqual(startsAt);
    expect(told.body.outcome).toBe('suspended');
  });
});

describe('whoever reported', () => {
  it('is forgotten when they ask; what they reported stays', async () => {
    await file(null, { contact: '0987654321' });
    const { id } = await newest();
    const told = await desk(support, `/${id}/forgetting`, {});
    expect(told.body).toMatchObject({ reporter: { kind: 'nobody', name: null }, words: WORDS });
    expect(await tell(id)).toEqual([]);
  });

  it('is forgotten with the words a year after the decision, and the key goes', async () => {
    const id = await taken(support, await people.person());
    await decide(support, id, 'dismissed');
    shop.clock.set('2027-11-22T17:00:00Z');
    await shop.app.get(ForgetReports).run();
    const later = await people.officer('support', [HOME_COMMUNE]);
    expect((await desk(later, `/${id}`)).body.words).toBe(WORDS);
    shop.clock.set('2027-11-23T17:00:00Z');
    expect(await shop.app.get(ForgetReports).run()).toBeGreaterThan(0);
    expect(await shop.app.get(ForgetReports).run()).toBe(0);
    expect((await desk(later, `/${id}`)).body).toMatchObject({
      words: null,
      answer: null,
      reporter: { kind: 'nobody' },
      outcome: 'dismissed',
    });
    expect(await shop.database.query(`SELECT FROM data_keys WHERE subject_id = $1`, [id])).toEqual([]);
  });
});

it('an address reports so often an hour and then waits, whoever it says it is', async () => {
  const statuses: number[] = [];
  for (let count = 0; count < 41 && statuses.at(-1) !== 429; count += 1)
    statuses.push((await file(null, { contact: `khach${count}@example.com` })).status);
  expect(statuses.at(-1)).toBe(429);
  expect(new Set(statuses.slice(0, -1))).toEqual(new Set([201]));
  shop.clock.set(new Date(SEEDED_AT.getTime() + 3_600_000));
  expect((await file(null)).status).toBe(201);
});
