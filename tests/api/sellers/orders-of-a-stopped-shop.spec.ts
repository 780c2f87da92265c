import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS } from '#kernel/time';
import { ExpireUnpaidOrders } from '../../../apps/api/src/modules/orders/expire-unpaid-orders.js';
import { codeOf, type PlacedBody, type ProblemBody } from '../../support/buyer.js';
import { callAs } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { expectStockInOrder, stockOf } from '../../support/ledger.js';
import { People, type Person } from '../../support/people.js';
import type { SmallProduct, SmallSeller } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let approver: Person;
let seller: SmallSeller;
let goods: SmallProduct;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.clock.set(SEEDED_AT);
  made += 1;
  approver = await new People(shop.app, shop.database, shop.clock).officer('approver');
  seller = await shop.floor.seller(`sap-dung-${made}`);
  goods = await shop.floor.product({ slug: `mam-${made}`, seller, onHand: 10 });
});

const SUSPENSION = {
  reason: 'authority',
  words: 'Theo yêu cầu',
  authority: 'Công văn 12/MẪU của cơ quan mẫu',
};
const CLOSURE = { reason: 'ceased', words: 'Cơ sở đã giải thể' };

/** Ways in which officers stop a shop, and what is on the shelf for others then. */
const stops: [string, () => Promise<void>][] = [
  [
    'suspended',
    async () => {
      const answer = await callAs(
        shop.app,
        approver,
        'POST',
        `/admin/sellers/${seller.slug}/suspensions`,
        SUSPENSION,
      );
      expect(answer.status).toBe(204);
    },
  ],
  [
    'closed',
    async () => {
      const answer = await callAs(
        shop.app,
        approver,
        'POST',
        `/admin/sellers/${seller.slug}/closure`,
        CLOSURE,
      );
      expect(answer.status).toBe(204);
    },
  ],
];
const buy = (payment = 'cod'): Promise<PlacedBody> => shop.buyer.buy({ [goods.variantId]: 2 }, { payment });

describe.each(stops)('of a shop that is %s', (_how, stop) => {
  it('nothing new is ordered, and a cart from before is told so', async () => {
    const cartId = await shop.buyer.cart({ [goods.variantId]: 1 });
    const quote = await shop.buyer.quote(cartId);
    await stop();
    const late = await shop.buyer.place<ProblemBody>(cartId, quote);
    expect([late.status, late.body.code]).toEqual([409, 'cart_changed']);
    expect(await stockOf(shop.database, goods.variantId)).toEqual({ onHand: 10, reserved: 0 });
    const listed = async (): Promise<string[]> =>
      (await shop.buyer.call<{ items: { slug: string }[] }>('GET', '/products?limit=60')).body.items.map(
        (item) => item.slug,
      );
    expect(await listed()).not.toContain(goods.slug);
  });

  it('an order from before stays readable, with whom to call and where to pay', async () => {
    const placed = await buy('bank_transfer');
    const before = (await shop.buyer.page(placed)).body;
    await stop();
    const { status, body } = await shop.buyer.page(placed);
    expect(status).toBe(200);
    expect(body).toEqual(before);
    expect(body.orders[0]).toMatchObject({
      status: 'placed',
      canCancel: true,
      seller: { slug: seller.slug, phone: '0000000017' },
      payment: { method: 'bank_transfer', vietqr: { accountNumber: 'MAU0000017' } },
    });
    const single = await shop.buyer.call('GET', `/orders/${codeOf(placed)}`, undefined, {
      'order-token': placed.accessToken,
    });
    expect(single.status).toBe(200);
  });

  it('the buyer still cancels it, and the goods go back to the shelf', async () => {
    const placed = await buy();
    await stop();
    const answer = await shop.buyer.cancel(codeOf(placed), placed.accessToken);
    expect([answer.status, answer.body.status]).toEqual([201, 'cancelled']);
    expect(await stockOf(shop.database, goods.variantId)).toEqual({ onHand: 10, reserved: 0 });
    await expectStockInOrder(shop.database, shop.app);
  });

  it('an order is still served: it keeps its goods, and an unpaid one still runs out', async () => {
    const [cash, transfer] = [await buy(), await buy('bank_transfer')];
    await stop();
    shop.clock.advance(2 * DAY_MS);
    await shop.app.get(ExpireUnpaidOrders).run();
    expect((await shop.buyer.page(cash)).body.orders[0]?.status).toBe('placed');
    expect((await shop.buyer.page(transfer)).body.orders[0]?.status).toBe('cancelled');
    expect(await stockOf(shop.database, goods.variantId)).toEqual({ onHand: 10, reserved: 2 });
    await expectStockInOrder(shop.database, shop.app);
  });
});
