import { DAY_MS } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ExpireUnpaidOrders } from '../../../apps/api/src/modules/orders/expire-unpaid-orders.js';
import { Tidy } from '../../../apps/api/src/modules/orders/tidy.js';
import type { PlacedBody, ProblemBody } from '../../support/buyer.js';
import { SEEDED_AT } from '../../support/clock.js';
import { everyRow, expectStockInOrder } from '../../support/ledger.js';
import { People } from '../../support/people.js';
import { scaled } from '../../support/scale.js';
import type { SmallProduct, SmallSeller } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';
import { loggedStatements } from '../../support/statements.js';
import { VoucherCounter } from '../../support/voucher-counter.js';
import { Scales } from '../../support/weighed-goods.js';

let shop: SmallShop;
let people: People;
let counter: VoucherCounter;
let other: SmallSeller;
let shrimp: SmallProduct;
let crab: SmallProduct;

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
  counter = await VoucherCounter.open(shop, people, shop.seller);
  other = await shop.floor.seller('dam-doi');
  shrimp = await shop.floor.product({ slug: 'tom-kho', seller: shop.seller, onHand: 5_000 });
  crab = await shop.floor.product({ slug: 'cua-muoi', seller: other, priceVnd: 60_000, onHand: 5_000 });
});
afterAll(async () => {
  await expectStockInOrder(shop.database, shop.app);
  await shop.close();
});
beforeEach(() => shop.clock.set(SEEDED_AT));

const problemOf = ({ errors }: ProblemBody): unknown => errors?.map(({ path, code }) => [path, code]);
const uses = (code: string) =>
  shop.database.query(
    `SELECT v.used_count AS used, u.paid_by, u.status FROM vouchers v LEFT JOIN voucher_uses u ON u.voucher_id = v.id
     WHERE v.code = $1 ORDER BY u.created_at`,
    [code],
  );

describe('a voucher', () => {
  it('of a shop takes off its own goods only, however its code is typed, and the shop bears it', async () => {
    expect(
      (await counter.ofShop('tết cà mau', { kind: 'percent', percent: 10, amountVnd: undefined })).body.code,
    ).toBe('TETCAMAU');
    const cartId = await shop.buyer.cart({ [shrimp.variantId]: 1, [crab.variantId]: 1 });
    const quote = await counter.quote(cartId, 'TẾT-cà-mau');
    expect(quote).toMatchObject({
      itemsVnd: 160_000,
      discountVnd: 10_000,
      totalVnd: 190_000,
      voucher: { code: 'TETCAMAU', discountVnd: 10_000, paidBy: 'seller' },
      sellers: [
        { discountVnd: 10_000, totalVnd: 110_000 },
        { discountVnd: 0, totalVnd: 80_000 },
      ],
    });
    expect(quote.voucher?.problem).toBeUndefined();
    const placed = await shop.buyer.place(cartId, quote, { voucherCode: ' tet CA mau' });
    expect([placed.status, placed.body.totalVnd]).toEqual([201, 190_000]);
    expect(placed.body.orders).toMatchObject([
      { discountVnd: 10_000, totalVnd: 110_000 },
      { discountVnd: 0 },
    ]);
    expect((await shop.buyer.page(placed.body)).body).toMatchObject({
      discountVnd: 10_000,
      totalVnd: 190_000,
    });
    expect(await uses('TETCAMAU')).toEqual([{ used: 1, paid_by: 'seller', status: 'live' }]);
    expect((await counter.list('rach-goc'))[0]).toMatchObject({
      code: 'TETCAMAU',
      usedCount: 1,
      discountedVnd: 10_000,
    });
  });

  it('of the floor is split over the sellers of a purchase and used once', async () => {
    await counter.ofFloor('SANCAMAU', { amountVnd: 10_001 });
    const placed = await counter.buy({ [shrimp.variantId]: 1, [crab.variantId]: 1 }, 'sancamau');
    expect(placed.body.orders.map(({ discountVnd }) => discountVnd)).toEqual([6_251, 3_750]);
    expect(await uses('SANCAMAU')).toEqual([{ used: 1, paid_by: 'floor', status: 'live' }]);
    expect((await counter.list())[0]).toMatchObject({
      code: 'SANCAMAU',
      usedCount: 1,
      discountedVnd: 10_001,
    });
  });

  it('counts for no alcohol', async () => {
    await counter.ofFloor('RUOUNGON');
    const wine = await shop.floor.product({ slug: 'ruou', seller: shop.seller, setNo: 15 });
    const quote = await counter.quote(await shop.buyer.cart({ [wine.variantId]: 1 }), 'RUOUNGON');
    expect(quote).toMatchObject({ discountVnd: 0, voucher: { problem: 'voucher_not_for_these' } });
  });

  it('costs a placement two statements, and one without it none', async () => {
    await counter.ofShop('HAICAULENH', { personLimit: 100 });
    const place = async (voucherCode: string | undefined): Promise<string[]> => {
      const cartId = await shop.buyer.cart({ [shrimp.variantId]: 1 });
      const quote = await counter.quote(cartId, voucherCode ?? '');
      return loggedStatements(shop.app, async () => {
        expect((await shop.buyer.place(cartId, quote, { voucherCode })).status).toBe(201);
      });
    };
    await place(undefined);
    const [without, with_] = [await place(undefined), await place('HAICAULENH')];
    const { length } = without;
    expect(with_).toHaveLength(length + 2);
  });
});

