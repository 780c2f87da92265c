import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CARRIER_ACCOUNTS, type CarriersDouble } from '../../support/carriers/carriers-double.js';
import { BOX, errorsOf, SendingDesk } from '../../support/carriers/sending-desk.js';
import { callAs } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { moneyOf } from '../../support/incoming-money.js';
import { expectStockInOrder, stockOf } from '../../support/ledger.js';
import type { OrderDesk } from '../../support/order-desk.js';
import { eventsOf } from '../../support/order-events.js';
import type { SmallProduct } from '../../support/small-floor.js';
import type { SmallShop } from '../../support/small-shop.js';

let at: SendingDesk;
let double: CarriersDouble;
let shop: SmallShop;
let desk: OrderDesk;
let goods: SmallProduct;
let made = 0;

beforeAll(async () => {
  at = await SendingDesk.open();
  ({ double, shop, desk } = at);
});
afterAll(() => at.close());
beforeEach(async () => {
  shop.clock.set(SEEDED_AT);
  goods = await shop.floor.product({
    slug: `gui-${(made += 1)}`,
    seller: shop.seller,
    onHand: 10,
    weightGrams: 400,
  });
});

const packed = () => at.packed(goods.variantId);

describe('a shop’s account at a carrier', () => {
  it('is taken only with a token the carrier knows, and its token is kept sealed', async () => {
    for (const carrier of Object.keys(CARRIER_ACCOUNTS)) {
      const refused = await at.enter(carrier, { token: 'mot-ma-khac-0123456789' });
      expect([carrier, refused.status, errorsOf(refused)]).toEqual([carrier, 400, ['token refused']]);
    }
    expect(errorsOf(await at.enter('ghn', { account: '1' }))).toEqual(['token refused']);
    await double.next('fail');
    expect((await at.enter('ghn')).code).toBe('carrier_unavailable');
    expect((await at.enter('vnpost')).status).toBe(404);
    const rows = await shop.database.query<{ sealed: string }>(
      `SELECT secret_sealed AS sealed FROM carrier_accounts WHERE status = 'active'`,
    );
    expect([rows.length, JSON.stringify(rows).includes('ma-truy-cap-thu')]).toEqual([3, false]);
    expect(JSON.stringify(await callAs(shop.app, desk.owner, 'GET', at.accounts))).not.toContain(
      'ma-truy-cap-thu',
    );
  });
});

