import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { addMonths, DAY_MS, vietnamDay } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { KeepContacts } from '../../../apps/api/src/modules/orders/keep-contacts.js';
import { OrderEvents } from '../../../apps/api/src/modules/orders/events/order-events.js';
import { EscalateReturns } from '../../../apps/api/src/modules/orders/returns/escalate-returns.js';
import { agreeReturn, settleReturn } from '../../../apps/api/src/modules/orders/returns/move-return.js';
import { OrderPictures } from '../../../apps/api/src/modules/orders/pictures/order-pictures.js';
import { lockOrder } from '../../../apps/api/src/modules/orders/shop-orders/lock-order.js';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.js';
import { codeOf, type PlacedBody } from '../../support/buyer.js';
import { SEEDED_AT } from '../../support/clock.js';
import { refundsOf } from '../../support/incoming-money.js';
import { expectStockInOrder, stockOf } from '../../support/ledger.js';
import { OrderDesk } from '../../support/order-desk.js';
import { People } from '../../support/people.js';
import { photo, ReturnCounter } from '../../support/return-counter.js';
import type { SmallProduct } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let people: People;
let desk: OrderDesk;
let counter: ReturnCounter;
let goods: SmallProduct;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
  desk = await OrderDesk.of(shop, people, shop.seller);
  counter = new ReturnCounter(shop, desk);
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.clock.set(SEEDED_AT);
  goods = await shop.floor.product({ slug: `kho-${(made += 1)}`, seller: shop.seller, onHand: 10 });
});

const stock = () => stockOf(shop.database, goods.variantId);
const some = (quantity: number) => ({ [goods.variantId]: quantity });
const delivered = (quantity: number) => counter.delivered(some(quantity));
const asked = (placed: PlacedBody, quantity: number) => counter.asked(placed, some(quantity));

