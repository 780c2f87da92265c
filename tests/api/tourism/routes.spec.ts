import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImportRoutes } from '../../../apps/api/src/modules/tourism/index.js';
import { callAs, type Told } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { People, type Person } from '../../support/people.js';
import { HOME_COMMUNE, OTHER_COMMUNE } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

interface DeskRoute {
  version: string;
  name: string;
  stops: { kind: string; of: string; name: string; words: string | null }[];
}
interface Route {
  distanceKm: number;
  stopNames: string[];
  illustrative: string[];
  stops: { name: string; legKm: number; products: { slug: string }[] }[];
  makers: { slug: string }[];
}

let shop: SmallShop;
let administrator: Person;
let people: People;
beforeAll(async () => {
  shop = await openSmallShop({ env: { PUBLIC_URL: 'https://san.example' } });
  people = new People(shop.app, shop.database, shop.clock);
  administrator = await people.officer('administrator');
  await shop.floor.product({ slug: 'cua-muoi', seller: shop.seller });
  await shop.database.query(
    `INSERT INTO shelf_stocks (product_id, tourism_point_id, checked_on)
     SELECT p.id, t.id, '2026-11-01' FROM products p, tourism_points t WHERE t.slug = 'mui-ca-mau'`,
  );
  shop.clock.set(SEEDED_AT);
});
afterAll(() => shop.close());

const DESK = '/admin/tourism-routes/ra-mui';
const STOPS = [
  { kind: 'commune', of: OTHER_COMMUNE, words: 'Khởi hành' },
  { kind: 'point', of: 'mui-ca-mau', words: null },
  { kind: 'seller', of: 'rach-goc', words: null },
];
const say = (change: object = {}, who = administrator): Promise<Told<DeskRoute>> =>
  callAs(shop.app, who, 'PUT', DESK, {
    version: null,
    name: 'Ra Mũi',
    summary: 'Ra cực Nam; ăn, nghỉ',
    access: 'road_and_boat',
    published: true,
    stops: STOPS,
    ...change,
  });
const read = async (): Promise<DeskRoute> =>
  (await callAs<DeskRoute>(shop.app, administrator, 'GET', DESK)).body;
const route = (): Promise<{ status: number; body: Route }> =>
  shop.buyer.call('GET', '/tourism-routes/ra-mui');
const text = async (path: string): Promise<{ status: number; type: string | null; text: string }> => {
  const answer = await fetch(`${shop.app.url}/api/v1/tourism-routes/ra-mui/${path}`);
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
};

