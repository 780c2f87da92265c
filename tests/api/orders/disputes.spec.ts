import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DeskDto } from '../../../apps/api/src/modules/identity/desk/desk.dto.js';
import { callAs } from '../../support/caller.js';
import { DisputeTable, disputeNotices, type DisputeBody } from '../../support/dispute-table.js';
import { everyRow } from '../../support/ledger.js';
import { moneyOf, refundsOf } from '../../support/incoming-money.js';
import { eventsOf } from '../../support/order-events.js';
import { OrderDesk } from '../../support/order-desk.js';
import { People, type Person } from '../../support/people.js';
import { HOME_COMMUNE, OTHER_COMMUNE, type SmallProduct } from '../../support/small-floor.js';
import { SEEDED_AT } from '../../support/clock.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';
import { ReturnCounter } from '../../support/return-counter.js';
import { Selling, type Sold } from '../../support/sold-goods.js';

let shop: SmallShop;
let people: People;
let selling: Selling;
let table: DisputeTable;
let owner: Person;
let officer: Person;
let goods: SmallProduct;
let sold: Sold;

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
  selling = new Selling(shop);
  table = new DisputeTable(shop.app, shop.seller.slug);
  goods = await shop.floor.product({ slug: 'kho-ca-dua', seller: shop.seller, onHand: 500 });
  owner = await people.person();
  await people.member(owner, shop.seller);
  officer = await people.officer('support', [HOME_COMMUNE]);
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.clock.set(SEEDED_AT);
  sold = await selling.sold({ [goods.variantId]: 1 });
});

const read = async (id: string): Promise<DisputeBody> => (await table.buyer(sold, 'GET', `/${id}`)).body;
const disputeEvents = async (): Promise<string[]> =>
  (await eventsOf(shop.database, sold.code)).filter((line) => line.startsWith('dispute:'));
const noticesOf = (id: string): Promise<string[]> => disputeNotices(shop.database, id);