describe('is refused beside the field,', () => {
  it.each<[string, object, string]>([
    ['before its first day', { startsOn: '2026-12-01' }, 'voucher_not_started'],
    ['for less than it asks for', { minItemsVnd: 100_001 }, 'voucher_minimum'],
  ])('%s', async (name, terms, problem) => {
    const code = `TUCHOI${problem.length}`;
    expect((await counter.ofShop(code, terms)).status, name).toBe(201);
    const before = await everyRow(shop.database);
    const cartId = await shop.buyer.cart({ [shrimp.variantId]: 1 });
    const quote = await counter.quote(cartId, code);
    expect(quote).toMatchObject({ discountVnd: 0, voucher: { problem } });
    const placed = await shop.buyer.place<ProblemBody>(cartId, quote, { voucherCode: code });
    expect([placed.status, problemOf(placed.body)]).toEqual([400, [['voucherCode', problem]]]);
    const after = await everyRow(shop.database);
    expect(after['public.orders']).toBe(before['public.orders']);
    expect(after['public.vouchers']).toBe(before['public.vouchers']);
  });

  it('after its last day, once it was ended, when there is none, and for goods of another shop', async () => {
    const { body } = await counter.ofShop('NGANNGAY', { endsOn: '2026-11-24' });
    await counter.ofShop('DUNGSOM');
    const cart = () => shop.buyer.cart({ [shrimp.variantId]: 1 });
    const problem = async (code: string, lines = cart()) =>
      (await counter.quote(await lines, code)).voucher?.problem;
    expect(await problem('KHONGCO')).toBe('voucher_unknown');
    expect(await problem('%')).toBe('voucher_unknown');
    expect(await problem('NGANNGAY', shop.buyer.cart({ [crab.variantId]: 1 }))).toBe('voucher_not_for_these');
    expect(await problem('NGANNGAY')).toBeUndefined();
    shop.clock.advance(2 * DAY_MS);
    expect(await problem('NGANNGAY')).toBe('voucher_ended');
    const early = (await counter.list('rach-goc')).find(({ code }) => code === 'DUNGSOM');
    expect(await problem('DUNGSOM')).toBeUndefined();
    const end = (id: string, headers = counter.owner.headers) =>
      shop.buyer.call('POST', `/seller/rach-goc/vouchers/${id}/ending`, {}, headers);
    expect((await end(early?.id ?? '')).status).toBe(204);
    expect((await end(early?.id ?? '')).body['code']).toBe('state_conflict');
    expect(await problem('DUNGSOM')).toBe('voucher_ended');
    expect(body.code).toBe('NGANNGAY');
  });

  it('a total that leaves the voucher out, or of another one, is no agreement', async () => {
    await counter.ofShop('THEMMOT');
    const cartId = await shop.buyer.cart({ [shrimp.variantId]: 1 });
    const plain = await shop.buyer.quote(cartId);
    const told = await shop.buyer.place<ProblemBody & { quote: { totalVnd: number } }>(cartId, plain, {
      voucherCode: 'THEMMOT',
    });
    expect([told.status, told.body.code, told.body.quote.totalVnd]).toEqual([409, 'cart_changed', 110_000]);
    const quote = await counter.quote(cartId, 'THEMMOT');
    const without = await shop.buyer.place<ProblemBody>(cartId, quote);
    expect([without.status, without.body.code]).toEqual([409, 'cart_changed']);
  });
});

