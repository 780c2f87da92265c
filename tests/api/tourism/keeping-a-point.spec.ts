import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImportPlaces } from '../../../apps/api/src/modules/places/index.js';
import { callAs, type Told } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { People, type Person } from '../../support/people.js';
import { OTHER_COMMUNE, type SmallProduct } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

interface Page {
  productCount: number;
  products: { slug: string }[];
  shelf: { slug: string; state: string; checkedOn: string }[];
  byRoad: string | null;
  byBoat: string | null;
}

let shop: SmallShop;
let administrator: Person;
let keeper: Person;
let crab: SmallProduct;
let prawn: SmallProduct;
beforeAll(async () => {
  shop = await openSmallShop();
  const people = new People(shop.app, shop.database, shop.clock);
  administrator = await people.officer('administrator');
  keeper = await people.person();
  crab = await shop.floor.product({ slug: 'cua-muoi', seller: shop.seller });
  prawn = await shop.floor.product({ slug: 'tom-kho', seller: shop.seller });
  shop.clock.set(SEEDED_AT);
});
afterAll(() => shop.close());

const ISLAND = {
  slug: 'hon-mau',
  name: 'Hòn Mẫu',
  kind: 'island',
  communeCode: '32248',
  place: null,
  latitude: 8.5,
  longitude: 104.8,
  access: 'road_and_boat' as const,
};
const DESK = '/admin/tourism-points/mui-ca-mau';
const OWN = '/me/tourism-points/mui-ca-mau';

const desk = (method: 'POST' | 'PUT' | 'DELETE' | 'GET', path: string, body?: object): Promise<Told<never>> =>
  callAs(shop.app, administrator, method, DESK + path, body);
const mark = (product: string, state: string, who = keeper): Promise<Told<never>> =>
  callAs(shop.app, who, 'PUT', `${OWN}/shelf/${product}`, { state });
const page = async (): Promise<Page> =>
  (await shop.buyer.call<Page>('GET', '/tourism-points/mui-ca-mau')).body;
const keepers = async (): Promise<{ id: string; name: string }[]> =>
  (await callAs<{ items: { id: string; name: string }[] }>(shop.app, administrator, 'GET', `${DESK}/keepers`))
    .body.items;
const marks = (): Promise<object[]> =>
  shop.database.query(
    `SELECT actor_id, before, after FROM audit_records WHERE action = 'shelf.marked' ORDER BY occurred_at, id`,
  );

