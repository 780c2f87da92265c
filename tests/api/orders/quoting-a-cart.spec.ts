import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemBody, QuoteBody } from '../../support/buyer.js';
import { everyRow } from '../../support/ledger.js';
import { HOME_COMMUNE, OTHER_COMMUNE, type SmallSeller } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
});
afterAll(() => shop.close());

const product = (wish: object = {}) =>
  shop.floor.product({ slug: `kho-${(made += 1)}`, seller: shop.seller, ...wish });
const newSeller = (wish: object = {}): Promise<SmallSeller> =>
  shop.floor.seller(`nguoi-ban-${(made += 1)}`, wish);

const AT_HOME = { method: 'ship', communeCode: HOME_COMMUNE, line: 'Ấp Mũi' };
const IN_PROVINCE = { method: 'ship', communeCode: OTHER_COMMUNE, line: 'Khóm 2' };
const CAN_THO = { method: 'ship', provinceCode: '92', ward: 'Phường Ninh Kiều', line: '1 Hai Bà Trưng' };
const HANOI = { method: 'ship', provinceCode: '01', ward: 'Phường Hoàn Kiếm', line: '2 Tràng Tiền' };
const PICKUP = { method: 'pickup', tourismPointSlug: 'mui-ca-mau' };

async function fees(variantId: string, quantity: number, delivery: object): Promise<[string, number][]> {
  const quote = await shop.buyer.quote(await shop.buyer.cart({ [variantId]: quantity }), delivery);
  return (quote.sellers[0]?.shippingOptions ?? []).map((option) => [option.id, option.feeVnd]);
}

describe('shipping is charged', () => {
  it('by zone: same commune, province, region, country', async () => {
    const { variantId } = await product({ weightGrams: 2_000 });
    expect(await fees(variantId, 1, AT_HOME)).toEqual([['tieu-chuan', 16_000]]);
    expect(await fees(variantId, 1, IN_PROVINCE)).toEqual([
      ['tieu-chuan', 20_000],
      ['hoa-toc', 35_000],
    ]);
    expect(await fees(variantId, 1, CAN_THO)).toEqual([['tieu-chuan', 28_000]]);
    expect(await fees(variantId, 1, HANOI)).toEqual([['tieu-chuan', 36_000]]);
  });

  it('by weight: one gram over the base begins a step, all of a seller’s lines are one parcel', async () => {
    const { variantId } = await product({ weightGrams: 500 });
    const gram = await product({ weightGrams: 1 });
    expect(await fees(variantId, 4, HANOI)).toEqual([['tieu-chuan', 36_000]]);
    expect(await fees(variantId, 5, HANOI)).toEqual([['tieu-chuan', 43_000]]);
    expect(await fees(variantId, 7, HANOI)).toEqual([['tieu-chuan', 50_000]]);
    const together = await shop.buyer.cart({ [variantId]: 4, [gram.variantId]: 1 });
    expect((await shop.buyer.quote(together, HANOI)).shippingFeeVnd).toBe(43_000);
  });

  it('once per seller, and not at all for picking up', async () => {
    const other = await newSeller();
    await shop.floor.servesPoint(shop.seller, 'mui-ca-mau');
    await shop.floor.servesPoint(other, 'mui-ca-mau');
    const [mine, theirs] = [await product(), await product({ seller: other, priceVnd: 30_000 })];
    const cartId = await shop.buyer.cart({ [mine.variantId]: 1, [theirs.variantId]: 2 });
    expect(await shop.buyer.quote(cartId, HANOI)).toMatchObject({
      itemsVnd: 160_000,
      shippingFeeVnd: 72_000,
      discountVnd: 0,
      totalVnd: 232_000,
      sellers: [
        { itemsVnd: 100_000, shippingFeeVnd: 36_000, discountVnd: 0, totalVnd: 136_000 },
        { itemsVnd: 60_000, shippingFeeVnd: 36_000, discountVnd: 0, totalVnd: 96_000 },
      ],
    });
    const picked = await shop.buyer.quote(cartId, PICKUP);
    expect(picked).toMatchObject({ shippingFeeVnd: 0, totalVnd: 160_000 });
    expect(picked.sellers.map((seller) => seller.shippingOptions)).toEqual(
      [1, 2].map(() => [
        { id: 'nhan-tai-diem', label: 'Nhận tại điểm du lịch', feeVnd: 0, days: { min: 1, max: 3 } },
      ]),
    );
  });
});

