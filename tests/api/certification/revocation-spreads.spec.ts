import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { FlagOpenOrders } from '../../../apps/api/src/modules/orders/flags/flag-open-orders.js';
import { TellOfFlag } from '../../../apps/api/src/modules/orders/flags/tell-of-flag.js';
import { testApp, type TestApp } from '../../support/app.js';
import { Buyer, type PlacedBody, type ProblemBody } from '../../support/buyer.js';
import { callAs } from '../../support/caller.js';
import { EVERYWHERE, placesShowing } from '../../support/catalogue-places.js';
import { CertificateDesk } from '../../support/certificates.js';
import { holdStock, untilWaiting } from '../../support/held-locks.js';
import { expectStockInOrder, stockOf } from '../../support/ledger.js';
import { OfficerClient } from '../../support/officer.js';
import { readMessages } from '../../support/outbox.js';
import { People, type Person } from '../../support/people.js';
import { SURE_TO_COME_MS } from '../../support/patience.js';
import { scaled } from '../../support/scale.js';
import { OTHER_COMMUNE, type SmallProduct, type SmallSeller } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';
import { testWorker } from '../../support/worker.js';

const TODAY = '2026-11-23';

let shop: SmallShop;
/** A second API on the same database: another process as far as anything kept in memory goes. */
let elsewhere: TestApp;
let people: People;
let desk: CertificateDesk;
let seller: SmallSeller;
let goods: SmallProduct;
let made = 0;

beforeAll(async () => {
  const env = { PUBLIC_URL: 'https://san.example.vn', DATABASE_POOL_SIZE: '8' };
  shop = await openSmallShop({ env });
  elsewhere = await testApp({ database: shop.database, clock: shop.clock, env });
  people = new People(shop.app, shop.database, shop.clock);
  const officer = await people.officer('certification_officer');
  desk = new CertificateDesk(new OfficerClient(shop.app, officer), shop.database);
});
afterAll(async () => {
  await elsewhere.close();
  await shop.close();
});
beforeEach(async () => {
  made += 1;
  seller = await shop.floor.seller(`thu-hoi-${made}`);
  goods = await shop.floor.product({ slug: `kho-muc-${made}`, seller });
  await shop.database.query(
    `INSERT INTO shelf_stocks (product_id, tourism_point_id, checked_on)
     SELECT $1, id, '2026-11-01' FROM tourism_points WHERE slug = 'mui-ca-mau'`,
    [goods.productId],
  );
});

async function revoke(product = goods): Promise<void> {
  expect((await desk.revoke(product.certificationId, TODAY, { ground: 'c' })).status).toBe(204);
}

const shownOn = (app: TestApp): Promise<string[]> => placesShowing(app, seller, goods);

describe('a revocation', () => {
  it('is in force with the next answer of every API: nothing of the catalogue is kept in memory', async () => {
    for (const app of [shop.app, elsewhere]) expect(await shownOn(app)).toEqual(EVERYWHERE);
    await revoke();
    for (const app of [shop.app, elsewhere]) {
      expect(await shownOn(app)).toEqual([]);
      const page = await app.http.get(`/api/v1/products/${goods.slug}`);
      expect([page.status, page.headers['cache-control']]).toEqual([410, 'no-store']);
      expect(page.body).toMatchObject({
        code: 'product_withdrawn',
        product: { reason: 'certificate_revoked', withdrawnOn: TODAY },
      });
      expect(JSON.stringify(page.body)).not.toContain('"stars"');
    }
  });

  it('is told in carts, quotes and placements of either API', async () => {
    const buyers = [shop.buyer, new Buyer(elsewhere.url)];
    const carts = await Promise.all(
      buyers.map(async (buyer) => {
        const cartId = await buyer.cart({ [goods.variantId]: 1 });
        return { buyer, cartId, quote: await buyer.quote(cartId) };
      }),
    );
    await revoke();
    for (const { buyer, cartId, quote } of carts) {
      const cart = await buyer.call<{ lines: object[] }>('GET', `/carts/${cartId}`);
      expect(cart.body.lines).toMatchObject([{ problem: 'certificate_lapsed', stars: null }]);
      expect((await buyer.quote(cartId)).sellers[0]?.lines).toMatchObject([
        { problem: 'certificate_lapsed' },
      ]);
      const placed = await buyer.place<ProblemBody>(cartId, quote);
      expect([placed.status, placed.body.code, placed.body.lines?.map(({ reason }) => reason)]).toEqual([
        409,
        'cart_changed',
        ['certificate_lapsed'],
      ]);
    }
    const anew = await shop.buyer.call<{ id: string }>('POST', '/carts', {});
    const put = await shop.buyer.call('PUT', `/carts/${anew.body.id}/lines/${goods.variantId}`, {
      quantity: 1,
    });
    expect(put.status).toBeGreaterThanOrEqual(400);
  });
});

