import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FlagOpenOrders } from '../../../apps/api/src/modules/orders/flags/flag-open-orders.js';
import { readSheet } from '../../../apps/api/src/platform/spreadsheet/read-sheet.js';
import { testApp, type TestApp } from '../../support/app.js';
import type { ProblemBody } from '../../support/buyer.js';
import { CertificateDesk } from '../../support/certificates.js';
import { everyRow } from '../../support/ledger.js';
import { OfficerClient, refusalOf, type Answer } from '../../support/officer.js';
import { People } from '../../support/people.js';
import { OTHER_COMMUNE, type SmallProduct, type SmallSeller } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

interface RequestBody {
  id: string;
  no: number;
  status: string;
  dueAt: string;
  late: boolean;
  takedown: { id: string; liftedAt: string | null } | null;
  suspension: { id: string } | null;
  revocations: { id: string }[];
  openOrders: { orders: number; purchases: number };
  history: { action: string; by: string | null }[];
}

let shop: SmallShop;
let elsewhere: TestApp;
let people: People;
let officer: OfficerClient;
let seller: SmallSeller;
let goods: SmallProduct;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
  elsewhere = await testApp({ database: shop.database, clock: shop.clock });
  people = new People(shop.app, shop.database, shop.clock);
  officer = new OfficerClient(shop.app, await people.officer('certification_officer'));
});
afterAll(async () => {
  await elsewhere.close();
  await shop.close();
});
beforeEach(async () => {
  made += 1;
  seller = await shop.floor.seller(`co-quan-${made}`);
  goods = await shop.floor.product({ slug: `ba-khia-${made}`, seller });
});

const form = (change: object = {}): object => ({
  authority: 'Chi cục An toàn thực phẩm (mẫu)',
  documentNumber: `${made}/CV-MẪU`,
  documentDate: '2026-11-23',
  receivedAt: '2026-11-23T01:30:00.000Z',
  kind: 'take_down',
  productSlug: goods.slug,
  details: 'Mẫu kiểm nghiệm không đạt',
  ...change,
});
const about = { productSlug: undefined };
const enter = (change: object = {}, by = officer): Promise<Answer<RequestBody>> =>
  by.call('POST', '/admin/authority-requests', form(change));
const read = async (id: string): Promise<RequestBody> =>
  (await officer.call<RequestBody>('GET', `/admin/authority-requests/${id}`)).body;
const act = (id: string, what: string, body: object, by = officer): Promise<Answer> =>
  by.call('POST', `/admin/authority-requests/${id}/${what}`, body);
const pageOf = async (app: TestApp = shop.app) => app.http.get(`/api/v1/products/${goods.slug}`);

