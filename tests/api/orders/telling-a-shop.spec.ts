import { formatVnd } from '#kernel/money';
import { HOUR_MS } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { UnconfirmedOrders } from '../../../apps/api/src/modules/orders/confirming/unconfirmed-orders.js';
import { ShopMessages } from '../../../apps/api/src/modules/orders/events/shop-messages.js';
import { TellOfOrders } from '../../../apps/api/src/modules/orders/events/tell-of-orders.js';
import type { MemberMessage } from '../../../apps/api/src/modules/orders/order-queues.js';
import { TellShopOfMoney } from '../../../apps/api/src/modules/orders/payment/tell-shop-of-money.js';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.js';
import type { Message } from '../../../apps/api/src/platform/mail/messages.js';
import { DataKeys } from '../../../apps/api/src/platform/sealing/data-keys.js';
import { callAs, type Told } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { comesIn } from '../../support/incoming-money.js';
import { OrderDesk } from '../../support/order-desk.js';
import { readMessages } from '../../support/outbox.js';
import { People, type Person } from '../../support/people.js';
import type { SmallProduct, SmallSeller } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let people: People;
let seller: SmallSeller;
let owner: Person;
let goods: SmallProduct;
let shopPhone: string;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop({ env: { PUBLIC_URL: 'https://san.example.vn' } });
  people = new People(shop.app, shop.database, shop.clock);
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.clock.set(SEEDED_AT);
  seller = await shop.floor.seller(`ro-bao-${(made += 1)}`);
  ({ owner } = await OrderDesk.of(shop, people, seller));
  goods = await shop.floor.product({ slug: `tom-${made}`, seller, onHand: 10, priceVnd: 100_000 });
  const [row] = await shop.database.query<{ phone: string }>(`SELECT phone FROM sellers WHERE id = $1`, [
    seller.sellerId,
  ]);
  shopPhone = row?.phone ?? '';
  await shop.database.query(`DELETE FROM pgboss.job WHERE name = 'member-message'`);
});

const notices = (who: Person): Promise<Told<Record<string, unknown>>> =>
  callAs(shop.app, who, 'GET', `/seller/${seller.slug}/notices`);
const choose = (who: Person, channels: string[]): Promise<Told<Record<string, unknown>>> =>
  callAs(shop.app, who, 'PUT', `/seller/${seller.slug}/notices`, { channels });

/** Gives an account an e-mail address. */
async function mailbox(who: Person, email: string): Promise<void> {
  await shop.app.get(Transactions).run('account', async (tx) => {
    const key = await shop.app.get(DataKeys).of(tx, who.accountId);
    await tx.query(
      `UPDATE accounts SET email_sealed = $2::varchar, email_hash = md5($1::text) || md5($1::text) WHERE id = $1::uuid`,
      [who.accountId, key.seal(email, 'accounts.email')],
    );
  });
}

/** A new order; its shop is told, as the worker would. Its code. */
async function newOrder(payment = 'cod', quantity = 1): Promise<string> {
  const placed = await shop.buyer.buy({ [goods.variantId]: quantity }, { payment });
  const [group] = await shop.database.query<{ id: string }>(`SELECT id FROM order_groups WHERE code = $1`, [
    placed.code,
  ]);
  await shop.app.get(TellOfOrders).placed(group?.id ?? '');
  return placed.orders[0]?.code ?? '';
}

/** What waits for members is sent; all that went out about the order, to whom. */
async function told(code: string): Promise<Message[]> {
  const jobs = await shop.database.query<{ data: MemberMessage }>(
    `SELECT data FROM pgboss.job WHERE name = 'member-message'`,
  );
  for (const { data } of jobs) {
    expect(JSON.stringify(data)).not.toContain(code);
    await shop.app.get(ShopMessages).sendToMember(data);
  }
  return (await readMessages(shop.database)).filter(({ subject }) => subject.includes(code));
}
const addresses = (messages: readonly Message[]): string[] =>
  messages.map(({ to }) => to.email ?? to.phone ?? '').toSorted();

