import { createHmac } from 'node:crypto';
import { randomSecret } from '#kernel/ids';
import { DAY_MS } from '#kernel/time';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrderMessages } from '../../../apps/api/src/modules/orders/order-messages.js';
import { testApp } from '../../support/app.js';
import { Buyer, type PlacedBody, type ProblemBody } from '../../support/buyer.js';
import { everyRow } from '../../support/ledger.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';
import { readMessages } from '../../support/outbox.js';

let shop: SmallShop;
let placed: PlacedBody;
let other: PlacedBody;

beforeAll(async () => {
  shop = await openSmallShop({ env: { PUBLIC_URL: 'https://san.example.vn' } });
  const { variantId } = await shop.floor.product({ slug: 'ca-kho', seller: shop.seller });
  placed = await shop.buyer.buy({ [variantId]: 1 });
  other = await shop.buyer.buy({ [variantId]: 1 }, { contact: { name: 'Người Khác', phone: '0987654321' } });
});
afterAll(() => shop.close());

describe('the page of a purchase', () => {
  it('asks for a token and opens with its own only', async () => {
    const cases: [token: string | undefined, status: number, code: string][] = [
      [undefined, 401, 'sign_in_required'],
      ['', 401, 'sign_in_required'],
      ['x', 404, 'not_found'],
      [randomSecret(), 404, 'not_found'],
      [other.accessToken, 404, 'not_found'],
      [placed.accessToken.toLowerCase(), 404, 'not_found'],
      [`${placed.accessToken} `.trim().slice(1), 404, 'not_found'],
    ];
    for (const path of [`/order-groups/${placed.code}`, `/orders/${placed.orders[0]?.code}`]) {
      for (const [token, status, code] of cases) {
        const headers: Record<string, string> = token === undefined ? {} : { 'order-token': token };
        const answer = await shop.buyer.call<ProblemBody>('GET', path, undefined, headers);
        expect([path, token, answer.status, answer.body.code]).toEqual([path, token, status, code]);
      }
      const opened = await shop.buyer.call('GET', path, undefined, { 'order-token': placed.accessToken });
      expect([opened.status, opened.headers.get('cache-control')]).toEqual([200, 'no-store']);
    }
    const unknown = await shop.buyer.page({ ...placed, code: 'CDFHJKMNPR' });
    expect(unknown.status).toBe(404);
    expect((await shop.buyer.page({ ...placed, code: '../../etc' })).status).toBe(404);
  });

  it('shows what was bought, and nothing the buyer need not see', async () => {
    const { body } = await shop.buyer.page(placed);
    expect(Object.keys(body)).toEqual([
      'code', 'placedAt', 'contact', 'delivery', 'note', 'itemsVnd', 'shippingFeeVnd', 'discountVnd', 'totalVnd',
      'orderedTotalVnd', 'invoice', 'orders',
    ]); // prettier-ignore
    expect(body.orders.map((order) => Object.keys(order))).toEqual([
      ['code', 'seller', 'status', 'itemsVnd', 'shippingFeeVnd', 'discountVnd', 'totalVnd',
       'orderedTotalVnd', 'awaitsWeighing', 'payment', 'shippingLabel',
        'lines', 'refunds', 'invoices', 'fulfillment', 'parcels', 'events', 'canReceive', 'goAhead', 'cancellation', 'nextStep', 'canCancel',
        'returns', 'returnableUntil'],
    ]); // prettier-ignore
    expect(body.orders[0]?.seller).toEqual({
      slug: 'rach-goc',
      name: 'Gian hàng rach-goc',
      phone: '0000000017',
    });
    expect(body.orders[0]).toMatchObject({ nextStep: 'seller_confirms', canCancel: true, fulfillment: null });
    expect(body.delivery).toEqual({
      method: 'ship',
      line: 'Số 1, ấp 2',
      commune: 'Xã Năm Căn',
      province: 'Tỉnh Cà Mau',
    });
  });

  it('is the same order alone, and its code may be typed in small letters', async () => {
    const code = placed.orders[0]?.code.toLowerCase() ?? '';
    const alone = await shop.buyer.call('GET', `/orders/${code}`, undefined, {
      'order-token': placed.accessToken,
    });
    expect(alone.body).toEqual((await shop.buyer.page(placed)).body.orders[0]);
  });

  it('closes a year after the purchase', async () => {
    const start = shop.clock.now();
    shop.clock.advance(365 * DAY_MS - 1);
    expect((await shop.buyer.page(placed)).status).toBe(200);
    shop.clock.advance(1);
    expect((await shop.buyer.page(placed)).status).toBe(404);
    shop.clock.set(start);
  });

  it('cannot be opened by computing the token without the secret', async () => {
    const [group] = await shop.database.query<{ id: string }>(`SELECT id FROM order_groups WHERE code = $1`, [
      placed.code,
    ]);
    const guess = createHmac('sha256', '').update(`order access, version 1:${group?.id}`).digest('base64url');
    expect((await shop.buyer.page(placed, guess)).status).toBe(404);
  });
});

