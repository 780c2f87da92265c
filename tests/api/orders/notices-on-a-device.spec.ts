import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PushNotices } from '../../../apps/api/src/modules/identity/index.js';
import { TellOfOrders } from '../../../apps/api/src/modules/orders/events/tell-of-orders.js';
import { EraseAccount } from '../../../apps/api/src/modules/privacy/erasure/erase-account.js';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.js';
import type { PushNotice } from '../../../apps/api/src/platform/mail/push-service.js';
import { CONTACT, SHIP, type PlacedBody } from '../../support/buyer.js';
import { callAs } from '../../support/caller.js';
import { OrderDesk } from '../../support/order-desk.js';
import { People, type Person } from '../../support/people.js';
import { PushDouble, vapidKeys } from '../../support/push-service.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

type Job = PushNotice & { subscriptionId: string; at: string };
type Subscription = ReturnType<PushDouble['subscribe']>;

const NOTICE = {
  id: 'order-event-1',
  title: 'Đơn MAU123: đã giao hàng',
  path: '/don-hang/MAU',
  urgent: false,
};

let shop: SmallShop;
let double: PushDouble;
let people: People;
let desk: OrderDesk;
let person: Person;
let made = 0;

beforeAll(async () => {
  const keys = vapidKeys();
  double = await PushDouble.start(keys.publicKey);
  shop = await openSmallShop({
    env: {
      VAPID_PUBLIC_KEY: keys.publicKey,
      VAPID_PRIVATE_KEY: keys.privateKey,
      VAPID_SUBJECT: 'mailto:van-hanh@san.example.vn',
      VAPID_PUSH_SERVICES: double.origin,
    },
  });
  people = new People(shop.app, shop.database, shop.clock);
  desk = await OrderDesk.of(shop, people, shop.seller);
});
afterAll(async () => {
  await shop.close();
  await double.close();
});
beforeEach(async () => {
  person = await people.person();
  await shop.database.query(`DELETE FROM pgboss.job WHERE name = 'push-notice'`);
  double.pushed.length = 0;
});

const subscribe = (who: Person, to: Subscription = double.subscribe()) =>
  callAs(shop.app, who, 'PUT', '/sessions/current/push-subscription', to);
const ofDevice = async (who: Person) =>
  (await callAs(shop.app, who, 'GET', '/sessions/current/push-subscription')).body;
const subscriptions = (): Promise<{ address: string }[]> =>
  shop.database.query(`SELECT address_sealed AS address FROM push_subscriptions WHERE account_id = $1`, [
    person.accountId,
  ]);
const jobs = (): Promise<{ data: Job; waits: number }[]> =>
  shop.database.query(
    `SELECT data, extract(epoch FROM start_after - created_on)::float8 AS waits FROM pgboss.job
     WHERE name = 'push-notice' ORDER BY created_on, id`,
  );
const tell = (notice: PushNotice = NOTICE): Promise<number> =>
  shop.app
    .get(Transactions)
    .run('worker', (tx) => shop.app.get(PushNotices).tell(tx, person.accountId, notice));

/** Sends what waits, as the worker would. */
async function deliver(): Promise<void> {
  for (const { data } of await jobs()) await shop.app.get(PushNotices).send(data);
}