describe('a route', () => {
  it('is written by an officer of the whole province, under the version it was read with', async () => {
    expect((await route()).status).toBe(404);
    const local = await people.officer('administrator', [HOME_COMMUNE]);
    expect((await say({}, local)).code).toBe('not_allowed');
    expect((await say({ stops: STOPS.slice(0, 1) })).status).toBe(400);
    const missing = await say({ stops: [...STOPS, { kind: 'point', of: 'khong-co', words: null }] });
    const { errors } = missing.body as unknown as { errors: { path: string; code: string }[] };
    expect([missing.status, errors[0]]).toMatchObject([400, { path: 'stops.3.of', code: 'unknown' }]);
    expect((await route()).status).toBe(404);
    expect((await say()).status).toBe(200);
    expect((await say()).code).toBe('stale_version');
    const { version, stops } = await read();
    expect(stops.map(({ kind, name, words }) => [kind, name, words])).toEqual([
      ['commune', 'Xã Năm Căn', 'Khởi hành'],
      ['point', 'Mũi Cà Mau', null],
      ['seller', 'Gian hàng rach-goc', null],
    ]);
    expect((await say({ version, name: 'Đường ra Mũi' })).status).toBe(200);
    expect((await say({ version })).code).toBe('stale_version');
    const records = await shop.database.query<{ after: { name: string } }>(
      `SELECT after FROM audit_records WHERE action = 'tourism_route.said' ORDER BY occurred_at, id`,
    );
    expect(records.map(({ after }) => after.name)).toEqual(['Ra Mũi', 'Đường ra Mũi']);
  });

  it('tells its stops with what can be had there, how far it is, and who works along it', async () => {
    const { body } = await route();
    expect(
      body.stops.map(({ name, legKm, products }) => [name, legKm, products.map(({ slug }) => slug)]),
    ).toEqual([
      ['Xã Năm Căn', 0, []],
      ['Mũi Cà Mau', 40.1, ['cua-muoi']],
      ['Gian hàng rach-goc', 10, ['cua-muoi']],
    ]);
    expect([body.distanceKm, body.makers]).toMatchObject([50.1, [{ slug: 'rach-goc' }]]);
    const list = await shop.buyer.call<{ items: Route[] }>('GET', '/tourism-routes');
    expect(list.body.items).toMatchObject([{ distanceKm: 50.1, stopNames: body.stopNames }]);
  });

  it('passes by a shop that does not sell at present, and is not there while it is hidden', async () => {
    await shop.floor.setSellerStatus(shop.seller, 'suspended');
    const { body } = await route();
    expect([body.stopNames, body.makers]).toEqual([['Xã Năm Căn', 'Mũi Cà Mau'], []]);
    expect((await read()).stops).toHaveLength(3);
    await shop.floor.setSellerStatus(shop.seller, 'approved');
    const { version } = await read();
    await say({ version, published: false });
    expect((await route()).status).toBe(404);
    expect((await text('route.gpx')).status).toBe(404);
    await say({ version: (await read()).version });
  });

  it('goes along as GPX, and as a day in a calendar with the hours of that day', async () => {
    await shop.database.query(
      `INSERT INTO point_hours (tourism_point_id, weekday, opens_at, closes_at)
       SELECT id, 7, '07:00', '17:00' FROM tourism_points WHERE slug = 'mui-ca-mau'`,
    );
    const gpx = await text('route.gpx');
    expect([gpx.status, gpx.type]).toEqual([200, 'application/gpx+xml; charset=utf-8']);
    expect(gpx.text).toContain('<link href="https://san.example/du-lich/mui-ca-mau"/>');
    const calendar = await text('route.ics?day=2026-11-29');
    expect([calendar.status, calendar.type]).toEqual([200, 'text/calendar; charset=utf-8']);
    const unfolded = calendar.text.replaceAll('\r\n ', '');
    expect(unfolded).toContain('UID:ra-mui-20261129@san.example');
    expect(unfolded).toContain('2. Mũi Cà Mau: Mở cửa 7:00–17:00');
    const tomorrow = (await text('route.ics')).text.replaceAll('\r\n ', '');
    expect(tomorrow).toContain('DTSTART;VALUE=DATE:20261124');
    expect(tomorrow).toContain('2. Mũi Cà Mau: Nghỉ');
    expect((await text('route.ics?day=2026-02-30')).status).toBe(400);
    const english = (await text('route.ics?day=2026-11-29&language=en')).text.replaceAll('\r\n ', '');
    expect(english).toContain('2. Mũi Cà Mau: Open 7:00–17:00');
    expect(english).toContain('URL:https://san.example/en/du-lich/tuyen/ra-mui');
    expect((await text('route.ics?language=en')).text.replaceAll('\r\n ', '')).toContain(
      'Mũi Cà Mau: Closed',
    );
    expect((await text('route.gpx?language=en')).text).toContain(
      'href="https://san.example/en/du-lich/mui-ca-mau"',
    );
    expect((await text('route.gpx?language=fr')).status).toBe(400);
  });

  it('that its officers have changed is left alone by the import; a new one comes in as illustration', async () => {
    const before = await read();
    const profile = {
      name: 'Khác',
      summary: 'Tuyến khác',
      access: 'road' as const,
      stops: [
        { kind: 'commune' as const, of: HOME_COMMUNE, words: null },
        { kind: 'point' as const, of: 'hon-da-bac', words: null },
      ],
      illustrative: ['stops'],
    };
    const routes = [
      { ...profile, slug: 'ra-mui' },
      { ...profile, slug: 'tuyen-khac' },
    ];
    await shop.app.get(ImportRoutes).run(routes);
    await shop.app.get(ImportRoutes).run(routes);
    expect(await read()).toEqual(before);
    const other = await shop.buyer.call<Route>('GET', '/tourism-routes/tuyen-khac');
    expect(other.body).toMatchObject({ illustrative: ['stops'], stopNames: ['Xã Đất Mũi', 'Hòn Đá Bạc'] });
  });
});
