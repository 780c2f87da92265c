import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { OrderDesk } from '../../support/order-desk.js';
import { People } from '../../support/people.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let desk: OrderDesk;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  const seller = await shop.floor.seller(`gui-xe-${(made += 1)}`);
  desk = await OrderDesk.of(shop, new People(shop.app, shop.database, shop.clock), seller);
});

const RIDE = {
  kind: 'coach',
  line: 'Xe Tuấn Mẫu, 69B-000.17',
  leavesFrom: 'Bến xe Năm Căn',
  leavesAt: '2026-11-24T06:30:00.000Z',
  arrivesTo: 'Bến xe Miền Tây, quầy 12',
  arrivesAt: '2026-11-24T14:00:00.000Z',
  driverPhone: '0912 345 678',
};

async function packed(): Promise<{ code: string; parcelId: string; token: string }> {
  const { variantId } = await shop.floor.product({ slug: `kho-xe-${(made += 1)}`, seller: desk.seller });
  const cart = await shop.buyer.cart({ [variantId]: 1 });
  const placed = await shop.buyer.place(cart, await shop.buyer.quote(cart));
  const { accessToken, orders } = placed.body as { accessToken: string; orders: { code: string }[] };
  const code = orders[0]?.code ?? '';
  await desk.confirm(code);
  const { body } = await desk.pack(code);
  return { code, parcelId: body.parcels[0]?.id ?? '', token: accessToken };
}
async function asBuyer(
  code: string,
  token: string,
): Promise<{ parcels: { carrier: string; ride: object | null }[] }> {
  const answer = await fetch(`${shop.app.url}/api/v1/orders/${code}`, { headers: { 'order-token': token } });
  return (await answer.json()) as { parcels: { carrier: string; ride: object | null }[] };
}

it('a buyer reads by which coach a parcel comes, from where to where and when, and whom to call', async () => {
  const { code, parcelId, token } = await packed();
  expect((await desk.handOver(code, parcelId, { ride: RIDE })).status).toBe(200);
  expect((await asBuyer(code, token)).parcels).toMatchObject([
    { carrier: RIDE.line, ride: { ...RIDE, driverPhone: '+84912345678' } },
  ]);
  const [kept] = await shop.database.query<{ sealed: string }>(
    `SELECT driver_phone_sealed AS sealed FROM fulfillment_rides WHERE fulfillment_id = $1`,
    [parcelId],
  );
  expect(kept?.sealed).not.toContain('912345678');
  // Once the purchase has forgotten its people nobody reads the phone any more.
  await shop.database.query(
    `DELETE FROM data_keys WHERE subject_id = (SELECT order_group_id FROM orders WHERE code = $1)`,
    [code],
  );
  await shop.database.query(
    `UPDATE order_groups SET contact_sealed = NULL, contact_phone_hash = NULL, contact_erased_at = now()
     WHERE id = (SELECT order_group_id FROM orders WHERE code = $1)`,
    [code],
  );
  expect((await asBuyer(code, token)).parcels[0]?.ride).toMatchObject({ line: RIDE.line, driverPhone: null });
});

it('a parcel stays in the shop where something about its coach is wrong', async () => {
  const { code, parcelId } = await packed();
  const refused = async (change: object): Promise<string[]> => {
    const { body } = await desk.handOver(code, parcelId, { ride: { ...RIDE, ...change } });
    const { errors } = body as unknown as { errors?: { path: string; code: string }[] };
    return (errors ?? []).map((error) => `${error.path} ${error.code}`);
  };
  expect(await refused({ kind: 'drone' })).toEqual(['ride.kind not_allowed_value']);
  expect(await refused({ line: ' ' })).toEqual(['ride.line required']);
  expect(await refused({ leavesAt: 'sáng mai' })).toEqual(['ride.leavesAt bad_format']);
  expect(await refused({ arrivesAt: RIDE.leavesAt })).toEqual(['ride.arrivesAt not_valid']);
  expect(await refused({ driverPhone: '113' })).toEqual(['ride.driverPhone bad_phone']);
  expect((await desk.read(code)).body.parcels.map(({ status }) => status)).toEqual(['packing']);
  expect(
    await shop.database.query(`SELECT 1 FROM fulfillment_rides WHERE fulfillment_id = $1`, [parcelId]),
  ).toEqual([]);
});