describe('placing while it is being revoked', () => {
  it('an order that was checked before and waits for stock is refused when its certificate is revoked meanwhile', async () => {
    const cartId = await shop.buyer.cart({ [goods.variantId]: 1 });
    const quote = await shop.buyer.quote(cartId);
    const somebody = await holdStock(shop.database, goods.variantId);
    const placing = shop.buyer.place<ProblemBody>(cartId, quote);
    await untilWaiting(shop.database, 1);
    await revoke();
    await somebody.release();
    const { status, body } = await placing;
    expect([status, body.code, body.lines?.map(({ reason }) => reason)]).toEqual([
      409,
      'cart_changed',
      ['certificate_lapsed'],
    ]);
    expect(await stockOf(shop.database, goods.variantId)).toEqual({ onHand: 100, reserved: 0 });
    expect(
      await shop.database.query(`SELECT 1 FROM order_lines WHERE product_id = $1`, [goods.productId]),
    ).toEqual([]);
  });

  it('every order is before or refused: one look after the revocation finds all there will ever be', async () => {
    const buyers = [shop.buyer, new Buyer(elsewhere.url)];
    for (let round = 0; round < scaled(2, 20); round += 1) {
      const other = await shop.floor.product({ slug: `tom-kho-${made}-${round}`, seller });
      const product = await shop.floor.product({ slug: `ca-kho-${made}-${round}`, seller });
      const ready = await Promise.all(
        Array.from({ length: 8 }, async (_, index) => {
          const buyer = buyers[index % 2] ?? shop.buyer;
          const cartId = await buyer.cart({ [product.variantId]: 1, [other.variantId]: 1 });
          return { buyer, cartId, quote: await buyer.quote(cartId) };
        }),
      );
      const placing = ready.map(({ buyer, cartId, quote }) =>
        buyer.place<PlacedBody & ProblemBody>(cartId, quote),
      );
      await Promise.race(placing);
      await revoke(product);
      const flagged = await shop.app
        .get(FlagOpenOrders)
        .run({ reason: 'certificate_revoked', id: product.certificationId });
      const answers = await Promise.all(placing);
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(flagged);
      for (const { status, body } of answers.filter((answer) => answer.status !== 201))
        expect([status, body.lines?.map(({ reason }) => reason)]).toEqual([409, ['certificate_lapsed']]);
      const missed = await shop.database.query(
        `SELECT l.id FROM order_lines l LEFT JOIN order_line_flags f ON f.order_line_id = l.id
         WHERE l.product_id = $1 AND f.id IS NULL`,
        [product.productId],
      );
      expect(missed).toEqual([]);
    }
    await expectStockInOrder(shop.database, shop.app);
  });
});