describe('who hears of a new order', () => {
  it('is the shop’s own number, and nobody else unless they chose it', async () => {
    expect((await notices(owner)).body).toEqual({
      shopPhone,
      channels: ['push'],
      email: null,
      phone: owner.phone,
    });
    expect(addresses(await told(await newOrder()))).toEqual([shopPhone]);
  });

  it('is whoever chose it, each in their way, once, however often the worker begins again', async () => {
    const staff = await people.person();
    await people.member(staff, seller, ['orders']);
    await mailbox(owner, 'chu@mau.example.vn');
    expect((await choose(owner, ['email', 'push'])).body).toMatchObject({ channels: ['email', 'push'] });
    expect((await choose(staff, ['sms'])).status).toBe(200);
    const code = await newOrder();
    const [group] = await shop.database.query<{ id: string }>(
      `SELECT order_group_id AS id FROM orders WHERE code = $1`,
      [code],
    );
    await shop.app.get(TellOfOrders).placed(group?.id ?? '');
    const messages = await told(code);
    expect(addresses(messages)).toEqual([shopPhone, staff.phone, 'chu@mau.example.vn'].toSorted());
    expect(new Set(messages.map(({ text }) => text)).size).toBe(1);
  });

  it('is not who may not work on orders, nor who left', async () => {
    const [clerk, gone] = await people.persons([{}, {}]);
    if (clerk === undefined || gone === undefined) throw new Error('Nobody was made');
    await people.member(clerk, seller, ['listings']);
    await people.member(gone, seller, ['orders']);
    for (const who of [clerk, gone]) expect((await choose(who, ['sms'])).status).toBe(200);
    await shop.database.query(`UPDATE seller_members SET ended_at = now() WHERE account_id = $1`, [
      gone.accountId,
    ]);
    expect(addresses(await told(await newOrder()))).toEqual([shopPhone]);
  });

  it('does not hear twice by one number', async () => {
    const same = await people.person({ phone: shopPhone });
    await people.member(same, seller, ['orders']);
    await choose(same, ['sms']);
    expect(addresses(await told(await newOrder()))).toEqual([shopPhone]);
  });
});

describe('a choice', () => {
  it('needs something to be reached by, and is refused to whoever is no member', async () => {
    expect((await choose(owner, ['email'])).code).toBe('validation_failed');
    expect((await choose(owner, ['pigeon'])).code).toBe('validation_failed');
    expect((await choose(await people.person(), ['sms'])).status).toBe(404);
    expect((await notices(owner)).body['channels']).toEqual(['push']);
  });
});

describe('a shop', () => {
  it('hears that the money of an order paid in advance is there, with the link that takes it on', async () => {
    const code = await newOrder('bank_transfer');
    const settled = await comesIn(shop.app, { pays: { orderCode: code }, amountVnd: 150_000 });
    await shop.app.get(TellShopOfMoney).received(settled.receiptId ?? '');
    const messages = await told(code);
    const paid = messages.filter(({ id }) => id.startsWith('shop-paid-'));
    expect(paid.map(({ to }) => to.phone)).toEqual([shopPhone]);
    expect(paid[0]?.text).toContain(`https://san.example.vn/nhan-don/${code}?token=`);
  });

  it('hears what it has to give back', async () => {
    const code = await newOrder('bank_transfer');
    const pays = { orderCode: code };
    await comesIn(shop.app, { pays, amountVnd: 500_000 });
    const again = await comesIn(shop.app, { pays, amountVnd: 70_000 });
    await shop.app.get(TellShopOfMoney).received(again.receiptId ?? '');
    const owes = (await told(code)).filter(({ id }) => id.startsWith('shop-owes-'));
    expect(owes.map(({ subject }) => subject)).toEqual([
      `Đơn ${code}: bác cần trả lại khách ${formatVnd(70_000)}`,
    ]);
  });

  it('hears nothing of money it told of itself', async () => {
    const code = await newOrder('bank_transfer');
    const pays = { orderCode: code };
    const own = await comesIn(shop.app, { pays, amountVnd: 500_000, source: 'seller', actor: 'seller' });
    await shop.app.get(TellShopOfMoney).received(own.receiptId ?? '');
    expect((await told(code)).filter(({ id }) => !id.startsWith('order-new-'))).toEqual([]);
  });

  it('hears that an order ended because it was not taken on', async () => {
    const code = await newOrder();
    shop.clock.advance(80 * HOUR_MS);
    await shop.app.get(UnconfirmedOrders).run();
    const [event] = await shop.database.query<{ id: string }>(
      `SELECT e.id FROM order_events e JOIN orders o ON o.id = e.order_id WHERE o.code = $1 AND e.to_status = 'cancelled'`,
      [code],
    );
    await shop.app.get(TellOfOrders).moved(event?.id ?? '');
    const ended = (await told(code)).filter(({ id }) => id.startsWith('order-ended-'));
    expect(ended).toMatchObject([{ to: { phone: shopPhone }, subject: `Đơn ${code} đã tự hủy` }]);
  });
});
