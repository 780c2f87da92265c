import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { EscalateReturns } from '../../../apps/api/src/modules/orders/returns/escalate-returns.js';
import { SealedFiles } from '../../../apps/api/src/platform/files/sealed-files.js';
import { SEEDED_AT } from '../../support/clock.js';
import { DisputeTable, disputeNotices, type DisputeBody } from '../../support/dispute-table.js';
import { refundsOf } from '../../support/incoming-money.js';
import { eventsOf } from '../../support/order-events.js';
import { OrderDesk } from '../../support/order-desk.js';
import { People, type Person } from '../../support/people.js';
import { photo, ReturnCounter, type ReturnBody } from '../../support/return-counter.js';
import { HOME_COMMUNE, type SmallProduct } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

interface OfficersBody extends DisputeBody {
  returns: { id: string; status: string; words: string | null; pictures: string[]; lines: object[] }[];
}
/** An order with a return that its shop let lie. */
interface Waiting {
  code: string;
  token: string;
  back: ReturnBody;
  read(): Promise<ReturnBody | undefined>;
}

let shop: SmallShop;
let people: People;
let table: DisputeTable;
let counter: ReturnCounter;
let goods: SmallProduct;
let officer: Person;

beforeAll(async () => {
  shop = await openSmallShop({ env: { LOG_LEVEL: 'error' } });
  people = new People(shop.app, shop.database, shop.clock);
  counter = new ReturnCounter(shop, await OrderDesk.of(shop, people, shop.seller));
  table = new DisputeTable(shop.app, shop.seller.slug);
  goods = await shop.floor.product({ slug: 'kho-ca-dua', seller: shop.seller, onHand: 500 });
});
afterAll(() => shop.close());
beforeEach(() => shop.clock.set(SEEDED_AT));

const escalate = (): Promise<number> => shop.app.get(EscalateReturns).run();

/** Delivered and asked back on Monday; nobody answered until Thursday. */
async function waiting(pieces = 1): Promise<Waiting> {
  const placed = await counter.delivered({ [goods.variantId]: pieces });
  const code = placed.orders[0]?.code ?? '';
  const back = await counter.asked(placed, { [goods.variantId]: 1 });
  shop.clock.set('2026-11-26T03:00:00Z');
  officer = await people.officer('support', [HOME_COMMUNE]);
  const read = async (): Promise<ReturnBody | undefined> =>
    (await counter.page(placed)).returns.find(({ id }) => id === back.id);
  return { code, token: placed.accessToken, back, read };
}
const sold = ({ code, token }: Waiting) => ({ code, token });
const disputesOf = async (of: Waiting): Promise<DisputeBody[]> =>
  (await table.buyer<{ items: DisputeBody[] }>(sold(of), 'GET', '')).body.items;
const only = async (of: Waiting): Promise<DisputeBody> => {
  const [dispute, ...more] = await disputesOf(of);
  if (dispute === undefined || more.length > 0) throw new Error('Not one dispute');
  return dispute;
};