describe('a quote says what stands in the way', () => {
  it('when a seller does not serve the point', async () => {
    const far = await newSeller();
    const near = await newSeller();
    await shop.floor.servesPoint(near, 'hon-da-bac');
    const [here, there] = [await product({ seller: near }), await product({ seller: far })];
    const cartId = await shop.buyer.cart({ [here.variantId]: 1, [there.variantId]: 1 });
    const quote = await shop.buyer.quote(cartId, { method: 'pickup', tourismPointSlug: 'hon-da-bac' });
    expect(quote.sellers.map((seller) => [seller.lines[0]?.problem, seller.shippingOptions.length])).toEqual([
      [undefined, 1],
      ['pickup_unavailable', 0],
    ]);
  });

  it('when fresh goods would leave the province', async () => {
    const [fresh, dry] = [await product({ shipsTo: 'province' }), await product()];
    const cartId = await shop.buyer.cart({ [fresh.variantId]: 1, [dry.variantId]: 1 });
    const [seller] = (await shop.buyer.quote(cartId, HANOI)).sellers;
    expect(seller?.lines.map((line) => line.problem)).toEqual(['delivery_unavailable', undefined]);
    expect(seller?.shippingOptions).toEqual([]);
    expect(
      (await shop.buyer.quote(cartId, IN_PROVINCE)).sellers[0]?.lines.map((line) => line.problem),
    ).toEqual([undefined, undefined]);
  });

  it('when the fee table has nothing for the zone', async () => {
    await shop.database.query(
      `INSERT INTO provinces (code, name, region) VALUES ('48', 'Thành phố Đà Nẵng', 'central')`,
    );
    const { variantId } = await product();
    const cartId = await shop.buyer.cart({ [variantId]: 1 });
    await shop.database.query(
      `UPDATE shipping_rates SET option_code = 'tam-nghi', zone = 'region' WHERE zone = 'country'`,
    );
    const quote = await shop.buyer.quote(cartId, { ...HANOI, provinceCode: '48' });
    expect(quote.sellers[0]).toMatchObject({
      shippingOptions: [],
      shippingFeeVnd: 0,
      lines: [{ problem: 'delivery_unavailable' }],
    });
    const refused = await shop.buyer.place<ProblemBody>(cartId, quote, {
      delivery: { ...HANOI, provinceCode: '48' },
    });
    expect([refused.status, refused.body.code]).toEqual([422, 'delivery_unavailable']);
    await shop.database.query(
      `UPDATE shipping_rates SET option_code = 'tieu-chuan', zone = 'country' WHERE option_code = 'tam-nghi'`,
    );
  });

  it('when a product is not sold any more: it costs nothing and weighs nothing', async () => {
    const [gone, here] = [
      await product({ weightGrams: 9_000, setNo: 15 }),
      await product({ priceVnd: 80_000 }),
    ];
    const cartId = await shop.buyer.cart({ [gone.variantId]: 3, [here.variantId]: 1 });
    await shop.floor.setPublication(gone, 'withdrawn');
    const quote = await shop.buyer.quote(cartId, HANOI);
    expect(quote).toMatchObject({
      itemsVnd: 80_000,
      shippingFeeVnd: 36_000,
      totalVnd: 116_000,
      requires: { adult: false },
    });
    expect(quote.sellers[0]?.lines).toMatchObject([
      { variantId: gone.variantId, quantity: 3, unitPriceVnd: 0, totalVnd: 0, problem: 'unpublished' },
      { variantId: here.variantId, quantity: 1, unitPriceVnd: 80_000, totalVnd: 80_000 },
    ]);
    await shop.floor.setPublication(here, 'withdrawn');
    expect(await shop.buyer.quote(cartId, HANOI)).toMatchObject({
      itemsVnd: 0,
      shippingFeeVnd: 0,
      totalVnd: 0,
    });
  });

  it('when less is left than the cart wants', async () => {
    const goods = await product({ onHand: 5 });
    const cartId = await shop.buyer.cart({ [goods.variantId]: 5 });
    await shop.floor.countStock(goods, 4);
    const quote = await shop.buyer.quote(cartId);
    expect(quote.sellers[0]?.lines).toMatchObject([{ quantity: 5, problem: 'out_of_stock' }]);
  });

  it('with alcohol: an adult is asked for, and cash on delivery names its reason', async () => {
    const [wine, fish] = [await product({ setNo: 15 }), await product()];
    const other = await newSeller({ cod: false });
    const theirs = await product({ seller: other });
    const cartId = await shop.buyer.cart({ [wine.variantId]: 1, [fish.variantId]: 1, [theirs.variantId]: 1 });
    const quote = await shop.buyer.quote(cartId);
    expect(quote.requires).toEqual({ adult: true });
    const rest = [
      { method: 'bank_transfer', available: true },
      { method: 'card', available: false, reason: 'payment_method_unavailable' },
      { method: 'wallet', available: false, reason: 'payment_method_unavailable' },
    ];
    expect(quote.sellers.map((seller) => seller.paymentMethods)).toEqual([
      [{ method: 'cod', available: false, reason: 'cod_not_allowed' }, ...rest],
      [{ method: 'cod', available: false, reason: 'payment_method_unavailable' }, ...rest],
    ]);
  });

  it('not at all for an empty cart, and still for a placed one', async () => {
    const empty = await shop.buyer.quote(await shop.buyer.cart({}));
    expect(empty).toMatchObject({
      itemsVnd: 0,
      shippingFeeVnd: 0,
      totalVnd: 0,
      sellers: [],
      requires: { adult: false },
    });
    const { variantId } = await product();
    const cartId = await shop.buyer.cart({ [variantId]: 1 });
    await shop.buyer.place(cartId, await shop.buyer.quote(cartId));
    expect((await shop.buyer.quote(cartId)).totalVnd).toBe(120_000);
  });
});

