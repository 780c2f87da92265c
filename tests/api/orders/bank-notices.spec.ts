import { randomUUID } from 'node:crypto';
import { DAY_MS } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.js';
import { DataKeys } from '../../../apps/api/src/platform/sealing/data-keys.js';
import type { PlacedBody } from '../../support/buyer.js';
import { callAs } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { moneyOf, refundsOf } from '../../support/incoming-money.js';
import { everyRow, expectStockInOrder } from '../../support/ledger.js';
import { People, type Person } from '../../support/people.js';
import { SepayService } from '../../support/sepay-service.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';
import type { SmallProduct, SmallSeller } from '../../support/small-floor.js';

const SECRET = 'sepay-mau-bi-mat-0123456789';

let shop: SmallShop;
let people: People;
let owner: Person;
let goods: SmallProduct;
let sepay: SepayService;
let url: string;
let placed: PlacedBody;
let code: string;
let totalVnd: number;

/** The key a shop has from its founding; shops of the small floor came in by rows. */
const giveKey = ({ sellerId }: SmallSeller): Promise<unknown> =>
  shop.app.get(Transactions).run('officer', (tx) => shop.app.get(DataKeys).create(tx, 'seller', sellerId));

interface Connection {
  id: string;
  url: string;
  lastNoticeAt: string | null;
  lastRefusal: string | null;
}

const call = <Body>(method: string, path: string, body?: object, as: Person | null = owner) =>
  callAs<Body>(shop.app, as, method, `/seller/${shop.seller.slug}${path}`, body);
const connection = async (): Promise<Connection | undefined> =>
  (await call<{ items: Connection[] }>('GET', '/payment-connections')).body.items[0];
const receipts = async (which = 'all') =>
  (
    await call<{ items: { id: string; outcome: string; remark: string; suggestions: string[] }[] }>(
      'GET',
      `/receipts?which=${which}`,
    )
  ).body.items;

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
  owner = await people.person();
  await people.member(owner, shop.seller);
  await giveKey(shop.seller);
  goods = await shop.floor.product({ slug: 'tom-kho', seller: shop.seller, onHand: 1_000 });
  sepay = new SepayService(shop.clock, SECRET, 'MAU0000017');
  expect((await call('POST', '/payment-connections', { provider: 'sepay', secret: SECRET })).status).toBe(
    204,
  );
  url = `${shop.app.url}/api/v1/webhooks/bank/sepay/${(await connection())?.id}`;
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.clock.set(SEEDED_AT);
  placed = await shop.buyer.buy({ [goods.variantId]: 1 }, { payment: 'bank_transfer' });
  [code, totalVnd] = [placed.orders[0]?.code ?? '', placed.orders[0]?.totalVnd ?? 0];
});

describe('a notice of a bank', () => {
  it('that names the order settles it, once however often it is told, and SePay hears what it wants to', async () => {
    const transfer = sepay.transfer(totalVnd, `MBVCB.3278907687.${code} OCOP.CT tu 0011004 toi MAU0000017`);
    const heard = await Promise.all(Array.from({ length: 6 }, () => sepay.tell(url, transfer)));
    expect(heard).toEqual(Array.from({ length: 6 }, () => ({ status: 200, body: { success: true } })));
    expect(await moneyOf(shop.database, code)).toMatchObject({ payment: 'paid', receivedVnd: totalVnd });
    expect((await connection())?.lastNoticeAt).toBe(SEEDED_AT.toISOString());
    await expectStockInOrder(shop.database, shop.app);
  });

  it('that names none waits, is shown with orders of that amount, and is matched by hand or set aside', async () => {
    await sepay.tell(url, sepay.transfer(totalVnd, 'chuyen tien tom kho'));
    await sepay.tell(url, sepay.transfer(77_000, 'tra no anh Ba'));
    const [other, mine] = await receipts('unmatched');
    expect([mine?.remark, mine?.suggestions.includes(code), other?.suggestions]).toEqual([
      'chuyen tien tom kho',
      true,
      [],
    ]);
    const strangers = await shop.floor.seller(`la-${randomUUID().slice(0, 8)}`);
    const theirs = await shop.floor.product({ slug: `cua-${strangers.slug}`, seller: strangers });
    const foreign = (await shop.buyer.buy({ [theirs.variantId]: 1 }, { payment: 'bank_transfer' })).orders[0]
      ?.code;
    expect((await call('POST', `/receipts/${mine?.id}/match`, { orderCode: foreign })).code).toBe(
      'not_found',
    );
    const matched = await call('POST', `/receipts/${mine?.id}/match`, { orderCode: code });
    expect([matched.status, matched.body]).toEqual([200, { outcome: 'settled', orderCode: code }]);
    expect((await call('POST', `/receipts/${mine?.id}/match`, { orderCode: code })).code).toBe(
      'state_conflict',
    );
    expect((await call('POST', `/receipts/${other?.id}/dismissal`)).status).toBe(204);
    expect(await receipts('unmatched')).toEqual([]);
    expect((await moneyOf(shop.database, code)).payment).toBe('paid');
  });

  it('of money that goes out changes nothing, nor does one of another account', async () => {
    const before = await receipts();
    expect((await sepay.tell(url, sepay.transfer(totalVnd, code, { transferType: 'out' }))).status).toBe(200);
    expect(
      (await sepay.tell(url, sepay.transfer(totalVnd, code, { accountNumber: '0123499999' }))).status,
    ).toBe(200);
    expect((await connection())?.lastRefusal).toBe('account');
    expect(await receipts()).toEqual(before);
    expect((await moneyOf(shop.database, code)).receivedVnd).toBe(0);
  });
});

