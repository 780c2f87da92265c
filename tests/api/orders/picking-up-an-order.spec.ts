import { DAY_MS, HOUR_MS } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TellOfOrders } from '../../../apps/api/src/modules/orders/events/tell-of-orders.js';
import { RemindOfPickups } from '../../../apps/api/src/modules/orders/parcels/pickups/remind-of-pickups.js';
import type { Message } from '../../../apps/api/src/platform/mail/messages.js';
import type { PlacedBody } from '../../support/buyer.js';
import { SEEDED_AT } from '../../support/clock.js';
import { moneyOf } from '../../support/incoming-money.js';
import { expectStockInOrder, stockOf } from '../../support/ledger.js';
import { OrderDesk } from '../../support/order-desk.js';
import { readMessages } from '../../support/outbox.js';
import { People } from '../../support/people.js';
import type { SmallProduct } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

const PICKUP = { method: 'pickup', tourismPointSlug: 'mui-ca-mau' };

let shop: SmallShop;
let people: People;
let desk: OrderDesk;
let goods: SmallProduct;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
  desk = await OrderDesk.of(shop, people, shop.seller);
  await shop.floor.servesPoint(shop.seller, 'mui-ca-mau');
  // Open on every day.
  await shop.database.query(
    `INSERT INTO point_hours (tourism_point_id, weekday, opens_at, closes_at)
     SELECT id, d, '07:00', '17:00' FROM tourism_points, generate_series(1, 7) d WHERE slug = 'mui-ca-mau'`,
  );
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.clock.set(SEEDED_AT);
  goods = await shop.floor.product({ slug: `qua-${(made += 1)}`, seller: shop.seller, onHand: 10 });
});

interface Page {
  parcels: { status: string; pickup: { code: string; keptUntil: string } | null }[];
  status: string;
}

/** An order whose goods have come to the point. */
async function atThePoint(quantity = 2): Promise<{ placed: PlacedBody; code: string; parcelId: string }> {
  const cart = await shop.buyer.cart({ [goods.variantId]: quantity });
  const quote = await shop.buyer.quote(cart, PICKUP);
  const { body } = await shop.buyer.place(cart, quote, { delivery: PICKUP });
  const code = body.orders[0]?.code ?? '';
  return { placed: body, code, parcelId: (await desk.send(code)).parcelId };
}
async function asBuyer(code: string, token: string): Promise<Page> {
  const answer = await shop.buyer.call<Page>('GET', `/orders/${code}`, undefined, { 'order-token': token });
  return answer.body;
}
async function codeOf({ placed, code }: { placed: PlacedBody; code: string }): Promise<string> {
  return (await asBuyer(code, placed.accessToken)).parcels[0]?.pickup?.code ?? '';
}
const otherThan = (code: string): string => (code === '111111' ? '222222' : '111111');

async function told(word: string): Promise<Message[]> {
  return (await readMessages(shop.database)).filter(({ id }) => id.startsWith(word));
}