describe('a dispute', () => {
  it('is opened with its clocks, answered, and settled by accepting what the shop proposed', async () => {
    const opened = await table.open(sold);
    expect([opened.status, opened.body]).toMatchObject([
      201,
      {
        kind: 'not_as_described',
        status: 'open',
        // Opened on Monday 23 November: two working days, and ten.
        firstReplyBy: '2026-11-25',
        resolveBy: '2026-12-07',
        late: false,
        refundableVnd: sold.totalVnd,
        messages: [{ by: 'buyer', words: 'Khô bị mốc, ăn không được.', proposal: null }],
      },
    ]);
    const { id } = opened.body;
    const answered = await table.answer(owner, id, { outcome: 'refund', amountVnd: 60_000 });
    expect(answered.body).toMatchObject({ status: 'answered', firstRepliedAt: SEEDED_AT.toISOString() });
    const { proposalId } = answered.body;
    expect((await table.shop(owner, 'POST', `/${id}/acceptance`, { proposalId })).code).toBe(
      'state_conflict',
    );
    const settled = await table.buyer(sold, 'POST', `/${id}/acceptance`, { proposalId });
    expect([settled.status, settled.body.status, settled.body.outcome, settled.body.outcomeVnd]).toEqual([
      200,
      'settled',
      'refund',
      60_000,
    ]);
    expect(await refundsOf(shop.database, sold.code)).toEqual([
      { reason: 'dispute', amountVnd: 60_000, status: 'owed', dueOn: '2026-12-23' },
    ]);
    expect(await disputeEvents()).toEqual([
      'dispute: open by buyer',
      'dispute: open → answered by seller',
      'dispute: answered → settled by buyer',
    ]);
    expect(await noticesOf(id)).toEqual(['open', 'answered', 'settled']);
  });

  it('is accepted as it was read: another proposal meanwhile is another', async () => {
    const id = await table.opened(sold, 'price_or_fee', {
      proposal: { outcome: 'refund', amountVnd: 10_000 },
    });
    const { proposalId } = await read(id);
    await table.buyer(sold, 'POST', `/${id}/messages`, {
      words: 'Xin đổi lại.',
      proposal: { outcome: 'refund', amountVnd: 20_000 },
    });
    expect((await table.shop(owner, 'POST', `/${id}/acceptance`, { proposalId })).code).toBe(
      'state_conflict',
    );
    const now = await read(id);
    const accepted = await table.shop(owner, 'POST', `/${id}/acceptance`, { proposalId: now.proposalId });
    expect(accepted.body).toMatchObject({ status: 'settled', outcomeVnd: 20_000 });
  });

  it('stands once a kind while it is open, also for two at once; over, there may be another', async () => {
    const both = await Promise.all([table.open(sold), table.open(sold)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await table.open(sold, 'not_received')).status).toBe(201);
    const id = both.find(({ status }) => status === 201)?.body.id ?? '';
    expect((await table.buyer(sold, 'POST', `/${id}/withdrawal`, {})).body.status).toBe('withdrawn');
    expect((await table.open(sold)).status).toBe(201);
  });

  it('is nobody else’s: not of another token, another shop or another commune', async () => {
    const id = await table.opened(sold);
    const other = await selling.order({ [goods.variantId]: 1 });
    const stranger = await people.person();
    await people.member(stranger, await shop.floor.seller('gian-hang-la'));
    const elsewhere = await people.officer('support', [OTHER_COMMUNE]);
    const before = await everyRow(shop.database);
    const tries = [
      await table.buyer({ ...sold, token: other.token }, 'GET', `/${id}`),
      await table.buyer({ ...sold, token: other.token }, 'POST', `/${id}/withdrawal`, {}),
      await table.buyer(other, 'POST', `/${id}/withdrawal`, {}),
      await table.shop(stranger, 'POST', `/${id}/messages`, { words: 'Của ai?' }),
      await table.take(elsewhere, id),
    ];
    expect(tries.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(await everyRow(shop.database)).toEqual(before);
  });

  it('shows pictures to its sides and nobody else; five of a side', async () => {
    const id = await table.opened(sold);
    const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#a33' } })
      .jpeg()
      .toBuffer();
    const send = async (): Promise<Response> => {
      const form = new FormData();
      form.append('file', new Blob([picture]), 'moc.jpg');
      return fetch(`${shop.app.url}/api/v1/orders/${sold.code}/disputes/${id}/pictures`, {
        method: 'POST',
        headers: { 'order-token': sold.token },
        body: form,
      });
    };
    for (let count = 0; count < 5; count += 1) expect((await send()).status).toBe(201);
    expect((await send()).status).toBe(409);
    const { pictures } = await read(id);
    expect(pictures.map(({ by }) => by)).toEqual(Array.from({ length: 5 }, () => 'buyer'));
    const path = `/${id}/pictures/${pictures[0]?.id ?? ''}`;
    const shown = async (url: string, headers: Record<string, string>): Promise<string | number> => {
      const response = await fetch(`${shop.app.url}/api/v1${url}${path}`, { headers });
      return response.ok ? (response.headers.get('content-type') ?? '') : response.status;
    };
    expect([
      await shown(`/orders/${sold.code}/disputes`, { 'order-token': sold.token }),
      await shown(`/seller/${shop.seller.slug}/disputes`, owner.headers),
      await shown('/admin/disputes', officer.headers),
      await shown(`/orders/${sold.code}/disputes`, {}),
    ]).toEqual(['image/jpeg', 'image/jpeg', 'image/jpeg', 401]);
  });
});

describe('an officer', () => {
  it('takes the case, asks both, and decides it with reasons; money is owed back', async () => {
    const id = await table.opened(sold);
    expect((await table.decide(officer, id, 'shop_right')).code).toBe('state_conflict');
    expect((await table.officer(officer, 'POST', `/${id}/messages`, { words: 'Xin ảnh.' })).code).toBe(
      'state_conflict',
    );
    expect((await table.take(officer, id)).body).toMatchObject({ status: 'taken', mine: true });
    expect((await table.officer(officer, 'POST', `/${id}/messages`, { words: 'Xin ảnh.' })).status).toBe(201);
    const decided = await table.decide(officer, id, 'refund', sold.totalVnd);
    expect([decided.status, decided.body.status, decided.body.outcomeVnd]).toEqual([
      200,
      'decided',
      sold.totalVnd,
    ]);
    expect((await moneyOf(shop.database, sold.code)).refundsVnd).toBe(sold.totalVnd);
    expect((await read(id)).messages.map(({ by }) => by)).toEqual(['buyer', 'officer', 'officer']);
    const actions = await shop.database.query<{ action: string }>(
      `SELECT action FROM audit_records WHERE after->>'disputeId' = $1 AND action <> 'dispute.read' ORDER BY occurred_at, id`,
      [id],
    );
    expect(actions.map(({ action }) => action)).toEqual([
      'dispute.opened',
      'dispute.taken',
      'dispute.written',
      'dispute.decided',
    ]);
  });

  it('finds it among all that waits once a side asked for it, with who has it, until it is decided', async () => {
    const waiting = async (): Promise<DeskDto['items'][number] | undefined> =>
      (await callAs<DeskDto>(shop.app, officer, 'GET', '/admin/desk')).body.items.find(
        ({ subjectId }) => subjectId === id,
      );
    const id = await table.opened(sold);
    await table.answer(owner, id);
    expect(await waiting()).toBeUndefined();
    await table.buyer(sold, 'POST', `/${id}/escalation`, {});
    expect(await waiting()).toMatchObject({
      queue: 'disputes',
      title: expect.stringContaining(sold.code) as string,
      dueAt: '2026-12-07T16:59:59.999Z',
      takenBy: null,
    });
    await table.take(officer, id);
    expect(await waiting()).toMatchObject({ takenBy: { id: officer.accountId } });
    await table.decide(officer, id, 'shop_right');
    expect(await waiting()).toBeUndefined();
  });

  it('gives back nothing beyond what was paid and is still there', async () => {
    const id = await table.opened(sold);
    await table.take(officer, id);
    await selling.owe(sold, 50_000, 'returned');
    const before = await everyRow(shop.database);
    const refused = await table.decide(officer, id, 'refund', sold.totalVnd - 49_999);
    expect([refused.status, refused.code]).toEqual([400, 'validation_failed']);
    expect(await everyRow(shop.database)).toEqual(before);
    expect((await table.decide(officer, id, 'refund', sold.totalVnd - 50_000)).status).toBe(200);
    expect(await moneyOf(shop.database, sold.code)).toMatchObject({ refundsVnd: sold.totalVnd });
  });

  it('never decides their own case: as member or helper of the shop, or as the buyer', async () => {
    const id = await table.opened(sold);
    const member = await people.officer('support');
    await people.member(member, shop.seller, ['listings']);
    const helper = await people.officer('administrator');
    await people.mandate(helper, shop.seller);
    const buyer = await people.officer('support');
    await shop.database.query(
      `UPDATE order_groups SET account_id = $1 FROM orders o WHERE o.order_group_id = order_groups.id AND o.code = $2`,
      [buyer.accountId, sold.code],
    );
    const refused = [await table.take(member, id), await table.take(helper, id), await table.take(buyer, id)];
    expect(refused.map(({ code }) => code)).toEqual(['not_allowed', 'not_allowed', 'not_allowed']);
  });

  it('has it alone: two who take it at once, and a colleague who takes it over on purpose', async () => {
    const id = await table.opened(sold);
    const second = await people.officer('administrator');
    const both = await Promise.all([table.take(officer, id), table.take(second, id)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [first, other] = both[0].status === 200 ? [officer, second] : [second, officer];
    expect((await table.decide(other, id, 'shop_right')).code).toBe('state_conflict');
    expect((await table.take(other, id, { takeOver: true })).status).toBe(200);
    expect((await table.decide(first, id, 'shop_right')).code).toBe('state_conflict');
    expect((await table.decide(other, id, 'shop_right')).status).toBe(200);
  });

  it('has a shop take goods back that it declined to take, where there was such a return', async () => {
    const counter = new ReturnCounter(shop, await OrderDesk.of(shop, people, shop.seller));
    const placed = await counter.delivered({ [goods.variantId]: 1 });
    const code = placed.orders[0]?.code ?? '';
    const delivered = { ...sold, code, token: placed.accessToken };
    const id = await table.opened(delivered, 'return_declined');
    await table.take(officer, id);
    expect((await table.decide(officer, id, 'return')).code).toBe('validation_failed');
    const { id: returnId } = await counter.asked(placed, { [goods.variantId]: 1 });
    await counter.decline(code, returnId);
    expect((await table.decide(officer, id, 'return')).body).toMatchObject({
      status: 'decided',
      outcome: 'return',
    });
    expect((await counter.page(placed)).returns).toMatchObject([{ status: 'agreed', goods: 'back' }]);
  });

  it('finds disputes by code, shop, kind and state, with figures', async () => {
    const id = await table.opened(sold, 'conduct');
    const list = async (query: string): Promise<string[]> => {
      const { body } = await table.officer<{ items: { id: string }[] }>(officer, 'GET', query);
      return body.items.map((item) => item.id);
    };
    expect(await list(`?q=${sold.code.toLowerCase()}`)).toEqual([id]);
    expect(await list('?kind=conduct&q=RACH')).toEqual([id]);
    expect(await list('?show=mine&kind=conduct')).toEqual([]);
    await table.take(officer, id);
    expect(await list('?show=mine&kind=conduct')).toEqual([id]);
    await table.decide(officer, id, 'settled');
    expect(await list('?kind=conduct')).toEqual([]);
    expect(await list('?show=closed&kind=conduct')).toEqual([id]);
  });
});

describe('at the same time', () => {
  it.each([
    ['a decision and a withdrawal', async (id: string) => table.buyer(sold, 'POST', `/${id}/withdrawal`, {})],
    ['two decisions', async (id: string) => table.decide(officer, id, 'refund', sold.totalVnd)],
  ])('%s: one of them counts', async (_case, act) => {
    const id = await table.opened(sold);
    await table.take(officer, id);
    const answers = await Promise.all([table.decide(officer, id, 'refund', sold.totalVnd), act(id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { status, outcome } = await read(id);
    const refunds = await refundsOf(shop.database, sold.code);
    expect([outcome === 'refund', refunds.length]).toEqual(status === 'decided' ? [true, 1] : [false, 0]);
  });

  it('two disputes of one order that each want all the money: it is owed once', async () => {
    const ids = [await table.opened(sold), await table.opened(sold, 'not_received')];
    for (const id of ids) await table.take(officer, id);
    const answers = await Promise.all(ids.map((id) => table.decide(officer, id, 'refund', sold.totalVnd)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(await moneyOf(shop.database, sold.code)).toMatchObject({ refundsVnd: sold.totalVnd });
  });
});