describe('a request of an authority', () => {
  it('runs 24 hours from when it came in, and is late after them', async () => {
    const { status, body } = await enter();
    expect([status, body.status, body.dueAt, body.late]).toEqual([
      201,
      'open',
      '2026-11-24T01:30:00+00:00',
      false,
    ]);
    const start = shop.clock.now();
    shop.clock.set('2026-11-24T01:30:00.001Z');
    expect((await read(body.id)).late).toBe(true);
    const desk = await officer.call<{ queues: { queue: string; late: number }[] }>('GET', '/admin/desk');
    expect(desk.body.queues.find(({ queue }) => queue === 'authority_requests')?.late).toBeGreaterThan(0);
    shop.clock.set(start);
  });

  it.each<[string, object, string]>([
    ['nothing it is about', about, 'productSlug one_subject'],
    ['a shop where a product is asked for', { ...about, sellerSlug: 'rach-goc' }, 'sellerSlug one_subject'],
    ['a product that is not there', { productSlug: 'khong-co' }, 'productSlug unknown'],
    ['an hour to come', { receivedAt: '2026-11-30T00:00:00Z' }, 'receivedAt in_the_future'],
    ['a day to come', { documentDate: '2026-11-30' }, 'documentDate in_the_future'],
    ['buyers where goods are to go', { personalData: true }, 'personalData not_allowed_value'],
  ])('is refused with %s, and nothing is written', async (_what, change, field) => {
    const before = await everyRow(shop.database);
    expect(refusalOf(await enter(change))).toBe(`400 validation_failed, ${field}`);
    expect(await everyRow(shop.database)).toEqual(before);
  });

  it('is entered once, also by two officers at once, and not seen from another commune', async () => {
    const answers = await Promise.all([enter(), enter(), enter()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
    expect(answers.filter(({ status }) => status === 400).map(refusalOf)).toEqual([
      '400 validation_failed, documentNumber taken',
      '400 validation_failed, documentNumber taken',
    ]);
    const afar = new OfficerClient(shop.app, await people.officer('certification_officer', [OTHER_COMMUNE]));
    const id = answers.find(({ status }) => status === 201)?.body.id ?? '';
    expect((await afar.call('GET', `/admin/authority-requests/${id}`)).status).toBe(404);
    expect((await act(id, 'execution', { words: 'Mẫu' }, afar)).status).toBe(404);
    expect(refusalOf(await enter({ documentNumber: 'khac' }, afar))).toContain('productSlug unknown');
  });
});

describe('taking a product down', () => {
  it('is entered once and gone everywhere with the next answer of either API', async () => {
    const cartId = await shop.buyer.cart({ [goods.variantId]: 1 });
    const quote = await shop.buyer.quote(cartId);
    expect((await pageOf()).status).toBe(200);
    const { status, body } = await enter({ actNow: true });
    expect([status, body.status]).toEqual([201, 'done']);
    for (const app of [shop.app, elsewhere]) {
      const page = await pageOf(app);
      expect([page.status, page.headers['cache-control']]).toEqual([410, 'no-store']);
      expect(page.body).toMatchObject({ product: { reason: 'taken_down', withdrawnOn: '2026-11-23' } });
      const list = await app.http.get(`/api/v1/products?seller=${seller.slug}&facets=true`);
      expect((list.body as { items: unknown[] }).items).toEqual([]);
      const found = await app.http.get(`/api/v1/products?q=${goods.slug.replaceAll('-', '%20')}`);
      expect((found.body as { items: { slug: string }[] }).items.map(({ slug }) => slug)).not.toContain(
        goods.slug,
      );
    }
    const placed = await shop.buyer.place<ProblemBody>(cartId, quote);
    expect([placed.status, placed.body.lines?.map(({ reason }) => reason)]).toEqual([409, ['unpublished']]);
  });

  it('flags open orders until it is lifted by an act of its own, which brings back what was there', async () => {
    const placed = await shop.buyer.buy({ [goods.variantId]: 1 });
    const { body } = await enter();
    expect(body.openOrders).toEqual({ orders: 1, purchases: 1 });
    expect((await act(body.id, 'execution', { words: 'Tạm gỡ để kiểm tra' })).status).toBe(204);
    expect((await act(body.id, 'execution', { words: 'Lần nữa' })).status).toBe(409);
    const { takedown } = await read(body.id);
    const flag = (): Promise<number> =>
      shop.app.get(FlagOpenOrders).run({ reason: 'taken_down', id: takedown?.id ?? '' });
    expect(await flag()).toBe(1);
    const line = async () => (await shop.buyer.page(placed)).body.orders[0]?.lines[0];
    expect(await line()).toMatchObject({ flag: { reason: 'taken_down' } });

    expect((await act(body.id, 'lifting', { words: 'Công văn 9/MẪU cho bán lại' })).status).toBe(204);
    expect((await act(body.id, 'lifting', { words: 'Lần nữa' })).status).toBe(409);
    await flag();
    expect(await line()).not.toHaveProperty('flag');
    expect((await pageOf()).body).toMatchObject({ listed: true, stars: 4 });
    expect((await read(body.id)).history.map(({ action }) => action)).toEqual([
      'authority_request.entered',
      'authority_request.done',
      'authority_request.lifted',
    ]);
    const letters = await shop.database.query(`SELECT kind FROM letters WHERE seller_id = $1 ORDER BY id`, [
      seller.sellerId,
    ]);
    expect(letters).toEqual([{ kind: 'product_takedown' }, { kind: 'product_let_back' }]);
    const acts = await shop.database.query(
      `SELECT action FROM audit_records WHERE subject_type = 'product' AND subject_id = $1 ORDER BY id`,
      [goods.productId],
    );
    expect(acts).toEqual([{ action: 'product.taken_down' }, { action: 'product.let_back' }]);
    expect((await shop.buyer.buy({ [goods.variantId]: 1 })).orders).toHaveLength(1);
  });

  it('of two officers at once is done by one; whoever has a hand in the shop does not do it', async () => {
    const { body } = await enter();
    const other = await enter({ documentNumber: `${made}b/CV-MẪU` });
    const own = await people.officer('certification_officer');
    await people.member(own, seller);
    expect(
      refusalOf(await act(body.id, 'execution', { words: 'Mẫu' }, new OfficerClient(shop.app, own))),
    ).toBe('403 not_allowed');
    const answers = await Promise.all(
      [body.id, other.body.id].map((id) => act(id, 'execution', { words: 'Mẫu' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(refusalOf(await enter({ documentNumber: `${made}c/CV-MẪU`, actNow: true }))).toBe(
      '409 state_conflict',
    );
  });

  it('can be answered by a revocation of the product’s certificate, and by no other', async () => {
    const { body } = await enter();
    const desk = new CertificateDesk(officer, shop.database);
    const answer = {
      outcome: 'done',
      answer: 'Đã thu hồi giấy chứng nhận',
      certificateId: goods.certificationId,
    };
    expect(refusalOf(await act(body.id, 'answer', answer))).toBe(
      '400 validation_failed, certificateId unknown',
    );
    await desk.revoke(goods.certificationId, '2026-11-23');
    expect((await read(body.id)).revocations.map(({ id }) => id)).toEqual([goods.certificationId]);
    expect((await act(body.id, 'answer', answer)).status).toBe(204);
    expect(await read(body.id)).toMatchObject({ status: 'done', revocation: { id: goods.certificationId } });
  });
});

it('suspending a shop is one act with its request, letter and all', async () => {
  const { status, body } = await enter({ ...about, kind: 'suspend', sellerSlug: seller.slug, actNow: true });
  expect([status, body.status]).toEqual([201, 'done']);
  const [row] = await shop.database.query<{ status: string; request: string; letters: number }>(
    `SELECT s.status, x.authority_request AS request, (SELECT count(*)::int FROM letters WHERE seller_id = s.id) AS letters
     FROM sellers s JOIN suspensions x ON x.seller_id = s.id WHERE x.id = $1`,
    [body.suspension?.id],
  );
  expect(row).toEqual({
    status: 'suspended',
    request: `Chi cục An toàn thực phẩm (mẫu), văn bản số ${made}/CV-MẪU`,
    letters: 1,
  });
  expect((await pageOf()).body).toMatchObject({ listed: false, unlistedReason: 'seller_suspended' });
});

describe('what was asked, as a file', () => {
  const exported = async (id: string) => {
    const response = await fetch(`${shop.app.url}/api/v1/admin/authority-requests/${id}/exports`, {
      method: 'POST',
      headers: { ...officer.person.headers, 'content-type': 'application/json' },
      body: '{}',
    });
    return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
  };
  const textsIn = async (bytes: Buffer): Promise<string> =>
    JSON.stringify(
      (await readSheet(bytes, { rows: 100, columns: 40 })).rows.map(({ cells }) => [...cells.values()]),
    );
  const reads = (action: string): Promise<{ actor_id: string; after: object }[]> =>
    shop.database.query(`SELECT actor_id, after FROM audit_records WHERE action = $1 ORDER BY id`, [action]);

  it('names orders and no buyer, unless the request asks for them; every buyer opened is written down', async () => {
    const placed = await shop.buyer.buy({ [goods.variantId]: 2 });
    const plain = await enter({ ...about, kind: 'information', sellerSlug: seller.slug });
    const file = await exported(plain.body.id);
    expect(file.status).toBe(200);
    const texts = await textsIn(file.bytes);
    expect(texts).toContain(placed.orders[0]?.code);
    expect(texts).not.toContain('Người Mua Mẫu');
    expect(await reads('order_group.contact_read')).toEqual([]);

    const personal = await enter({
      ...about,
      kind: 'information',
      orderCode: placed.orders[0]?.code,
      documentNumber: `${made}d/CV-MẪU`,
      personalData: true,
    });
    const named = await textsIn((await exported(personal.body.id)).bytes);
    expect(named).toContain('Người Mua Mẫu');
    expect(named).toContain('+84912345678');
    expect(await reads('order_group.contact_read')).toEqual([
      { actor_id: officer.person.accountId, after: { authorityRequestId: personal.body.id } },
    ]);
    expect((await reads('authority_request.exported')).map(({ after }) => after)).toEqual([
      { lines: 1, contacts: 0 },
      { lines: 1, contacts: 1 },
    ]);
    // Once it is answered nobody is opened any more.
    expect((await act(personal.body.id, 'answer', { outcome: 'done', answer: 'Đã gửi tệp' })).status).toBe(
      204,
    );
    expect((await exported(personal.body.id)).status).toBe(409);
  });
});