describe('whoever keeps a point', () => {
  it('is nobody until an officer of its commune names somebody by phone, once', async () => {
    expect((await mark(crab.slug, 'there')).status).toBe(404);
    expect((await desk('POST', '/keepers', { phone: '0999999999' })).status).toBe(400);
    expect((await desk('POST', '/keepers', { phone: administrator.phone })).code).toBe('not_allowed');
    const elsewhere = await new People(shop.app, shop.database, shop.clock).officer('administrator', [
      OTHER_COMMUNE,
    ]);
    const refused = await callAs(shop.app, elsewhere, 'POST', `${DESK}/keepers`, { phone: keeper.phone });
    expect(refused.status).toBe(404);
    expect(await keepers()).toEqual([]);
    expect((await desk('POST', '/keepers', { phone: keeper.phone })).status).toBe(204);
    expect((await desk('POST', '/keepers', { phone: keeper.phone })).code).toBe('state_conflict');
    expect(await keepers()).toMatchObject([{ name: keeper.name }]);
  });

  it('says what stands on its shelf, and its page tells it with the day on which somebody looked', async () => {
    expect((await mark(crab.slug, 'there')).status).toBe(204);
    expect((await mark(prawn.slug, 'restocked')).status).toBe(204);
    shop.clock.advance(24 * 3600 * 1000);
    expect((await mark(crab.slug, 'gone')).status).toBe(204);
    expect(await page()).toMatchObject({
      productCount: 1,
      products: [{ slug: 'tom-kho' }, { slug: 'cua-muoi' }],
      shelf: [
        { slug: 'tom-kho', state: 'restocked', checkedOn: '2026-11-23' },
        { slug: 'cua-muoi', state: 'gone', checkedOn: '2026-11-24' },
      ],
    });
    const product = await shop.buyer.call('GET', '/products/cua-muoi');
    expect(product.body).toMatchObject({ tourismPoints: [{ slug: 'mui-ca-mau', state: 'gone' }] });
    const there = await shop.buyer.call<{ items: { slug: string }[] }>('GET', '/products?point=mui-ca-mau');
    expect(there.body.items.map(({ slug }) => slug)).toEqual(['tom-kho']);
    expect(await marks()).toEqual([
      { actor_id: keeper.accountId, before: { product: 'cua-muoi', state: null }, after: { product: 'cua-muoi', state: 'there' } },
      { actor_id: keeper.accountId, before: { product: 'tom-kho', state: null }, after: { product: 'tom-kho', state: 'restocked' } },
      { actor_id: keeper.accountId, before: { product: 'cua-muoi', state: 'there' }, after: { product: 'cua-muoi', state: 'gone' } },
    ]); // prettier-ignore
  });

  it('puts nothing on it that is not on sale, and may say of what stands there that it is gone', async () => {
    const lapsed = await shop.floor.product({ slug: 'het-han', seller: shop.seller, issuedOn: '2022-01-01' });
    expect((await mark(lapsed.slug, 'there')).status).toBe(404);
    await shop.database.query(
      `INSERT INTO shelf_stocks (product_id, tourism_point_id, checked_on)
       SELECT $1, id, '2026-11-01' FROM tourism_points WHERE slug = 'mui-ca-mau'`,
      [lapsed.productId],
    );
    expect((await mark(lapsed.slug, 'gone')).status).toBe(204);
    expect((await page()).shelf.map(({ slug }) => slug)).toEqual(['tom-kho', 'cua-muoi']);
    const own = await callAs<{ items: object[] }>(shop.app, keeper, 'GET', OWN);
    expect(own.body).toMatchObject({
      products: 3,
      checkedOn: '2026-11-24',
      items: [
        { slug: 'cua-muoi', state: 'gone', listed: true },
        { slug: 'het-han', state: 'gone', listed: false },
        { slug: 'tom-kho', state: 'restocked', listed: true },
      ],
    });
    expect((await callAs(shop.app, keeper, 'DELETE', `${OWN}/shelf/het-han`)).status).toBe(204);
    expect((await callAs(shop.app, keeper, 'DELETE', `${OWN}/shelf/het-han`)).status).toBe(404);
  });

  it('keeps that point alone, and no longer than it lasts', async () => {
    const stranger = await new People(shop.app, shop.database, shop.clock).person();
    const before = await page();
    for (const [who, path] of [
      [keeper, '/me/tourism-points/hon-da-bac'],
      [stranger, OWN],
    ] as const) {
      expect((await callAs(shop.app, who, 'GET', path)).status).toBe(404);
      const put = await callAs(shop.app, who, 'PUT', `${path}/shelf/tom-kho`, { state: 'gone' });
      expect(put.status).toBe(404);
      expect((await callAs(shop.app, who, 'DELETE', `${path}/shelf/tom-kho`)).status).toBe(404);
    }
    expect((await mark('tom-kho', 'nhieu')).status).toBe(400);
    const [open] = await keepers();
    expect((await desk('DELETE', `/keepers/${open?.id}`)).status).toBe(204);
    expect((await desk('DELETE', `/keepers/${open?.id}`)).status).toBe(404);
    expect((await mark('tom-kho', 'gone')).status).toBe(404);
    expect(
      (await callAs<{ items: object[] }>(shop.app, keeper, 'GET', '/me/tourism-points')).body.items,
    ).toEqual([]);
    expect(await page()).toEqual(before);
    expect((await desk('POST', '/keepers', { phone: keeper.phone })).status).toBe(204);
    expect((await mark('tom-kho', 'gone')).status).toBe(204);
  });
});

describe('the way to a point', () => {
  it('is told as an officer said it, and not at all where nobody did', async () => {
    expect(await page()).toMatchObject({ byRoad: null, byBoat: null });
    const byBoat = 'Từ bến tàu Đất Mũi.\nHỏi trước giờ nước ròng.';
    expect((await desk('PUT', '/ways', { byRoad: null, byBoat })).status).toBe(204);
    expect(await page()).toMatchObject({ byRoad: null, byBoat });
    expect((await desk('PUT', '/ways', { byRoad: 'x'.repeat(601), byBoat })).status).toBe(400);
    const [record] = await shop.database.query(
      `SELECT before, after FROM audit_records WHERE action = 'tourism_point.ways_said'`,
    );
    expect(record).toEqual({ before: { byRoad: null, byBoat: null }, after: { byRoad: null, byBoat } });
  });

  it('begins as the province’s file says it, and is what an officer said from then on, also when that is nothing', async () => {
    let imports = 0;
    const told = async (byRoad: string | null): Promise<Pick<Page, 'byRoad' | 'byBoat'>> => {
      imports += 1;
      await shop.app.get(ImportPlaces).run({
        provinces: [],
        communes: [],
        // What else the file says of it is brought in all the same.
        tourismPoints: [{ ...ISLAND, description: `Cụm đảo, bản ${imports}.`, byRoad, byBoat: null }],
      });
      return (await shop.buyer.call<Page>('GET', '/tourism-points/hon-mau')).body;
    };
    expect(await told('Theo quốc lộ 1.')).toMatchObject({ byRoad: 'Theo quốc lộ 1.', byBoat: null });
    expect(await told('Theo đường Hồ Chí Minh.')).toMatchObject({ byRoad: 'Theo đường Hồ Chí Minh.' });
    const say = (byBoat: string | null): Promise<Told<never>> =>
      callAs(shop.app, administrator, 'PUT', '/admin/tourism-points/hon-mau/ways', { byRoad: null, byBoat });
    expect((await say('Tàu từ bến.')).status).toBe(204);
    expect(await told('Theo quốc lộ 1.')).toMatchObject({ byRoad: null, byBoat: 'Tàu từ bến.' });
    expect((await say(null)).status).toBe(204);
    expect(await told('Theo quốc lộ 1.')).toMatchObject({ byRoad: null, byBoat: null });
  });
});
