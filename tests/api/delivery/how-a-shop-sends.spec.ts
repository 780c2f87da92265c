import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProblemBody, QuoteBody } from '../../support/buyer.js';
import { callAs, type Told } from '../../support/caller.js';
import { People, type Person } from '../../support/people.js';
import { HOME_COMMUNE, OTHER_COMMUNE, type SmallSeller } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let people: People;
let seller: SmallSeller;
let owner: Person;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
});
afterAll(() => shop.close());
beforeEach(async () => {
  seller = await shop.floor.seller(`cach-gui-${(made += 1)}`);
  owner = await people.person();
  await people.member(owner, seller);
});

const NEXT = { method: 'ship', communeCode: OTHER_COMMUNE, line: 'Khóm 2' };
const HANOI = { method: 'ship', provinceCode: '01', ward: 'Phường Hoàn Kiếm', line: '2 Tràng Tiền' };
const OWN = { feeVnd: 12_000, minDays: 0, maxDays: 1, communes: [HOME_COMMUNE, OTHER_COMMUNE] };

interface Delivery {
  version: number;
  rateOptions: string[] | null;
  own: object | null;
  pickupPoints: string[];
}
const say = <Body = Delivery>(change: object, person = owner): Promise<Told<Body>> =>
  callAs<Body>(shop.app, person, 'PUT', `/seller/${seller.slug}/delivery`, {
    version: 0,
    rateOptions: null,
    own: null,
    pickupPoints: [],
    ...change,
  });
const read = async (): Promise<Delivery> =>
  (await callAs<Delivery>(shop.app, owner, 'GET', `/seller/${seller.slug}/delivery`)).body;
const goods = (wish: object = {}) => shop.floor.product({ slug: `hang-${(made += 1)}`, seller, ...wish });
async function quote(delivery: object, ...variantIds: string[]): Promise<QuoteBody['sellers'][number]> {
  const cart = await shop.buyer.cart(Object.fromEntries(variantIds.map((id) => [id, 1])));
  const [part] = (await shop.buyer.quote(cart, delivery)).sellers;
  if (part === undefined) throw new Error('Nothing was quoted');
  return part;
}
const ways = ({ shippingOptions }: QuoteBody['sellers'][number]): [string, number][] =>
  shippingOptions.map(({ id, feeVnd }) => [id, feeVnd]);