describe('a parcel at a tourism point', () => {
  it('is given out by the code its buyer reads, and its cash is taken', async () => {
    const waiting = await atThePoint();
    const { placed, code, parcelId } = waiting;
    const before = await asBuyer(code, placed.accessToken);
    expect(before.parcels[0]?.pickup).toEqual({
      code: expect.stringMatching(/^\d{6}$/) as string,
      keptUntil: '2026-11-30',
    });
    const digits = await codeOf(waiting);
    const sent = await desk.read(code);
    expect(sent.body.parcels[0]).toMatchObject({
      awaitsCode: true,
      pickup: { keptUntil: '2026-11-30', overdue: false },
    });
    expect(JSON.stringify(sent.body)).not.toContain(digits);
    const given = await desk.giveOut(code, parcelId, {
      pickupCode: `${digits.slice(0, 3)} ${digits.slice(3)}`,
    });
    expect([given.status, given.body.parcels[0]?.status]).toEqual([200, 'delivered']);
    expect(await moneyOf(shop.database, code)).toMatchObject({ payment: 'paid', receivedVnd: 200_000 });
    expect((await asBuyer(code, placed.accessToken)).parcels[0]?.pickup).toBeNull();
  });

  it('keeps its code as a digest and under the purchase’s key, out of the shop’s reach', async () => {
    const waiting = await atThePoint();
    const digits = await codeOf(waiting);
    const [row] = await shop.database.query<{ hash: string; sealed: string }>(
      `SELECT code_hash AS hash, code_sealed AS sealed FROM pickup_codes WHERE fulfillment_id = $1`,
      [waiting.parcelId],
    );
    expect(row?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(row?.sealed).not.toContain(digits);
    const [readable] = await shop.database.query<{ may: boolean }>(
      `SELECT has_column_privilege('floor_seller', 'pickup_codes', 'code_sealed', 'SELECT') AS may`,
    );
    expect(readable?.may).toBe(false);
    const stranger = await shop.buyer.call('GET', `/orders/${waiting.code}`);
    expect(stranger.status).toBe(401);
  });

  it('stays where it is for a wrong code, and after five of them for an hour even for the right one', async () => {
    const waiting = await atThePoint();
    const { code, parcelId } = waiting;
    const right = await codeOf(waiting);
    const tries = await Promise.all(
      Array.from({ length: 8 }, () => desk.giveOut(code, parcelId, { pickupCode: otherThan(right) })),
    );
    const codes = tries.map((answer) => answer.code).sort();
    expect(codes).toEqual([
      ...Array<string>(3).fill('pickup_code_locked'),
      ...Array<string>(5).fill('validation_failed'),
    ]);
    const locked = await desk.giveOut(code, parcelId, { pickupCode: right });
    expect([locked.status, locked.code]).toEqual([429, 'pickup_code_locked']);
    expect((await desk.read(code)).body.parcels[0]?.status).toBe('handed_over');
    expect((await moneyOf(shop.database, code)).payment).toBe('pending');
    shop.clock.advance(HOUR_MS);
    expect((await desk.giveOut(code, parcelId, { pickupCode: right })).status).toBe(200);
  });

  it('asks for the code or a reason, and tells the buyer where a reason had to do', async () => {
    const { code, parcelId } = await atThePoint();
    const bare = await desk.giveOut(code, parcelId, {});
    const problem = bare.body as unknown as { errors: { path: string; code: string }[] };
    expect([bare.status, problem.errors.map((error) => `${error.path} ${error.code}`)]).toEqual([
      400,
      ['pickupCode required'],
    ]);
    expect((await desk.giveOut(code, parcelId, { withoutCode: 'because' })).status).toBe(400);
    const given = await desk.giveOut(code, parcelId, { withoutCode: 'known_buyer' });
    expect([given.status, given.body.parcels[0]?.status]).toEqual([200, 'delivered']);
    const [event] = await shop.database.query<{ id: string; details: object }>(
      `SELECT id, details FROM order_events WHERE subject_id = $1 AND to_status = 'delivered'`,
      [parcelId],
    );
    expect(event?.details).toMatchObject({ withoutCode: 'known_buyer' });
    await shop.app.get(TellOfOrders).moved(event?.id ?? '');
    expect((await told(`order-event-${event?.id}`))[0]?.text).toContain(
      'mà không xem mã nhận hàng, vì người trao hàng biết mặt người nhận',
    );
  });

  it('is told of with its code, today’s hours, and until when it is kept', async () => {
    const waiting = await atThePoint();
    const [event] = await shop.database.query<{ id: string }>(
      `SELECT id FROM order_events WHERE subject_id = $1 AND to_status = 'handed_over'`,
      [waiting.parcelId],
    );
    await shop.app.get(TellOfOrders).moved(event?.id ?? '');
    const [message] = await told(`order-event-${event?.id}`);
    expect(message?.text).toContain(`Mã nhận hàng của bạn: ${await codeOf(waiting)}.`);
    expect(message?.text).toContain('Hôm nay điểm mở cửa 7:00–17:00.');
    expect(message?.text).toContain('Hàng được giữ đến hết ngày 30/11/2026.');
    expect(message?.short).toContain(await codeOf(waiting));
  });

  it('may be refused there without any code, in part only with it', async () => {
    const some = await atThePoint();
    const [line] = (await desk.read(some.code)).body.lines;
    const refused = [{ lineId: line?.id ?? '', quantity: 1 }];
    expect((await desk.giveOut(some.code, some.parcelId, { refused })).status).toBe(400);
    const taken = await desk.giveOut(some.code, some.parcelId, { refused, pickupCode: await codeOf(some) });
    expect(taken.body.parcels[0]).toMatchObject({ status: 'refused', lines: [{ refused: 1 }] });
    const all = await atThePoint();
    const [other] = (await desk.read(all.code)).body.lines;
    const nothing = await desk.arrive(all.code, all.parcelId, [{ lineId: other?.id ?? '', quantity: 2 }]);
    expect([nothing.status, nothing.body.status]).toEqual([200, 'cancelled']);
  });
});

describe('a parcel nobody comes for', () => {
  it('has buyer and shop reminded once, and goes back to the shelf after its days', async () => {
    const { code, parcelId } = await atThePoint();
    expect(await shop.app.get(RemindOfPickups).run()).toBe(0);
    shop.clock.advance(3 * DAY_MS);
    expect(await shop.app.get(RemindOfPickups).run()).toBeGreaterThan(0);
    expect(await shop.app.get(RemindOfPickups).run()).toBe(0);
    await shop.app.get(TellOfOrders).waits(parcelId);
    const [toBuyer, toShop] = [
      await told(`pickup-waits-${parcelId}`),
      await told(`pickup-waits-shop-${parcelId}`),
    ];
    expect(toBuyer[0]?.text).toContain(`Hàng của đơn ${code} vẫn chờ bạn tại Mũi Cà Mau.`);
    expect(toShop[0]?.text).toContain('Hết ngày 30/11/2026 mà chưa ai nhận, bác đem hàng về');
    // Its last day is still the buyer's.
    shop.clock.advance(4 * DAY_MS);
    expect([await desk.endWaiting(code, parcelId)].map(({ code: refusal }) => refusal)).toEqual([
      'state_conflict',
    ]);
    shop.clock.advance(DAY_MS);
    expect((await desk.read(code)).body.parcels[0]?.pickup?.overdue).toBe(true);
    const ended = await desk.endWaiting(code, parcelId);
    expect([ended.status, ended.body.status, ended.body.cancellationReason]).toEqual([
      200,
      'cancelled',
      'refused',
    ]);
    expect((await desk.takeBack(code, parcelId)).status).toBe(200);
    expect(await stockOf(shop.database, goods.variantId)).toMatchObject({ onHand: 10, reserved: 0 });
    await expectStockInOrder(shop.database);
  });

  it('is no parcel that is brought to its buyer', async () => {
    const placed = await shop.buyer.buy(
      { [goods.variantId]: 1 },
      { contact: { name: 'Khách Mẫu', phone: '0987000017' } },
    );
    const code = placed.orders[0]?.code ?? '';
    const { parcelId } = await desk.send(code);
    for (let days = 0; days < 9; days += 3) {
      shop.clock.advance(3 * DAY_MS);
      await desk.read(code);
    }
    expect((await desk.endWaiting(code, parcelId)).code).toBe('state_conflict');
    expect((await desk.read(code)).body.parcels[0]).toMatchObject({ awaitsCode: false, pickup: null });
    expect((await desk.arrive(code, parcelId)).status).toBe(200);
  });
});