describe('at the same moment', () => {
  it('two requests for the last piece: one is taken', async () => {
    const placed = await delivered(2);
    await asked(placed, 1);
    const answers = await Promise.all([1, 2, 3].map(() => counter.ask(placed, some(1))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect((await counter.page(placed)).lines[0]?.returnable).toBe(0);
  });

  it('two writers past the application: the database lets one piece go back once', async () => {
    const placed = await delivered(1);
    const { id } = await asked(placed, 1);
    await counter.withdraw(placed, id);
    const clients = [1, 2].map(() => new pg.Client({ connectionString: shop.database.superuserUrl }));
    const write = async (client: pg.Client, number: number): Promise<string> => {
      await client.connect();
      await client.query('BEGIN');
      try {
        const { rows } = await client.query<{ id: string }>(
          `INSERT INTO order_returns (order_id, number, key, status, status_changed_at, reason, answer_by)
           SELECT order_id, $2, $3, 'requested', now(), reason, now() FROM order_returns WHERE id = $1 RETURNING id`,
          [id, number, randomUUID()],
        );
        await client.query(
          `INSERT INTO order_return_lines (return_id, order_line_id, quantity)
           SELECT $2, order_line_id, 1 FROM order_return_lines WHERE return_id = $1`,
          [id, rows[0]?.id],
        );
        await client.query('COMMIT');
        return 'written';
      } catch (error) {
        await client.query('ROLLBACK');
        return (error as { constraint?: string }).constraint ?? String(error);
      } finally {
        await client.end();
      }
    };
    const written = await Promise.all(clients.map((client, index) => write(client, index + 2)));
    expect(written.sort()).toEqual(['order_return_lines_fit_check', 'written']);
  });

  it('the shop agrees and the buyer keeps them: one of both, and the events say which', async () => {
    const placed = await delivered(1);
    const code = codeOf(placed);
    const back = await asked(placed, 1);
    const [kept, given] = await Promise.all([
      counter.withdraw(placed, back.id),
      counter.agree(code, back.id, 'kept'),
    ]);
    expect([kept.status, given.status].sort()).toEqual([given.status === 200 ? 200 : 201, 409]);
    const refunds = await refundsOf(shop.database, code);
    expect(refunds).toHaveLength(given.status === 200 ? 1 : 0);
  });

  it('the goods come back once, however often somebody says so', async () => {
    const placed = await delivered(2);
    const code = codeOf(placed);
    const back = await asked(placed, 2);
    await counter.agree(code, back.id);
    const answers = await Promise.all([1, 2, 3].map(() => counter.goodsBack(code, back.id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await stock()).toEqual({ onHand: 10, reserved: 0 });
    expect(await refundsOf(shop.database, code)).toHaveLength(1);
    await expectStockInOrder(shop.database, shop.app);
  });

  it('an officer decides and the shop agrees: the money is owed once', async () => {
    const placed = await delivered(1);
    const code = codeOf(placed);
    const back = await asked(placed, 1);
    shop.clock.advance(7 * DAY_MS);
    await shop.app.get(EscalateReturns).run();
    const now = shop.clock.now();
    const decide = shop.app.get(Transactions).run('worker', async (tx) => {
      const order = await lockOrder(tx, { orderCode: code });
      const move = { returnId: back.id, mover: 'officer', actorKind: 'officer', now } as const;
      await settleReturn(tx, shop.app.get(OrderEvents), order, { ...move, goods: 'kept' });
    });
    const [officer, seller] = await Promise.allSettled([decide, counter.agree(code, back.id, 'kept')]);
    const agreed = seller.status === 'fulfilled' && seller.value.status === 200;
    expect([officer.status, agreed]).toEqual(agreed ? ['rejected', true] : ['fulfilled', false]);
    expect(await refundsOf(shop.database, code)).toHaveLength(1);
  });

  it('pieces of a declined return that went back with another are not given back by an officer', async () => {
    const placed = await delivered(1);
    const code = codeOf(placed);
    const first = await asked(placed, 1);
    await counter.decline(code, first.id);
    await asked(placed, 1);
    const now = shop.clock.now();
    const decide = shop.app.get(Transactions).run('worker', async (tx) => {
      const order = await lockOrder(tx, { orderCode: code });
      const move = { returnId: first.id, mover: 'officer', actorKind: 'officer', now } as const;
      await agreeReturn(tx, shop.app.get(OrderEvents), order, move);
    });
    await expect(decide).rejects.toMatchObject({ code: 'state_conflict' });
  });
});

describe('pictures of a return', () => {
  it('are seen by its buyer and its shop, and by nobody else; sealed on the disk, without what the camera wrote', async () => {
    const placed = await delivered(1);
    const code = codeOf(placed);
    const { id } = await counter.sendPhoto(code, placed.accessToken);
    const buyers = `/orders/${code}/return-photos/${id}`;
    const shops = `/seller/${shop.seller.slug}/orders/${code}/return-photos/${id}`;
    const get = async (path: string, headers: Record<string, string>) => {
      const answer = await fetch(`${shop.app.url}/api/v1${path}`, { headers });
      return [answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')];
    };
    expect((await get(shops, desk.owner.headers)).at(0)).toBe(404);
    const asks = await counter.ask(placed, some(1), { photos: [id] });
    expect(asks.body.returns[0]?.photos).toEqual([id]);
    const seen = [200, 'image/jpeg', 'private, no-store'];
    expect(await get(buyers, { 'order-token': placed.accessToken })).toEqual(seen);
    expect(await get(shops, desk.owner.headers)).toEqual(seen);
    const other = await delivered(1);
    expect((await get(buyers, {})).at(0)).toBe(401);
    expect((await get(buyers, { 'order-token': other.accessToken })).at(0)).toBe(404);
    const stranger = await people.person();
    expect((await get(shops, stranger.headers)).at(0)).toBe(404);
    expect((await counter.ask(other, some(1), { photos: [id] })).status).toBe(400);
    const [file] = await filesOf(placed);
    expect(file).toBe(id);
  });

  it('are refused where they are none, and swept with the purchase’s people', async () => {
    const placed = await delivered(1);
    const code = codeOf(placed);
    expect((await counter.sendPhoto(code, placed.accessToken, Buffer.from('<svg/>'))).status).toBe(415);
    await counter.sendPhoto(code, placed.accessToken, await photo());
    await asked(placed, 1);
    expect(await filesOf(placed)).toHaveLength(3 - 1);
    shop.clock.advance(2 * DAY_MS);
    await shop.app.get(OrderPictures).sweep();
    expect(await filesOf(placed)).toHaveLength(1);
    shop.clock.set(`${addMonths(vietnamDay(SEEDED_AT), 37)}T03:00:00Z`);
    await shop.app.get(KeepContacts).run();
    await shop.app.get(OrderPictures).sweep();
    expect(await filesOf(placed)).toEqual([]);
  });
});

async function filesOf(placed: PlacedBody): Promise<string[]> {
  const [group] = await shop.database.query<{ id: string }>(`SELECT id FROM order_groups WHERE code = $1`, [
    placed.code,
  ]);
  return readdir(join(shop.database.dataDir, 'order-pictures', group?.id ?? '')).catch(() => []);
}