describe('an address', () => {
  const cases: [delivery: unknown, path: string, code: string][] = [
    [{ method: 'ship', communeCode: '00000', line: 'Ấp 1' }, 'delivery.communeCode', 'not_found'],
    [{ method: 'ship', communeCode: 32191, line: 'Ấp 1' }, 'delivery.communeCode', 'required'],
    [{ method: 'ship', line: 'Ấp 1' }, 'delivery.communeCode', 'required'],
    [{ method: 'ship', communeCode: '32191' }, 'delivery.line', 'required'],
    [{ method: 'ship', communeCode: '32191', line: '   ' }, 'delivery.line', 'required'],
    [{ method: 'ship', communeCode: '32191', line: 'x'.repeat(301) }, 'delivery.line', 'too_long'],
    [{ method: 'ship', provinceCode: '77', ward: 'Phường 1', line: '1' }, 'delivery.provinceCode', 'not_found'],
    [{ method: 'ship', provinceCode: '01', line: '1' }, 'delivery.ward', 'required'],
    [{ method: 'ship', provinceCode: '96', ward: 'Xã Năm Căn', line: '1' }, 'delivery.communeCode', 'required'],
    [{ ...HANOI, communeCode: '32191' }, 'delivery.provinceCode', 'not_allowed_value'],
    [{ method: 'pickup' }, 'delivery.tourismPointSlug', 'bad_format'],
    [{ method: 'pickup', tourismPointSlug: 'khong-co' }, 'delivery.tourismPointSlug', 'not_found'],
    [{ method: 'pickup', tourismPointSlug: '../x' }, 'delivery.tourismPointSlug', 'bad_format'],
    [{ method: 'drone', communeCode: '32191', line: '1' }, 'delivery.method', 'not_allowed_value'],
    [{ method: 'ship', communeCode: '32191', line: '1', district: 'Năm Căn' }, 'delivery.district', 'unknown_field'],
    ['32191', 'delivery', 'required'],
    [[], 'delivery', 'required'],
    [null, 'delivery', 'required'],
  ]; // prettier-ignore

  it.each(cases)('%j is refused beside %s: %s', async (delivery, path, code) => {
    const { variantId } = await product();
    const cartId = await shop.buyer.cart({ [variantId]: 1 });
    const before = await everyRow(shop.database);
    const answer = await shop.buyer.call<ProblemBody>('POST', `/carts/${cartId}/quote`, { delivery });
    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
    expect(answer.body.errors?.map((error) => [error.path, error.code])).toContainEqual([path, code]);
    expect(await everyRow(shop.database)).toEqual(before);
  });

  it('of the own province may name the province beside the commune', async () => {
    const { variantId } = await product();
    const cartId = await shop.buyer.cart({ [variantId]: 1 });
    const quote = await shop.buyer.quote(cartId, { ...IN_PROVINCE, provinceCode: '96' });
    expect(quote.shippingFeeVnd).toBe(20_000);
  });
});