describe('somebody who only pretends', () => {
  const rows = async (): Promise<Record<string, string>> => {
    const { payment_connections: _, ...rest } = Object.fromEntries(
      Object.entries(await everyRow(shop.database)).map(([name, digest]) => [
        name.replace('public.', ''),
        digest,
      ]),
    );
    return rest;
  };

  it('to be SePay is refused, by signature and by time, and nothing of it is kept', async () => {
    const transfer = sepay.transfer(totalVnd, code);
    const seconds = Math.floor(SEEDED_AT.getTime() / 1_000);
    const body = JSON.stringify(transfer);
    const signed = sepay.sign(body);
    const before = await rows();
    const answers = [
      await sepay.tell(url, transfer, { secret: 'sepay-mau-bi-mat-khac-0000' }),
      await sepay.tell(url, transfer, { seconds: seconds - 301 }),
      await sepay.tell(url, transfer, { seconds: seconds + 301 }),
      await sepay.post(url, body.replace(String(totalVnd), String(totalVnd + 1)), signed),
      await sepay.post(url, `${body} `, signed),
      await sepay.post(url, body, {}),
      await sepay.post(url, body, { ...signed, 'x-sepay-signature': 'sha256=' }),
      await sepay.post(url, body, { ...signed, 'x-sepay-timestamp': `${seconds}abc` }),
      await sepay.post(url, body, { authorization: `Apikey ${SECRET}` }),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 401));
    expect(await rows()).toEqual(before);
    expect((await connection())?.lastRefusal).toBe('signature');
  });

  it('finds no connection that is another’s, is off or never was, and none takes another’s signature', async () => {
    const other = await shop.floor.seller(`ban-${randomUUID().slice(0, 8)}`);
    await giveKey(other);
    const theirOwner = await people.person();
    await people.member(theirOwner, other);
    const path = `/seller/${other.slug}/payment-connections`;
    await callAs(shop.app, theirOwner, 'POST', path, {
      provider: 'sepay',
      secret: 'bi-mat-cua-gian-hang-khac',
    });
    const listed = await callAs<{ items: Connection[] }>(shop.app, theirOwner, 'GET', path);
    const theirs = `${shop.app.url}/api/v1/webhooks/bank/sepay/${listed.body.items[0]?.id}`;
    expect((await sepay.tell(theirs, sepay.transfer(totalVnd, code))).status).toBe(401);
    const before = await rows();
    // Signed by them, told of our order: it is money of theirs, and of no order they have.
    const spoofed = new SepayService(shop.clock, 'bi-mat-cua-gian-hang-khac', 'MAU0000017');
    expect((await spoofed.tell(theirs, spoofed.transfer(totalVnd, code))).status).toBe(200);
    expect((await moneyOf(shop.database, code)).receivedVnd).toBe(0);
    const gone = await callAs(shop.app, theirOwner, 'DELETE', `${path}/${listed.body.items[0]?.id}`);
    expect(gone.status).toBe(204);
    const unknown = url.replace(/[^/]+$/, randomUUID());
    for (const address of [theirs, unknown, url.replace('sepay', 'casso'), url.replace(/[^/]+$/, 'x')])
      expect((await spoofed.tell(address, sepay.transfer(totalVnd, code))).status).toBe(404);
    expect((await rows())['orders']).toBe(before['orders']);
  });

  it('or a service gone wrong is told so: fractions, minus, nonsense, too much, an enormous body', async () => {
    const before = await rows();
    const wrong = [
      { transferAmount: 1.5 },
      { transferAmount: -totalVnd },
      { transferAmount: 0 },
      { transferAmount: '185000' },
      { transferAmount: 10_000_000_000_000 },
      { transferType: 'sideways' },
      { id: null },
      { transactionDate: '23/11/2026' },
      { accountNumber: 17 },
    ].map((part) => ({ ...sepay.transfer(totalVnd, code), ...part }));
    for (const transfer of wrong) expect((await sepay.tell(url, transfer)).status).toBe(400);
    for (const body of ['', '[]', 'null', '{"id":', '"x"'])
      expect((await sepay.post(url, body, sepay.sign(body))).status).toBe(400);
    const huge = JSON.stringify(sepay.transfer(totalVnd, 'x'.repeat(300_000)));
    expect((await sepay.post(url, huge, sepay.sign(huge))).status).toBe(413);
    expect(await rows()).toEqual(before);
    expect((await connection())?.lastRefusal).toBe('content');
  });
});