describe('a device', () => {
  it('takes notices once it was asked to, and the floor keeps its address sealed', async () => {
    expect(await ofDevice(person)).toMatchObject({ subscribed: false, publicKey: expect.any(String) });
    const address = double.subscribe();
    expect((await subscribe(person, address)).status).toBe(204);
    // A browser that changed its address says so; it is one device still.
    expect((await subscribe(person, address)).status).toBe(204);
    const kept = await subscriptions();
    expect(kept).toHaveLength(1);
    for (const secret of [address.endpoint, address.keys.auth, address.keys.p256dh])
      expect(kept[0]?.address).not.toContain(secret);
    expect(await ofDevice(person)).toMatchObject({ subscribed: true });
    const devices = await callAs<{ items: { push: boolean }[] }>(shop.app, person, 'GET', '/sessions');
    expect(devices.body.items).toMatchObject([{ push: true }]);
  });

  it('takes none any more when its owner says so, from there or from another device', async () => {
    await subscribe(person);
    const other = await people.signIn({ ...person });
    const path = `/sessions/${person.sessionId}/push-subscription`;
    const stranger = await people.person();
    expect((await callAs(shop.app, stranger, 'DELETE', path)).status).toBe(404);
    expect(await subscriptions()).toHaveLength(1);
    expect((await callAs(shop.app, other, 'DELETE', path)).status).toBe(204);
    expect((await callAs(shop.app, other, 'DELETE', path)).status).toBe(404);
    expect(await subscriptions()).toEqual([]);
  });

  it('that is signed out, whoever does it, is forgotten; so are all of an account that is erased', async () => {
    const other = await people.signIn({ ...person });
    await subscribe(person);
    await subscribe(other);
    await callAs(shop.app, other, 'DELETE', '/sessions/others');
    expect(await subscriptions()).toHaveLength(1);
    await callAs(shop.app, other, 'DELETE', '/sessions/current');
    expect(await subscriptions()).toEqual([]);
    await subscribe(await people.signIn(person));
    await shop.database.query(
      `INSERT INTO erasures (account_id, status, status_changed_at, requested_at, due_at)
       VALUES ($1, 'waiting', $2, $2, $2)`,
      [person.accountId, shop.clock.now()],
    );
    await shop.app.get(EraseAccount).sweep();
    expect(await subscriptions()).toEqual([]);
  });

  it.each([
    ['an address inside', 'https://127.0.0.1/push/x'],
    ['a name that leads inside', 'https://metadata.internal/latest'],
    ['no https', 'http://fcm.googleapis.com/fcm/send/x'],
    ['another port', 'https://fcm.googleapis.com:8443/fcm/send/x'],
    ['a name that only looks like one', 'https://fcm.googleapis.com.example.vn/fcm/send/x'],
    ['a service behind somebody’s name', 'https://evil@fcm.googleapis.com/fcm/send/x'],
    ['no address', 'fcm.googleapis.com/fcm/send/x'],
  ])('is refused with %s', async (_what, endpoint) => {
    const answer = await subscribe(person, { ...double.subscribe(), endpoint });
    expect([answer.status, answer.code]).toEqual([400, 'validation_failed']);
    expect(await subscriptions()).toEqual([]);
  });

  it.each([
    'https://fcm.googleapis.com/fcm/send/x',
    'https://updates.push.services.mozilla.com/wpush/v2/x',
    'https://wns2-sg2p.notify.windows.com/w/?token=x',
    'https://web.push.apple.com/x',
  ])('may have its notices from %s', async (endpoint) => {
    expect((await subscribe(person, { ...double.subscribe(), endpoint })).status).toBe(204);
  });

  it('is no program: a token takes none', async () => {
    const program = await people.signIn({ ...person }, { scopes: ['account'] });
    expect((await subscribe(program)).status).toBe(403);
  });
});

