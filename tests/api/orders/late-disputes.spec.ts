import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LateDisputes } from '../../../apps/api/src/modules/orders/disputes/late-disputes.js';
import { SEEDED_AT } from '../../support/clock.js';
import { DisputeTable, disputeNotices, type DisputeBody } from '../../support/dispute-table.js';
import { eventsOf } from '../../support/order-events.js';
import { People, type Person } from '../../support/people.js';
import type { SmallProduct } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';
import { Selling, type Sold } from '../../support/sold-goods.js';

let shop: SmallShop;
let selling: Selling;
let table: DisputeTable;
let owner: Person;
let officer: Person;
let goods: SmallProduct;
let sold: Sold;

beforeAll(async () => {
  shop = await openSmallShop();
  const people = new People(shop.app, shop.database, shop.clock);
  selling = new Selling(shop);
  table = new DisputeTable(shop.app, shop.seller.slug);
  goods = await shop.floor.product({ slug: 'kho-ca-dua', seller: shop.seller, onHand: 500 });
  owner = await people.person();
  await people.member(owner, shop.seller);
  officer = await people.officer('support');
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

describe('the clocks', () => {
  const late = () => shop.app.get(LateDisputes).run();

  it('bring what the shop does not reply to before the officers, once', async () => {
    const id = await table.opened(sold);
    shop.clock.set('2026-11-25T16:59:00Z');
    await late();
    expect((await read(id)).status).toBe('open');
    // Midnight in Vietnam: the last day is over.
    shop.clock.set('2026-11-25T17:00:00Z');
    expect((await read(id)).late).toBe(true);
    await Promise.all([late(), late()]);
    await late();
    expect((await read(id)).status).toBe('escalated');
    expect(await disputeEvents()).toEqual(['dispute: open by buyer', 'dispute: open → escalated by worker']);
    expect(await noticesOf(id)).toEqual(['open', 'escalated']);
  });

  it('tell both sides once that the time is over, and put it first on the desk', async () => {
    const id = await table.opened(sold, 'other');
    await table.answer(owner, id);
    const younger = await selling.sold({ [goods.variantId]: 1 });
    shop.clock.set('2026-12-07T17:00:00Z');
    await Promise.all([late(), late()]);
    await late();
    expect((await read(id)).status).toBe('escalated');
    expect(await noticesOf(id)).toEqual(['open', 'answered', 'escalated', 'overdue']);
    const fresh = await table.opened(younger, 'other');
    const desk = await table.officer<{
      items: { id: string; late: boolean }[];
      figures: { late: number; open: number };
    }>(officer, 'GET', '?kind=other');
    expect(desk.body.items.map((item) => [item.id, item.late])).toEqual([
      [id, true],
      [fresh, false],
    ]);
    expect(desk.body.figures.late).toBeGreaterThan(0);
  });

  it('are published, by kind', async () => {
    const response = await fetch(`${shop.app.url}/api/v1/complaint-procedure`);
    expect(await response.json()).toMatchObject({
      firstReplyDays: 2,
      kinds: [
        { kind: 'not_received', resolutionDays: 7 },
        { kind: 'not_as_described', resolutionDays: 10 },
        { kind: 'refund_unpaid', resolutionDays: 7 },
        { kind: 'return_declined', resolutionDays: 10 },
        { kind: 'return_unanswered', resolutionDays: 5 },
        { kind: 'price_or_fee', resolutionDays: 5 },
        { kind: 'conduct', resolutionDays: 10 },
        { kind: 'other', resolutionDays: 10 },
      ],
    });
  });
});