describe('a connection', () => {
  it('needs a fresh check and the right to money, and never shows its secret', async () => {
    const staff = await people.person();
    await people.member(staff, shop.seller, ['orders']);
    expect((await call('GET', '/payment-connections', undefined, staff)).code).toBe('not_allowed');
    shop.clock.advance(11 * 60_000);
    const body = { provider: 'sepay', secret: SECRET };
    expect((await call('POST', '/payment-connections', body)).code).toBe('fresh_check_required');
    shop.clock.set(SEEDED_AT);
    expect((await call('POST', '/payment-connections', body)).code).toBe('state_conflict');
    const said = JSON.stringify(await connection());
    const kept = await shop.database.query(`SELECT * FROM payment_connections`);
    const history = await shop.database.query(
      `SELECT before, after FROM audit_records WHERE action LIKE 'payment_connection%'`,
    );
    expect(said + JSON.stringify(kept) + JSON.stringify(history)).not.toContain(SECRET);
  });

  it('takes notices by the secret before for a day, and by the new one at once', async () => {
    const id = (await connection())?.id;
    const fresh = 'sepay-mau-bi-mat-moi-987654';
    expect((await call('POST', `/payment-connections/${id}/secrets`, { secret: fresh })).status).toBe(204);
    expect((await sepay.tell(url, sepay.transfer(1_000, 'x'))).status).toBe(200);
    expect((await sepay.tell(url, sepay.transfer(1_000, 'x'), { secret: fresh })).status).toBe(200);
    shop.clock.advance(DAY_MS);
    expect((await sepay.tell(url, sepay.transfer(1_000, 'x'))).status).toBe(401);
    expect((await sepay.tell(url, sepay.transfer(1_000, 'x'), { secret: fresh })).status).toBe(200);
    shop.clock.set(SEEDED_AT);
    await call('POST', `/payment-connections/${id}/secrets`, { secret: SECRET });
  });
});

describe('the shop’s own word', () => {
  const say = (amountVnd: number, key: string = randomUUID(), as = owner) =>
    call('POST', '/receipts', { orderCode: code, amountVnd, key }, as);

  it('settles what is missing and no more, once a key, and the bank’s notice afterwards is the same money', async () => {
    expect((await say(totalVnd + 1)).code).toBe('state_conflict');
    expect((await say(totalVnd - 4_000)).body).toMatchObject({ outcome: 'under' });
    const key = randomUUID();
    expect((await say(4_000, key)).body).toMatchObject({ outcome: 'settled' });
    expect((await say(4_000, key)).body).toMatchObject({ outcome: 'settled' });
    expect((await say(3_000, key)).code).toBe('idempotency_conflict');
    expect((await say(1)).code).toBe('state_conflict');
    await sepay.tell(url, sepay.transfer(totalVnd - 4_000, code));
    await sepay.tell(url, sepay.transfer(4_000, code));
    expect(await moneyOf(shop.database, code)).toMatchObject({
      payment: 'paid',
      receivedVnd: totalVnd,
      refundsVnd: 0,
    });
  });

  it('is also staff’s for orders, under the shop’s mandate, with both names in the history', async () => {
    const staff = await people.officer('assisting_staff');
    await people.mandate(staff, shop.seller);
    const path = `/orders/${code}/receipts`;
    const said = await call('POST', path, { amountVnd: totalVnd, key: randomUUID() }, staff);
    expect([said.status, said.body]).toEqual([200, { outcome: 'settled', orderCode: code }]);
    const [record] = await shop.database.query<{
      actor_id: string;
      seller_id: string;
      mandate_id: string | null;
    }>(
      `SELECT actor_id, seller_id, mandate_id FROM audit_records WHERE action = 'payment.received' ORDER BY id DESC LIMIT 1`,
    );
    expect(record).toMatchObject({ actor_id: staff.accountId, seller_id: shop.seller.sellerId });
    expect(record?.mandate_id).not.toBeNull();
    expect((await call('GET', '/receipts', undefined, staff)).code).toBe('not_allowed');
  });
});

it('what is owed back is listed by its last day, sent with the bank’s number, and the payment follows', async () => {
  await sepay.tell(url, sepay.transfer(totalVnd + 9_000, code));
  const list = async (which: string) =>
    (await call<{ items: { id: string; orderCode: string; status: string; reference: string | null }[] }>(
      'GET',
      `/refunds?which=${which}`,
    )).body.items.filter(({ orderCode }) => orderCode === code); // prettier-ignore
  const [owed] = await list('owed');
  expect((await call('POST', `/refunds/${owed?.id}/sending`, { reference: 'FT26328000001' })).status).toBe(
    204,
  );
  expect((await call('POST', `/refunds/${owed?.id}/sending`, { reference: 'FT26328000001' })).code).toBe(
    'state_conflict',
  );
  expect(await list('owed')).toEqual([]);
  expect(await list('all')).toMatchObject([{ status: 'sent', reference: 'FT26328000001' }]);
  // A surplus given back leaves the order paid.
  expect((await moneyOf(shop.database, code)).payment).toBe('paid');
  expect(await refundsOf(shop.database, code)).toMatchObject([{ status: 'sent', amountVnd: 9_000 }]);
});