describe('open orders of a revoked product', () => {
  const flag = (): Promise<number> =>
    shop.app.get(FlagOpenOrders).run({ reason: 'certificate_revoked', id: goods.certificationId });
  /** The jobs a revocation or its flags left, by queue. */
  const jobs = (queue: string): Promise<{ data: Record<string, string> }[]> =>
    shop.database.query(
      `SELECT data FROM pgboss.job WHERE name = $1 AND data::text LIKE $2 ORDER BY created_on`,
      [queue, `%${goods.certificationId}%`],
    );
  const tell = async (): Promise<void> => {
    for (const { data } of await jobs('order-flag-notice'))
      await shop.app.get(TellOfFlag).run({
        reason: 'certificate_revoked',
        id: data['id'] ?? '',
        orderGroupId: data['orderGroupId'] ?? '',
      });
  };
  const messagesAbout = async ({ code }: PlacedBody) =>
    (await readMessages(shop.database)).filter(({ id }) => id.startsWith(`order-flag-${code}`));
  const orderOf = (placed: PlacedBody): string => placed.orders[0]?.code ?? '';

  it('are flagged by a job written with the revocation, each buyer told once, whatever is repeated', async () => {
    const [open, cancelled] = [
      await shop.buyer.buy({ [goods.variantId]: 2 }),
      await shop.buyer.buy({ [goods.variantId]: 1 }),
    ];
    await shop.buyer.cancel(orderOf(cancelled), cancelled.accessToken);
    await revoke();
    expect((await jobs('certificate-revoked')).map(({ data }) => data)).toEqual([
      { certificationId: goods.certificationId },
    ]);
    expect(await flag()).toBe(1);
    expect(await flag()).toBe(0);
    expect(await jobs('order-flag-notice')).toHaveLength(1);
    await tell();
    shop.clock.advance(60_000);
    await tell();
    const messages = await messagesAbout(open);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({ to: { phone: '+84912345678' } });
    expect(messages[0]?.text).toContain('thu hồi');
    expect(messages[0]?.text).toContain(`/don-hang/${open.code}?token=${open.accessToken}`);
    expect(messages[0]?.text).toContain('0000000017');
    expect(messages[0]?.short?.length).toBeLessThanOrEqual(306);
    expect(await messagesAbout(cancelled)).toEqual([]);
    const [{ tellings } = { tellings: 0 }] = await shop.database.query<{ tellings: number }>(
      `SELECT count(DISTINCT told_at)::int AS tellings FROM order_line_flags WHERE certification_id = $1`,
      [goods.certificationId],
    );
    expect(tellings).toBe(1);
    // The buyer's page says so too, and cancelling is still there.
    const page = await shop.buyer.page(open);
    expect(page.body.orders[0]).toMatchObject({
      canCancel: true,
      lines: [{ flag: { reason: 'certificate_revoked' } }],
    });
    expect((await shop.buyer.cancel(orderOf(open), open.accessToken)).status).toBe(201);
  });

  it('are seen by their shop and by officers of its commune; who ordered is told for a reason that is written down', async () => {
    const placed = await shop.buyer.buy({ [goods.variantId]: 2 });
    await revoke();
    await flag();
    const owner = await people.person();
    await people.member(owner, seller);
    const [stranger, afar] = [
      await people.person(),
      await people.officer('certification_officer', [OTHER_COMMUNE]),
    ];
    await people.member(stranger, shop.seller);
    const expected = {
      reason: 'certificate_revoked',
      order: { code: orderOf(placed), status: 'placed' },
      product: { slug: goods.slug },
      quantity: 2,
      seller: { slug: seller.slug },
    };
    const list = async (person: Person, path: string): Promise<unknown[]> =>
      ((await callAs(shop.app, person, 'GET', path)).body as { items: unknown[] }).items;
    expect(await list(owner, `/seller/${seller.slug}/flagged-orders`)).toMatchObject([expected]);
    expect(await list(stranger, `/seller/${shop.seller.slug}/flagged-orders`)).toEqual([]);
    const path = `/admin/flagged-orders?certificate=${goods.certificationId}`;
    expect(await list(desk.officer.person, path)).toMatchObject([expected]);
    expect(JSON.stringify(await list(desk.officer.person, path))).not.toContain('Người Mua Mẫu');
    expect(await list(afar, path)).toEqual([]);

    const contact = `/admin/flagged-orders/${orderOf(placed)}/contact`;
    expect((await callAs(shop.app, afar, 'POST', contact, { reason: 'Mẫu' })).status).toBe(404);
    const told = await desk.officer.call('POST', contact, { reason: 'Gọi ngay vì lý do an toàn' });
    expect(told).toMatchObject({ status: 200, body: { name: 'Người Mua Mẫu', phone: '+84912345678' } });
    const read = await shop.database.query(
      `SELECT actor_id, after->>'reason' AS reason FROM audit_records WHERE action = 'order.contact_read'`,
    );
    expect(read).toEqual([{ actor_id: desk.officer.person.accountId, reason: 'Gọi ngay vì lý do an toàn' }]);
    const other = await shop.floor.product({ slug: `yen-on-${made}`, seller });
    const quiet = await shop.buyer.buy({ [other.variantId]: 1 });
    const refused = await desk.officer.call('POST', `/admin/flagged-orders/${orderOf(quiet)}/contact`, {
      reason: 'Tò mò',
    });
    expect(refused.status).toBe(404);
  });

  it('are counted on the certificate’s page, at once and without the job', async () => {
    await shop.buyer.buy({ [goods.variantId]: 1 });
    await shop.buyer.buy({ [goods.variantId]: 1 });
    const detail = async () =>
      (await desk.officer.call('GET', `/admin/certificates/${goods.certificationId}`)).body;
    expect(await detail()).toMatchObject({ openOrders: { orders: 2, purchases: 2 } });
    await revoke();
    expect(await detail()).toMatchObject({ openOrders: { orders: 2, purchases: 2 } });
  });
});

it('a worker does all of it by itself: flags, and the message to the buyer', async () => {
  const placed = await shop.buyer.buy({ [goods.variantId]: 1 });
  await revoke();
  const worker = await testWorker({ database: shop.database, clock: shop.clock });
  try {
    await vi.waitFor(
      async () => {
        const ids = (await readMessages(shop.database)).map(({ id }) => id);
        expect(ids).toContain(`order-flag-${placed.code}-${goods.certificationId}`);
      },
      { timeout: SURE_TO_COME_MS, interval: 100 },
    );
  } finally {
    await worker.close();
  }
});

describe('a shop suspended at once', () => {
  it('has its open orders flagged until it sells again', async () => {
    const officer = await people.officer('approver');
    const placed = await shop.buyer.buy({ [goods.variantId]: 1 });
    const suspension = { reason: 'authority', words: 'Theo yêu cầu', authority: 'Công văn 12/MẪU' };
    await callAs(shop.app, officer, 'POST', `/admin/sellers/${seller.slug}/suspensions`, suspension);
    const [{ id } = { id: '' }] = await shop.database.query<{ id: string }>(
      `SELECT id FROM suspensions WHERE seller_id = $1`,
      [seller.sellerId],
    );
    const flag = (): Promise<number> => shop.app.get(FlagOpenOrders).run({ reason: 'shop_suspended', id });
    expect(await flag()).toBe(1);
    const flagsOf = async () => (await shop.buyer.page(placed)).body.orders[0]?.lines;
    expect(await flagsOf()).toMatchObject([{ flag: { reason: 'shop_suspended' } }]);
    await callAs(shop.app, officer, 'DELETE', `/admin/sellers/${seller.slug}/suspensions/current`);
    expect(await flag()).toBe(0);
    expect((await flagsOf())?.[0]).not.toHaveProperty('flag');
  });
});