describe('a shop says how it sends', () => {
  it('and offers the whole fee table while it has said nothing', async () => {
    const { variantId } = await goods();
    expect(await read()).toMatchObject({ version: 0, rateOptions: null, own: null, pickupPoints: [] });
    expect(ways(await quote(NEXT, variantId))).toEqual([
      ['tieu-chuan', 20_000],
      ['hoa-toc', 35_000],
    ]);
  });

  it('some options, its own delivery to its communes, and the points it serves; quotes follow at once', async () => {
    const { variantId } = await goods();
    const told = await say({ rateOptions: ['hoa-toc'], own: OWN, pickupPoints: ['hon-da-bac'] });
    expect(told.body).toMatchObject({
      version: 1,
      rateOptions: ['hoa-toc'],
      own: OWN,
      pickupPoints: ['hon-da-bac'],
    });
    const near = await quote(NEXT, variantId);
    expect(near.shippingOptions).toEqual([
      { id: 'gian-hang-tu-giao', label: 'Gian hàng tự giao', feeVnd: 12_000, days: { min: 0, max: 1 } },
      { id: 'hoa-toc', label: 'Giao nhanh', feeVnd: 35_000, days: { min: 1, max: 1 } },
    ]);
    const cart = await shop.buyer.cart({ [variantId]: 1 });
    const placed = await shop.buyer.place(cart, await shop.buyer.quote(cart, NEXT), { delivery: NEXT });
    expect(placed.status).toBe(201);
    const far = await quote(HANOI, variantId);
    expect([far.shippingOptions, far.lines[0]]).toMatchObject([
      [],
      { problem: 'delivery_unavailable', obstacle: 'no_way' },
    ]);
    const picked = await quote({ method: 'pickup', tourismPointSlug: 'hon-da-bac' }, variantId);
    expect(ways(picked)).toEqual([['nhan-tai-diem', 0]]);
    await say({ version: 1, rateOptions: ['hoa-toc'], own: null, pickupPoints: [] });
    const gone = await quote({ method: 'pickup', tourismPointSlug: 'hon-da-bac' }, variantId);
    expect(gone.lines[0]).toMatchObject({ problem: 'pickup_unavailable' });
    expect(
      await shop.database.query(
        `SELECT shipping_option_code, shipping_fee_vnd FROM orders WHERE seller_id = $1`,
        [seller.sellerId],
      ),
    ).toEqual([{ shipping_option_code: 'gian-hang-tu-giao', shipping_fee_vnd: '12000' }]);
    expect(
      await shop.database.query(
        `SELECT before->'own'->>'feeVnd' AS was, after->'own' AS is FROM audit_records
         WHERE action = 'delivery.changed' AND subject_id = $1 ORDER BY occurred_at, id DESC LIMIT 1`,
        [seller.sellerId],
      ),
    ).toHaveLength(1);
  });

  it('and of two who say so at once one is told to look again', async () => {
    const both = await Promise.all([say({ own: OWN }), say({ own: { ...OWN, feeVnd: 1_000 } })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.code).toBe('stale_version');
    expect((await read()).version).toBe(1);
    expect((await say({ version: 0 })).code).toBe('stale_version');
    expect((await say({ version: 7 })).code).toBe('stale_version');
  });

  it('and is refused what does not exist or leaves no way at all', async () => {
    const refused = async (change: object): Promise<string[]> => {
      const { body } = await say<ProblemBody>(change);
      return (body.errors ?? []).map(({ path, code }) => `${path} ${code}`);
    };
    expect(await refused({ rateOptions: [] })).toEqual(['rateOptions required']);
    expect(await refused({ rateOptions: ['khong-co'] })).toEqual(['rateOptions not_found']);
    expect(await refused({ own: { ...OWN, communes: ['00001'] } })).toEqual(['own.communes not_found']);
    expect(await refused({ own: { ...OWN, communes: [] } })).toEqual(['own.communes not_valid']);
    expect(await refused({ own: { ...OWN, minDays: 2 } })).toEqual(['own.maxDays too_small']);
    expect(await refused({ pickupPoints: ['khong-co'] })).toEqual(['pickupPoints unknown']);
    expect((await read()).version).toBe(0);
  });
});

describe('goods that must arrive soon', () => {
  const soon = async (days: number, wish: object = {}): Promise<string> => {
    const { productId, variantId } = await goods(wish);
    await shop.database.query(`UPDATE products SET handling = 'live', max_transit_days = $2 WHERE id = $1`, [
      productId,
      days,
    ]);
    return variantId;
  };

  it('are not offered a way that takes longer, alone or beside others in the parcel', async () => {
    const crab = await soon(1);
    const { variantId: dry } = await goods();
    expect(ways(await quote(NEXT, crab))).toEqual([['hoa-toc', 35_000]]);
    expect(ways(await quote(NEXT, crab, dry))).toEqual([['hoa-toc', 35_000]]);
    await say({ rateOptions: ['tieu-chuan'], own: OWN });
    expect(ways(await quote(NEXT, crab, dry))).toEqual([['gian-hang-tu-giao', 12_000]]);
  });

  it('say on their own line that every way is too slow, and for which limit', async () => {
    const crab = await soon(2);
    const { variantId: dry } = await goods();
    const part = await quote(HANOI, crab, dry);
    expect(part.shippingOptions).toEqual([]);
    expect(part.lines).toMatchObject([
      { problem: 'delivery_unavailable', obstacle: 'too_slow', maxTransitDays: 2 },
      { variantId: dry },
    ]);
    expect(part.lines[1]).not.toHaveProperty('problem');
    const cart = await shop.buyer.cart({ [crab]: 1 });
    const refused = await shop.buyer.place<ProblemBody>(cart, await shop.buyer.quote(cart, HANOI), {
      delivery: HANOI,
    });
    expect([refused.status, refused.body.code]).toEqual([422, 'delivery_unavailable']);
  });

  it('stay in the province where they are sent no farther', async () => {
    const crab = await soon(1, { shipsTo: 'province' });
    expect((await quote(HANOI, crab)).lines[0]).toMatchObject({
      problem: 'delivery_unavailable',
      obstacle: 'province_only',
    });
  });
});