describe('a notice', () => {
  it('reaches each device of the account once, in a form only that browser reads', async () => {
    const other = await people.signIn({ ...person });
    await subscribe(person);
    await subscribe(other);
    await subscribe(await people.person());
    expect([await tell(), await tell()]).toEqual([2, 2]);
    expect(await jobs()).toHaveLength(2);
    await deliver();
    const [one] = double.pushed;
    expect(double.pushed).toHaveLength(2);
    expect(one).toMatchObject({
      payload: { title: NOTICE.title, path: NOTICE.path, tag: NOTICE.id },
      ttl: 86_400,
      urgency: 'normal',
      subject: 'mailto:van-hanh@san.example.vn',
    });
    expect(new Set(double.pushed.map(({ topic }) => topic)).size).toBe(1);
    expect(double.faults).toEqual([]);
  });

  it('does not reach a device that was signed out while it waited', async () => {
    await subscribe(person);
    await tell();
    await callAs(shop.app, person, 'DELETE', '/sessions/current');
    await deliver();
    expect(double.pushed).toEqual([]);
  });

  it.each([404, 410] as const)('that meets a %i has its device forgotten', async (status) => {
    await subscribe(person);
    await tell();
    double.next = [status];
    await deliver();
    expect(await subscriptions()).toEqual([]);
    await deliver();
    expect(double.pushed).toEqual([]);
  });

  it('waits as long as the service asks, for an hour at most, and never longer than a day', async () => {
    await subscribe(person);
    await tell();
    const [first] = await jobs();
    const send = (at: Date) =>
      shop.app.get(PushNotices).send({ ...(first?.data as Job), at: at.toISOString() });
    double.next = [{ status: 429, retryAfter: '90' }, { status: 429, retryAfter: '999999' }, 503];
    for (let times = 0; times < 3; times += 1) await send(shop.clock.now());
    const waits = (await jobs()).slice(1).map((job) => Math.round(job.waits));
    expect(waits).toEqual([90, 3_600, 60]);
    double.next = [{ status: 429, retryAfter: '90' }];
    await send(new Date(shop.clock.now().getTime() - 86_400_000));
    expect(await jobs()).toHaveLength(4);
    expect(await subscriptions()).toHaveLength(1);
  });

  it('that the service refuses fails its job and keeps the device', async () => {
    await subscribe(person);
    await tell();
    double.next = [403];
    await expect(deliver()).rejects.toThrow('push service refused order-event-1: status 403');
    expect(await subscriptions()).toHaveLength(1);
  });
});

describe('the buyer of an order', () => {
  it('signed in on a device that takes notices, reads there what happened, and nothing of themselves', async () => {
    await subscribe(person);
    const { placed, code, eventId } = await buyAndConfirm(person);
    await deliver();
    expect(double.pushed.map(({ payload }) => payload)).toEqual([
      {
        title: `Đơn ${code}: người bán đã nhận đơn`,
        path: `/don-hang/${placed.code}`,
        tag: `order-event-${eventId}`,
      },
    ]);
  });

  it('who bought as a guest has no device', async () => {
    await subscribe(person);
    await buyAndConfirm(null);
    expect(await jobs()).toEqual([]);
  });
});

/** Buys as somebody signed in, or as a guest; the shop takes the order on, and whom it concerns is told. */
async function buyAndConfirm(
  who: Person | null,
): Promise<{ placed: PlacedBody; code: string; eventId: string }> {
  const goods = await shop.floor.product({ slug: `tom-${(made += 1)}`, seller: shop.seller, onHand: 10 });
  const cartId = await shop.buyer.cart({ [goods.variantId]: 1 });
  const { totalVnd } = await shop.buyer.quote(cartId);
  const answer = await shop.buyer.call<PlacedBody>(
    'POST',
    '/order-groups',
    { cartId, contact: CONTACT, delivery: SHIP, payment: 'cod', expectedTotalVnd: totalVnd },
    { ...who?.headers, 'idempotency-key': `bao-${made}-xxxxxxxx` },
  );
  if (answer.status !== 201) throw new Error(`Not placed: ${answer.text}`);
  const placed = answer.body;
  const code = placed.orders[0]?.code ?? '';
  await desk.confirm(code);
  const [event] = await shop.database.query<{ id: string }>(
    `SELECT e.id FROM order_events e JOIN orders o ON o.id = e.order_id WHERE o.code = $1 AND e.to_status = 'confirmed'`,
    [code],
  );
  const eventId = event?.id ?? '';
  await shop.app.get(TellOfOrders).moved(eventId);
  return { placed, code, eventId };
}