describe('a return that nobody answers', () => {
  it('comes before the officers as a dispute by itself, once, with the words and pictures of its buyer', async () => {
    const of = await waiting();
    await Promise.all([escalate(), escalate()]);
    await escalate();
    const dispute = await only(of);
    expect(dispute).toMatchObject({
      kind: 'return_unanswered',
      status: 'escalated',
      // On Thursday 26 November: five working days.
      resolveBy: '2026-12-03',
      messages: [{ by: 'buyer', words: 'Hàng không giống ảnh trên sàn.' }],
    });
    const told = await table.officer<OfficersBody>(officer, 'GET', `/${dispute.id}`);
    expect(told.body.returns).toMatchObject([
      {
        id: of.back.id,
        status: 'escalated',
        words: 'Hàng không giống ảnh trên sàn.',
        pictures: of.back.photos,
      },
    ]);
    const seen = await fetch(
      `${shop.app.url}/api/v1/admin/disputes/${dispute.id}/pictures/${of.back.photos[0] ?? ''}`,
      { headers: officer.headers },
    );
    expect([seen.status, seen.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    // The notice of the return says it; there is no second one.
    expect(await disputeNotices(shop.database, dispute.id)).toEqual([]);
    const events = (await eventsOf(shop.database, of.code)).filter((line) => line.startsWith('dispute:'));
    expect(events).toEqual(['dispute: open by worker', 'dispute: open → escalated by worker']);
  });

  it('is not opened by a buyer, and there is one of an order', async () => {
    const of = await waiting(2);
    expect((await table.open(sold(of), 'return_unanswered')).status).toBe(400);
    await escalate();
    expect(await disputesOf(of)).toHaveLength(1);
  });

  it.each([
    ['back', 'return', 'agreed'],
    ['kept', 'settled', 'settled'],
  ] as const)('is over when the shop answers after all (%s)', async (how, outcome, status) => {
    const of = await waiting();
    await escalate();
    expect((await counter.agree(of.code, of.back.id, how)).status).toBe(200);
    expect((await of.read())?.status).toBe(status);
    expect(await only(of)).toMatchObject({ status: 'settled', outcome });
  });

  it('is over when its buyer keeps the goods, and stays with the officers when the shop declines late', async () => {
    const kept = await waiting();
    await escalate();
    const path = `/orders/${kept.code}/returns/${kept.back.id}/withdrawal`;
    await shop.buyer.call('POST', path, {}, { 'order-token': kept.token });
    expect((await only(kept)).status).toBe('withdrawn');

    shop.clock.set(SEEDED_AT);
    const late = await waiting();
    await escalate();
    await counter.decline(late.code, late.back.id);
    const { id, status } = await only(late);
    expect(status).toBe('escalated');
    await table.take(officer, id);
    expect((await table.decide(officer, id, 'return')).body.status).toBe('decided');
    expect((await late.read())?.status).toBe('agreed');
  });

  it('is decided by an officer: the goods go back, or the return is declined as the officer’s doing', async () => {
    const first = await waiting();
    await escalate();
    const agreed = (await only(first)).id;
    await table.take(officer, agreed);
    expect((await table.decide(officer, agreed, 'return')).body.outcome).toBe('return');
    expect((await first.read())?.status).toBe('agreed');

    shop.clock.set(SEEDED_AT);
    const second = await waiting();
    await escalate();
    const declined = (await only(second)).id;
    await table.take(officer, declined);
    expect((await table.decide(officer, declined, 'shop_right')).body.outcome).toBe('shop_right');
    expect(await second.read()).toMatchObject({
      status: 'declined',
      declineReason: 'officer',
      declineWords: null,
    });
    expect(await refundsOf(shop.database, second.code)).toEqual([]);
    // No shop says that an officer declined.
    shop.clock.set(SEEDED_AT);
    const third = await waiting();
    expect((await counter.decline(third.code, third.back.id, 'officer')).status).toBe(400);
  });

  it('is over when both settle it in the dispute', async () => {
    const of = await waiting();
    await escalate();
    const { id } = await only(of);
    const owner = await people.person();
    await people.member(owner, shop.seller);
    const said = await table.answer(owner, id, { outcome: 'refund', amountVnd: 10_000 });
    const { proposalId } = said.body;
    expect((await table.buyer(sold(of), 'POST', `/${id}/acceptance`, { proposalId })).body.status).toBe(
      'settled',
    );
    expect((await of.read())?.status).toBe('withdrawn');
    expect(await refundsOf(shop.database, of.code)).toMatchObject([{ reason: 'dispute', amountVnd: 10_000 }]);
  });
});

it('a picture of a return from before lies where it lay, and is shown', async () => {
  const placed = await counter.delivered({ [goods.variantId]: 1 });
  const code = placed.orders[0]?.code ?? '';
  const [row] = await shop.database.query<{ id: string; groupId: string }>(
    `INSERT INTO order_pictures (order_id, order_group_id, subject, added_by, bytes, added_at)
     SELECT id, order_group_id, 'return', 'buyer', 1, now() FROM orders WHERE code = $1
     RETURNING id, order_group_id AS "groupId"`,
    [code],
  );
  const { id = '', groupId = '' } = row ?? {};
  const earlier = new SealedFiles(join(shop.database.dataDir, 'returns'), 'order_return_photos.file');
  await earlier.write(await people.keyOf(groupId, 'order_group'), id, await photo());
  const answer = await fetch(`${shop.app.url}/api/v1/orders/${code}/return-photos/${id}`, {
    headers: { 'order-token': placed.accessToken },
  });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
});