describe.each([
  ['ghn', 'GHN', ['picked', 'delivering', 'delivered']],
  ['ghtk', 'GHTK', ['3', '4', '5']],
] as const)('a parcel by %s', (carrier, name, [taken, , delivered]) => {
  it('is booked with its cash, bears the carrier’s code, and follows what the carrier says', async () => {
    const which = await packed();
    expect((await at.read(which.code)).carriers).toEqual(['ghn', 'ghtk', 'viettel_post']);
    const quote = await at.act<{ feeVnd: number }>(which, 'shipment-quotes', { carrier, ...BOX });
    expect([quote.status, quote.body]).toEqual([200, { feeVnd: 31_000 }]);
    const booked = await at.send(which, carrier);
    const { trackingCode } = booked.body.parcels[0] ?? {};
    expect([booked.status, booked.body.parcels[0]]).toMatchObject([
      200,
      {
        status: 'packing',
        carrier: name,
        grams: 800,
        shipment: {
          carrier,
          status: 'booked',
          trackingCode,
          codVnd: 220_000,
          feeVnd: 31_000,
          journey: 'waiting',
        },
      },
    ]);
    expect(await at.atCarrier(trackingCode)).toMatchObject([{ carrier, cod: 220_000 }]);
    await double.move(trackingCode ?? '', { status: taken });
    await at.sweep();
    expect((await at.parcel(which.code)).status).toBe('handed_over');
    expect(await stockOf(shop.database, goods.variantId)).toEqual({ onHand: 8, reserved: 0 });
    await double.move(trackingCode ?? '', { status: delivered });
    await at.sweep();
    expect(await at.parcel(which.code)).toMatchObject({ status: 'delivered', carrier: name, trackingCode });
    expect(await moneyOf(shop.database, which.code)).toMatchObject({ payment: 'paid', receivedVnd: 220_000 });
    const events = await eventsOf(shop.database, which.code);
    expect(JSON.stringify(events)).toContain('carrier');
    // An older word that comes late moves nothing back.
    await double.move(trackingCode ?? '', { status: taken });
    await at.sweep();
    expect((await at.parcel(which.code)).status).toBe('delivered');
    await expectStockInOrder(shop.database);
    expect(await double.faults()).toEqual([]);
  });

  it('is one shipment however often it is asked for, and however the answer is lost', async () => {
    const which = await packed();
    const before = (await double.orders()).length;
    await double.next('lost');
    const unknown = await at.send(which, carrier);
    expect(unknown.body.parcels[0]).toMatchObject({ carrier: null, shipment: { status: 'asked' } });
    // Pressed again, and taken up by two sweeps at once.
    await at.send(which, carrier);
    await Promise.all([at.sweep(), at.sweep()]);
    expect(await at.parcel(which.code)).toMatchObject({ carrier: name, shipment: { status: 'booked' } });
    expect((await double.orders()).length).toBe(before + 1);
    const other = await packed();
    await Promise.all([at.send(other, carrier), at.send(other, carrier), at.send(other, carrier)]);
    expect((await double.orders()).length).toBe(before + 2);
    expect(await double.faults()).toEqual([]);
  });

  it('moves by no answer about another shipment or other cash', async () => {
    const which = await packed();
    const { trackingCode } = (await at.send(which, carrier)).body.parcels[0] ?? {};
    const [kept] = await at.atCarrier(trackingCode);
    await double.move(trackingCode ?? '', { status: delivered, cod: 1_000 });
    await at.sweep();
    await double.move(trackingCode ?? '', { cod: 220_000, clientCode: 'don-cua-nguoi-khac' });
    await at.sweep();
    expect(await at.parcel(which.code)).toMatchObject({
      status: 'packing',
      shipment: { journey: 'waiting' },
    });
    expect((await moneyOf(shop.database, which.code)).payment).toBe('pending');
    await double.move(trackingCode ?? '', { clientCode: kept?.clientCode ?? '' });
    await at.sweep();
    expect((await at.parcel(which.code)).status).toBe('delivered');
  });

  it('that is brought back was refused, and is on the shelf once the shop has seen it', async () => {
    const which = await packed();
    const { trackingCode } = (await at.send(which, carrier)).body.parcels[0] ?? {};
    await double.move(trackingCode ?? '', { status: carrier === 'ghn' ? 'returned' : '21' });
    await at.sweep();
    const order = await at.read(which.code);
    expect([order.status, order.step, order.parcels[0]?.status]).toEqual([
      'cancelled',
      'take_back',
      'refused',
    ]);
    expect(await stockOf(shop.database, goods.variantId)).toEqual({ onHand: 8, reserved: 0 });
    expect((await desk.takeBack(which.code, which.parcelId)).status).toBe(200);
    expect(await stockOf(shop.database, goods.variantId)).toEqual({ onHand: 10, reserved: 0 });
    await expectStockInOrder(shop.database);
  });

  it('is taken back before it was fetched, and not after', async () => {
    const which = await packed();
    const { trackingCode } = (await at.send(which, carrier)).body.parcels[0] ?? {};
    // What a carrier is to fetch does not go by a coach as well.
    expect((await desk.handOver(which.code, which.parcelId, { carrier: 'Xe Mẫu' })).code).toBe(
      'state_conflict',
    );
    const back = await at.act(which, 'shipment', undefined, 'DELETE');
    expect(back.body.parcels[0]).toMatchObject({
      carrier: null,
      trackingCode: null,
      shipment: { status: 'cancelled' },
    });
    const again = await at.send(which, carrier);
    expect(again.body.parcels[0]?.trackingCode).not.toBe(trackingCode);
    await double.move(again.body.parcels[0]?.trackingCode ?? '', { status: taken });
    const late = await at.act(which, 'shipment', undefined, 'DELETE');
    expect([late.status, late.code]).toEqual([409, 'state_conflict']);
    expect((await at.parcel(which.code)).shipment?.status).toBe('booked');
  });
});

describe('a parcel by Viettel Post', () => {
  it('is booked by addresses as text; how it goes on a person writes down', async () => {
    const which = await packed();
    const quote = await at.act<{ feeVnd: number }>(which, 'shipment-quotes', {
      carrier: 'viettel_post',
      ...BOX,
    });
    expect(quote.body).toEqual({ feeVnd: 31_000 });
    const booked = await at.send(which, 'viettel_post');
    const { trackingCode } = booked.body.parcels[0] ?? {};
    expect(booked.body.parcels[0]).toMatchObject({ carrier: 'Viettel Post', shipment: { status: 'booked' } });
    expect(await at.atCarrier(trackingCode)).toMatchObject([
      { cod: 220_000, asked: { RECEIVER_ADDRESS: 'Số 1, ấp 2, Xã Năm Căn, Tỉnh Cà Mau' } },
    ]);
    await at.sweep();
    expect((await desk.handOver(which.code, which.parcelId)).body.parcels[0]).toMatchObject({
      status: 'handed_over',
      carrier: 'Viettel Post',
      trackingCode,
    });
    expect((await desk.arrive(which.code, which.parcelId)).status).toBe(200);
    expect(await double.faults()).toEqual([]);
  });

  it('is not made twice where its answer was lost: the shop looks for its code and writes it down', async () => {
    const which = await packed();
    const before = (await double.orders()).length;
    await double.next('lost');
    await at.send(which, 'viettel_post');
    await at.sweep();
    expect((await double.orders()).length).toBe(before + 1);
    expect((await at.parcel(which.code)).shipment).toMatchObject({
      status: 'refused',
      refusal: 'Mã đơn hàng đã tồn tại',
    });
    const typed = { carrier: 'Viettel Post', trackingCode: '10345381000' };
    expect((await desk.handOver(which.code, which.parcelId, typed)).status).toBe(200);
  });
});