describe('asking for the link again', () => {
  const lookUp = (phone: unknown, code: unknown) =>
    shop.buyer.call('POST', '/order-lookups', { phone, code });
  const waiting = () =>
    shop.database.query<{ data: { orderGroupId: string; lookupId: string } }>(
      `SELECT data FROM pgboss.job WHERE name = 'order-link' AND state = 'created' ORDER BY created_on`,
    );

  it('answers the same whatever was typed, and writes to the buyer only when both belong together', async () => {
    const before = await everyRow(shop.database);
    const answers = [
      await lookUp('0987654321', placed.code),
      await lookUp('0912345678', other.code),
      await lookUp('0912345678', other.orders[0]?.code),
      await lookUp('0912345678', 'CDFHJKMNPR'),
      await lookUp('không phải số', placed.code),
      await lookUp('0912345678', 'không phải mã'),
      await lookUp('0912345678', "' OR 1=1 --"),
    ];
    expect(await everyRow(shop.database)).toEqual(before);
    answers.push(
      await lookUp('0912345678', placed.code),
      await lookUp(' +84 912.345.678', ` ${placed.orders[0]?.code.toLowerCase().replace(/^(....)/, '$1-')} `),
    );
    expect(answers.map((answer) => [answer.status, answer.text])).toEqual(answers.map(() => [202, '{}']));
    const jobs = await waiting();
    expect(jobs).toHaveLength(2);
    expect(new Set(jobs.map((job) => job.data.lookupId)).size).toBe(2);
    expect(new Set(jobs.map((job) => job.data.orderGroupId)).size).toBe(1);
  });

  it('sends a link that opens the purchase for a week, and the same link when the job is repeated', async () => {
    const [job] = await waiting();
    if (job === undefined) throw new Error('A link was asked for before');
    const messages = shop.app.get(OrderMessages);
    await messages.sendLink(job.data.orderGroupId, job.data.lookupId);
    await messages.sendLink(job.data.orderGroupId, job.data.lookupId);
    const sent = (await readMessages(shop.database)).filter((message) =>
      message.id.startsWith('order-link-'),
    );
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      id: `order-link-${placed.code}-${job.data.lookupId}`,
      to: { email: null, phone: '+84912345678' },
      subject: `Xem lại đơn đặt hàng ${placed.code}`,
    });
    const link = /https:\S+/.exec(sent[0]?.text ?? '')?.[0] ?? '';
    expect(link).toMatch(
      new RegExp(`^https://san\\.example\\.vn/don-hang/${placed.code}\\?token=[\\w-]{43}$`),
    );
    const token = new URL(link).searchParams.get('token') ?? '';
    expect(token).not.toBe(placed.accessToken);
    const start = shop.clock.now();
    expect((await shop.buyer.page(placed, token)).status).toBe(200);
    shop.clock.advance(7 * DAY_MS - 1);
    expect((await shop.buyer.page(placed, token)).status).toBe(200);
    shop.clock.advance(1);
    expect((await shop.buyer.page(placed, token)).status).toBe(404);
    expect((await shop.buyer.page(placed)).status).toBe(200);
    shop.clock.set(start);
  });

  it('sends a link of its own each time somebody asks', async () => {
    const messages = shop.app.get(OrderMessages);
    for (const { data } of await waiting()) await messages.sendLink(data.orderGroupId, data.lookupId);
    const texts = (await readMessages(shop.database)).filter((message) =>
      message.id.startsWith('order-link-'),
    );
    expect(new Set(texts.map((message) => message.text)).size).toBe(2);
  });

  it.each([
    [{}, ['phone not_text', 'code required']],
    [{ phone: 912345678, code: 'X' }, ['phone not_text']],
    [{ phone: '0912345678', code: 'x'.repeat(41) }, ['code too_long']],
    [{ phone: '0'.repeat(31), code: 'x' }, ['phone too_long']],
    [{ phone: '0912345678', code: 'a\u0000' }, ['code bad_characters']],
    [{ phone: '0912345678', code: 'x', email: 'a@b.vn' }, ['email unknown_field']],
  ])('%j is refused', async (body, fields) => {
    const answer = await shop.buyer.call<ProblemBody>('POST', '/order-lookups', body);
    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
    expect(answer.body.errors?.map((error) => `${error.path} ${error.code}`).sort()).toEqual(fields.sort());
  });
});

describe('asking too often', () => {
  it('is held back per buyer, as the storefront names him and nobody else can', async () => {
    const secret = 'the-storefront-and-the-api-share-this-one-0123456789';
    const app = await testApp({
      database: shop.database,
      clock: shop.clock,
      env: { RATE_LIMIT_FACTOR: '1', STOREFRONT_SECRET: secret },
    });
    const buyer = new Buyer(app.url);
    const ask = (headers: Record<string, string> = {}) =>
      buyer.call<ProblemBody>('POST', '/order-lookups', { phone: '0912345678', code: 'CDFHJKMNPR' }, headers);
    try {
      for (let time = 0; time < 10; time += 1) expect((await ask()).status).toBe(202);
      const refused = await ask();
      expect([refused.status, refused.body.code]).toEqual([429, 'rate_limited']);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
      // Whoever writes an address of his own, with a wrong proof or with none, stays who he is.
      const forgeries: Record<string, string>[] = [
        { 'x-floor-client': '203.0.113.7' },
        { 'x-floor-client': '203.0.113.7', 'x-floor-secret': 'guess' },
        { 'x-floor-client': '203.0.113.7', 'x-floor-secret': secret.slice(0, -1) },
        { 'x-forwarded-for': '203.0.113.7' },
        { forwarded: 'for=203.0.113.7' },
      ];
      for (const headers of forgeries) expect((await ask(headers)).status).toBe(429);
      const proven = { 'x-floor-client': '203.0.113.7', 'x-floor-secret': secret };
      for (let time = 0; time < 10; time += 1) expect((await ask(proven)).status).toBe(202);
      expect((await ask(proven)).status).toBe(429);
      expect((await ask({ ...proven, 'x-floor-client': '203.0.113.8' })).status).toBe(202);
      // Other calls are not slowed down by it.
      expect((await buyer.page(placed)).status).toBe(200);
    } finally {
      await app.close();
    }
  });
});