describe('limits', () => {
  it('of a person hold for the phone, however it is written, and for the account', async () => {
    await counter.ofShop('MOTLAN');
    const phone = counter.phone();
    expect((await counter.buy({ [shrimp.variantId]: 1 }, 'MOTLAN', phone)).status).toBe(201);
    const again = await counter.buy({ [shrimp.variantId]: 1 }, 'MOTLAN', `+84 ${phone.slice(1)}`);
    expect(problemOf(again.body)).toEqual([['voucherCode', 'voucher_used_by_you']]);
  });

  it('of all hold when many want the last ones at once, and of one person when they order many times at once', async () => {
    const [crowd, left] = [scaled(40, 100), 10];
    await counter.ofFloor('MUOILUOT', { totalLimit: left });
    const carts: [string, Awaited<ReturnType<VoucherCounter['quote']>>][] = [];
    for (let index = 0; index < crowd; index += 1) {
      const cartId = await shop.buyer.cart({
        [shrimp.variantId]: 1,
        ...(index % 2 === 0 ? { [crab.variantId]: 1 } : {}),
      });
      carts.push([cartId, await counter.quote(cartId, 'MUOILUOT')]);
    }
    const answers = await Promise.all(
      carts.map(([cartId, quote]) =>
        shop.buyer.place<PlacedBody & ProblemBody>(cartId, quote, {
          voucherCode: 'MUOILUOT',
          contact: { name: 'Người Mua Mẫu', phone: counter.phone() },
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(left);
    for (const { body } of answers.filter(({ status }) => status !== 201))
      expect(problemOf(body)).toEqual([['voucherCode', 'voucher_used_up']]);
    expect(await uses('MUOILUOT')).toHaveLength(left);

    await counter.ofFloor('HAILUOT', { personLimit: 2 });
    const phone = counter.phone();
    const mine: typeof carts = [];
    for (let index = 0; index < 8; index += 1) {
      const cartId = await shop.buyer.cart({ [shrimp.variantId]: 1 });
      mine.push([cartId, await counter.quote(cartId, 'HAILUOT')]);
    }
    const contact = { name: 'Người Mua Mẫu', phone };
    const tries = await Promise.all(
      mine.map(([cartId, quote]) =>
        shop.buyer.place<PlacedBody & ProblemBody>(cartId, quote, { voucherCode: 'HAILUOT', contact }),
      ),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual([201, 201, 400, 400, 400, 400, 400, 400]);
    expect((await uses('HAILUOT'))[0]).toMatchObject({ used: 2 });
  });
});

describe('a use', () => {
  it('is free again once every order of its purchase is cancelled unpaid, and not before', async () => {
    await counter.ofFloor('TRALAI', { totalLimit: 1 });
    const phone = counter.phone();
    const placed = await counter.buy({ [shrimp.variantId]: 1, [crab.variantId]: 1 }, 'TRALAI', phone);
    const [first, second] = placed.body.orders;
    await shop.buyer.cancel(first?.code ?? '', placed.body.accessToken);
    expect(await uses('TRALAI')).toEqual([{ used: 1, paid_by: 'floor', status: 'live' }]);
    await shop.buyer.cancel(second?.code ?? '', placed.body.accessToken);
    expect(await uses('TRALAI')).toEqual([{ used: 0, paid_by: 'floor', status: 'freed' }]);
    expect((await counter.buy({ [shrimp.variantId]: 1 }, 'TRALAI', phone)).status).toBe(201);
  });

  it('is given back once when both orders end in the same moment, by the worker as by the buyer', async () => {
    await counter.ofFloor('CUNGLUC');
    const unpaid = await counter.buy(
      { [shrimp.variantId]: 1, [crab.variantId]: 1 },
      'CUNGLUC',
      counter.phone(),
      {
        payment: 'bank_transfer',
      },
    );
    const gone = await counter.buy({ [shrimp.variantId]: 1, [crab.variantId]: 1 }, 'CUNGLUC');
    await Promise.all(gone.body.orders.map(({ code }) => shop.buyer.cancel(code, gone.body.accessToken)));
    expect((await uses('CUNGLUC'))[0]).toMatchObject({ used: 1 });
    expect(unpaid.status).toBe(201);
    shop.clock.advance(DAY_MS + 1);
    await shop.app.get(ExpireUnpaidOrders).run();
    expect((await uses('CUNGLUC'))[0]).toMatchObject({ used: 0 });
  });

  it('of goods by weight leaves something to pay, whatever the scales say', async () => {
    const scales = await Scales.of(shop, people, 'can-giam');
    await counter.ofFloor('CANGIAM', { amountVnd: 400_000 });
    await shop.floor.servesPoint(scales.seller, 'hon-da-bac');
    const placed = await counter.buy({ [scales.crab.variantId]: 1 }, 'CANGIAM');
    expect(placed.body.orders[0]).toMatchObject({
      itemsVnd: 225_000,
      discountVnd: 224_000,
      totalVnd: 21_000,
    });
    const [waiting] = await scales.waiting();
    const weighed = await shop.buyer.call('POST', `/seller/can-giam/orders/${waiting?.code}/weighings`,
      { key: 'can-giam-1', lines: [{ lineId: waiting?.lines[0]?.id, grams: 1 }] }, scales.owner.headers); // prettier-ignore
    expect(weighed.body).toMatchObject({ itemsVnd: 450, discountVnd: 0, totalVnd: 20_450 });
  });

  it('knows nobody any more 90 days after the last day', async () => {
    await counter.ofShop('QUENDI', { endsOn: '2026-11-30' });
    await counter.buy({ [shrimp.variantId]: 1 }, 'QUENDI');
    const known = () =>
      shop.database.query(
        `SELECT (SELECT count(*) FROM voucher_people p WHERE p.voucher_id = v.id)::int AS people,
           (SELECT sum(cardinality(person_keys)) FROM voucher_uses u WHERE u.voucher_id = v.id)::int AS keys
         FROM vouchers v WHERE code = 'QUENDI'`,
      );
    expect(await known()).toEqual([{ people: 1, keys: 1 }]);
    shop.clock.advance(100 * DAY_MS);
    await shop.app.get(Tidy).run();
    expect(await known()).toEqual([{ people: 0, keys: 0 }]);
  });
});

describe('giving one', () => {
  it('takes a code nobody can mistake for another, days that can come, and of the floor a cap', async () => {
    await counter.ofShop('SAIGON10');
    const refused = async (terms: object, by: 'ofShop' | 'ofFloor' = 'ofShop') =>
      problemOf((await counter[by]('MOI1234', terms)).body);
    expect(problemOf((await counter.ofFloor('5AIG0NLO')).body)).toEqual([['code', 'taken']]);
    expect(await refused({ code: 'AB' })).toEqual([['code', 'bad_format']]);
    expect(await refused({ endsOn: '2026-10-31' })).toEqual([['endsOn', 'too_early']]);
    expect(await refused({ amountVnd: undefined })).toEqual([['amountVnd', 'not_integer']]);
    expect(await refused({ kind: 'percent' })).toEqual([['percent', 'not_integer']]);
    expect(await refused({ kind: 'percent', percent: 5 })).toEqual([['kind', 'not_allowed_value']]);
    expect(await refused({ kind: 'percent', percent: 5, amountVnd: undefined }, 'ofFloor')).toEqual([
      ['capVnd', 'required'],
    ]);
    const local = await people.officer('administrator', ['32248']);
    expect((await counter.ofFloor('DIAPHUONG', {}, local)).code).toBe('not_allowed');
    expect((await counter.ofShop('KHONGPHEP', {}, other.slug)).code).toBe('not_found');
  });
});