describe('a carrier', () => {
  it('is not asked for what it does not take', async () => {
    const which = await packed();
    const before = (await double.orders()).length;
    for (const handling of ['frozen', 'live', 'chilled']) {
      await shop.database.query(`UPDATE products SET handling = $2 WHERE id = $1`, [
        goods.productId,
        handling,
      ]);
      expect([handling, errorsOf(await at.send(which))]).toEqual([handling, ['carrier not_allowed_value']]);
    }
    await shop.database.query(`UPDATE products SET handling = 'fragile' WHERE id = $1`, [goods.productId]);
    expect(errorsOf(await at.send(which, 'ghtk', { grams: 20_001 }))).toEqual(['grams too_big']);
    expect(errorsOf(await at.send(which, 'ghn', { lengthCm: 0 }))).toEqual(['lengthCm too_small']);
    expect((await double.orders()).length).toBe(before);
    const glass = await at.send(which, 'ghtk');
    expect(await at.atCarrier(glass.body.parcels[0]?.trackingCode)).toMatchObject([{ asked: { tags: [1] } }]);
  });

  it('that says no is quoted, and a code typed by hand is enough', async () => {
    await shop.database.query(`UPDATE communes SET full_name = 'Xã Không Có' WHERE code = '32191'`);
    const which = await packed();
    const refused = await at.send(which);
    await shop.database.query(`UPDATE communes SET full_name = 'Xã Năm Căn' WHERE code = '32191'`);
    expect(refused.body.parcels[0]).toMatchObject({
      status: 'packing',
      shipment: { status: 'refused', refusal: 'Không tìm thấy phường xã người nhận' },
    });
    const typed = await desk.handOver(which.code, which.parcelId, {
      carrier: 'giao hàng nhanh',
      trackingCode: 'LLTAY01',
    });
    expect(typed.body.parcels[0]).toMatchObject({ carrier: 'GHN', trackingCode: 'LLTAY01' });
  });

  it('that is silent or garbled is asked again', async () => {
    const other = await packed();
    await double.next('garbled');
    expect((await at.send(other)).body.parcels[0]?.shipment?.status).toBe('asked');
    await double.next('fail');
    await at.sweep();
    expect((await at.parcel(other.code)).shipment?.status).toBe('asked');
    await at.sweep();
    expect((await at.parcel(other.code)).shipment?.status).toBe('booked');
  });

  it('has its shipment asked about at once by a notice, whose own words count for nothing', async () => {
    const which = await packed();
    const { trackingCode } = (await at.send(which)).body.parcels[0] ?? {};
    const hear = (carrier: string, body: object) =>
      shop.buyer.call('POST', `/webhooks/carriers/${carrier}`, body);
    // A stranger says it came; the carrier says it was fetched.
    expect(
      (await hear('ghn', { OrderCode: trackingCode, Status: 'delivered', CODAmount: 220_000 })).status,
    ).toBe(200);
    await double.move(trackingCode ?? '', { status: 'picked' });
    await at.sweep(1);
    expect((await at.parcel(which.code)).status).toBe('handed_over');
    expect((await hear('ghn', { OrderCode: "'; DROP TABLE shipments" })).status).toBe(200);
    expect((await hear('vnpost', {})).status).toBe(404);
  });

  it('fetches nothing of an order that has ended', async () => {
    const which = await packed();
    const { trackingCode } = (await at.send(which)).body.parcels[0] ?? {};
    expect((await desk.cancel(which.code)).status).toBe(200);
    await at.sweep(1);
    expect(await at.atCarrier(trackingCode)).toMatchObject([{ status: 'cancel' }]);
    expect((await at.parcel(which.code)).shipment?.status).toBe('cancelled');
  });

  it('is not used by a shop that has left it, and what was sent is still followed', async () => {
    const which = await packed();
    const { trackingCode } = (await at.send(which)).body.parcels[0] ?? {};
    const left = await callAs(shop.app, desk.owner, 'DELETE', `${at.accounts}/ghn`);
    expect(left.status).toBe(204);
    expect(errorsOf(await at.send(await packed()))).toEqual(['carrier not_found']);
    await double.move(trackingCode ?? '', { status: 'delivered' });
    await at.sweep();
    expect((await at.parcel(which.code)).status).toBe('delivered');
    await at.enter('ghn');
    expect(await double.faults()).toEqual([]);
  });
});
