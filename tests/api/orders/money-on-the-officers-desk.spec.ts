import { DAY_MS } from '#kernel/time';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type {
  OwedRefundsAnswer,
  ShopsMoneyAnswer,
  UnmatchedMoneyListAnswer,
} from '../../../apps/api/src/modules/orders/payment/desk/desk-money.dto.js';
import { callAs, type Told } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { comesIn } from '../../support/incoming-money.js';
import { People, type Person } from '../../support/people.js';
import { HOME_COMMUNE, OTHER_COMMUNE, type SmallSeller } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';
import { Selling, type Sold } from '../../support/sold-goods.js';

let shop: SmallShop;
let people: People;
let approver: Person;
let other: SmallSeller;
let old: Sold;
let fresh: Sold;
let theirs: Sold;
let waits: Sold;

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
  other = await shop.floor.seller('nam-can');
  const selling = new Selling(shop);
  await shop.database.query(`UPDATE producers SET commune_code = $2 WHERE id = $1`, [
    other.producerId,
    OTHER_COMMUNE,
  ]);
  const goods = await shop.floor.product({ slug: 'tra', seller: shop.seller, onHand: 9 });
  const crab = await shop.floor.product({ slug: 'cua', seller: other, onHand: 9 });
  const twice = async (variantId: string, days: number): Promise<Sold> => {
    shop.clock.set(new Date(SEEDED_AT.getTime() - days * DAY_MS));
    const order = await selling.order({ [variantId]: 1 });
    await selling.pay(order);
    await selling.pay(order);
    return order;
  };
  old = await twice(goods.variantId, 31);
  fresh = await twice(goods.variantId, 2);
  theirs = await twice(crab.variantId, 5);
  shop.clock.set(SEEDED_AT);
  waits = await selling.order({ [goods.variantId]: 1 });
  for (const [amountVnd, remark] of [
    [waits.totalVnd, 'Trần Văn Mẫu mua trà'],
    [77_000, 'tiền gì đó'],
  ] as const)
    await comesIn(shop.app, {
      pays: { sellerId: shop.seller.sellerId },
      amountVnd,
      remark,
      paidAt: new Date('2026-11-18T03:00:00Z'),
    });
  approver = await people.officer('approver', [HOME_COMMUNE]);
});
afterAll(() => shop.close());

const ask = <Body = OwedRefundsAnswer>(person: Person, path: string): Promise<Told<Body>> =>
  callAs<Body>(shop.app, person, 'GET', `/admin/${path}`);

it('refunds that are owed lie on the desk of their territory, what is overdue on top, with nothing of the buyer', async () => {
  const { status, body } = await ask(approver, 'owed-refunds');
  expect(status).toBe(200);
  expect(body.items.map(({ orderCode, overdue, reason }) => [orderCode, overdue, reason])).toEqual([
    [old.code, true, 'double'],
    [fresh.code, false, 'double'],
  ]);
  expect(body.items[0]).toEqual({
    id: expect.any(String),
    orderCode: old.code,
    amountVnd: old.totalVnd,
    reason: 'double',
    owedAt: expect.any(String),
    dueOn: '2026-11-22',
    overdue: true,
    byGateway: false,
    seller: { slug: 'rach-goc', name: 'Gian hàng rach-goc', commune: 'Xã Đất Mũi' },
  });
  expect(body).toMatchObject({ count: 2, vnd: old.totalVnd + fresh.totalVnd, overdue: 1 });
  const all = await ask(await people.officer('support'), 'owed-refunds');
  expect(all.body.items.map(({ orderCode }) => orderCode)).toEqual([old.code, theirs.code, fresh.code]);
});

it('they are found by order, by shop and by being late, page by page', async () => {
  const admin = await people.officer('administrator');
  const codes = async (query: string): Promise<string[]> =>
    (await ask(admin, `owed-refunds?${query}`)).body.items.map(({ orderCode }) => orderCode);
  expect(await codes(`q=${fresh.code.toLowerCase()}`)).toEqual([fresh.code]);
  expect(await codes('q=GIAN+hang+nam')).toEqual([theirs.code]);
  expect(await codes('overdue=true')).toEqual([old.code]);
  expect(await codes(`commune=${OTHER_COMMUNE}`)).toEqual([theirs.code]);
  const first = await ask(admin, 'owed-refunds?limit=2');
  expect(first.body.count).toBe(3);
  expect(await codes(`limit=2&cursor=${first.body.nextCursor}`)).toEqual([fresh.code]);
  expect((await ask(admin, 'owed-refunds?cursor=abc')).code).toBe('invalid_cursor');
});

it('by shop stands what it owes and what it has not sorted, who is late first', async () => {
  const { body } = await ask<ShopsMoneyAnswer>(await people.officer('administrator'), 'money-of-shops');
  expect(body.items).toMatchObject([
    {
      slug: 'rach-goc', owed: 2, owedVnd: old.totalVnd + fresh.totalVnd, overdue: 1, dueOn: '2026-11-22',
      unmatched: 2, unmatchedSince: expect.stringContaining('2026-11-18'),
    },
    { slug: 'nam-can', owed: 1, overdue: 0, unmatched: 0, unmatchedVnd: 0, unmatchedSince: null },
  ]); // prettier-ignore
  const narrowed = await ask<ShopsMoneyAnswer>(approver, 'money-of-shops?which=unmatched&limit=1');
  expect(narrowed.body).toMatchObject({ items: [{ slug: 'rach-goc' }], nextCursor: null });
  expect((await ask<ShopsMoneyAnswer>(approver, 'money-of-shops?q=nam')).body.items).toEqual([]);
});

it('money of no order is shown to who decides about the shop, without what its buyers wrote', async () => {
  const { body } = await ask<UnmatchedMoneyListAnswer>(approver, 'sellers/rach-goc/unmatched-money');
  expect(body.seller.slug).toBe('rach-goc');
  expect(body.items.map(({ amountVnd, fitting }) => [amountVnd, fitting])).toEqual([
    [waits.totalVnd, 1],
    [77_000, 0],
  ]);
  expect(JSON.stringify(body)).not.toContain('Trần');
  expect((await ask(approver, 'sellers/nam-can/unmatched-money')).code).toBe('not_found');
  expect((await ask(await people.officer('support'), 'sellers/rach-goc/unmatched-money')).code).toBe(
    'not_allowed',
  );
});