describe('the quote token', () => {
  it('stays as long as nothing changes and changes with each thing the buyer agreed to', async () => {
    const goods = await product({ priceVnd: 100_000, stars: 3 });
    const cartId = await shop.buyer.cart({ [goods.variantId]: 1 });
    const seen = new Set<string>();
    const token = async (delivery: object = IN_PROVINCE): Promise<string> => {
      const [first, second] = [
        await shop.buyer.quote(cartId, delivery),
        await shop.buyer.quote(cartId, delivery),
      ];
      expect(first.quoteToken).toBe(second.quoteToken);
      return first.quoteToken;
    };
    const isNew = (text: string): boolean => !seen.has(text) && seen.add(text).size > 0;
    expect(isNew(await token())).toBe(true);
    await shop.floor.setPrice(goods, 100_001);
    expect(isNew(await token())).toBe(true);
    await shop.floor.recertify(goods, 4, '2026-11-01');
    expect(isNew(await token())).toBe(true);
    await shop.floor.recertify(goods, 4, '2026-11-02');
    expect(isNew(await token())).toBe(true);
    await shop.buyer.call('PUT', `/carts/${cartId}/lines/${goods.variantId}`, { quantity: 2 });
    expect(isNew(await token())).toBe(true);
    expect(isNew(await token(HANOI))).toBe(true);
    await shop.database.query(
      `UPDATE shipping_rates SET base_fee_vnd = base_fee_vnd + 1 WHERE zone = 'province'`,
    );
    expect(isNew(await token())).toBe(true);
    await shop.database.query(
      `UPDATE shipping_rates SET base_fee_vnd = base_fee_vnd - 1 WHERE zone = 'province'`,
    );
    expect(isNew(await token())).toBe(false);
  });

  it('is the same for the same goods whatever the order they came in', async () => {
    const [one, two] = [await product(), await product({ seller: await newSeller() })];
    const quoted = async (order: string[]): Promise<QuoteBody> => {
      const cartId = await shop.buyer.cart({});
      for (const variantId of order) {
        await shop.buyer.call('PUT', `/carts/${cartId}/lines/${variantId}`, { quantity: 1 });
        shop.clock.advance(1);
      }
      return shop.buyer.quote(cartId);
    };
    const [there, back] = [
      await quoted([one.variantId, two.variantId]),
      await quoted([two.variantId, one.variantId]),
    ];
    expect(there.sellers.map((seller) => seller.seller.slug)).toEqual(
      back.sellers.map((seller) => seller.seller.slug).reverse(),
    );
    expect(there.quoteToken).toBe(back.quoteToken);
  });
});
