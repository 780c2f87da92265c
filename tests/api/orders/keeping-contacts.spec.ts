import { addMonths, startOfVietnamDay, vietnamDay } from '#kernel/time';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { OrderPictures } from '../../../apps/api/src/modules/orders/pictures/order-pictures.js';
import { KeepContacts } from '../../../apps/api/src/modules/orders/keep-contacts.js';
import type { GroupPageBody, PlacedBody } from '../../support/buyer.js';
import { CONTACT } from '../../support/buyer.js';
import { keptContact } from '../../support/contact.js';
import { SEEDED_AT } from '../../support/clock.js';
import { People } from '../../support/people.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

const invoice = { name: 'Hộ Mẫu', taxCode: '0000000017', address: 'Ấp Mẫu', email: 'hoa-don@example.vn' };

let shop: SmallShop;
let variantId: string;

beforeAll(async () => {
  shop = await openSmallShop();
  ({ variantId } = await shop.floor.product({ slug: 'tom-kho', seller: shop.seller }));
});
afterAll(() => shop.close());

const sweep = () => shop.app.get(KeepContacts).run();
const dayAfter = (months: number, days = 0): Date =>
  new Date(startOfVietnamDay(addMonths(vietnamDay(SEEDED_AT), months)).getTime() + days * 86_400_000);
const keyOf = async ({ code }: PlacedBody): Promise<string | undefined> => {
  const [row] = await shop.database.query<{ sealed: string }>(
    `SELECT sealed FROM data_keys WHERE subject_id = (SELECT id FROM order_groups WHERE code = $1)`,
    [code],
  );
  return row?.sealed;
};

it('keeps the contact of a guest three years, an invoice ten, and the purchase itself for good', async () => {
  shop.clock.set(SEEDED_AT);
  const plain = await shop.buyer.buy({ [variantId]: 1 });
  const invoiced = await shop.buyer.buy({ [variantId]: 1 }, { invoice });
  const firstKey = await keyOf(invoiced);

  shop.clock.set(dayAfter(36));
  expect(await sweep()).toEqual({ sealed: 0, contactsErased: 0, invoicesErased: 0 });
  expect(await keptContact(shop.app, plain.code)).toMatchObject({ name: CONTACT.name });

  shop.clock.set(dayAfter(36, 1));
  expect(await sweep()).toEqual({ sealed: 0, contactsErased: 2, invoicesErased: 0 });
  expect(await keptContact(shop.app, plain.code)).toBeNull();
  expect(await keyOf(plain)).toBeUndefined();
  // The invoice stays, under a key that opens nothing of the contact in any older copy.
  expect(await keptContact(shop.app, invoiced.code)).toBeNull();
  const secondKey = await keyOf(invoiced);
  expect(secondKey).toBeDefined();
  expect(secondKey).not.toBe(firstKey);
  const [kept] = await shop.database.query<{ invoiced: boolean }>(
    `SELECT invoice_sealed IS NOT NULL AS invoiced FROM order_groups WHERE code = $1`,
    [invoiced.code],
  );
  expect(kept).toEqual({ invoiced: true });

  shop.clock.set(dayAfter(120, 1));
  expect(await sweep()).toEqual({ sealed: 0, contactsErased: 0, invoicesErased: 1 });
  expect(await keyOf(invoiced)).toBeUndefined();
  expect(await sweep()).toEqual({ sealed: 0, contactsErased: 0, invoicesErased: 0 });
  const [orders] = await shop.database.query(`SELECT count(*)::int AS n FROM orders`);
  expect(orders).toEqual({ n: 2 });
});

it('shows the account its old purchase without a contact, and finds it by phone no more', async () => {
  shop.clock.set(SEEDED_AT);
  const people = new People(shop.app, shop.database, shop.clock);
  const person = await people.person();
  const placed = await shop.buyer.buy({ [variantId]: 1 });
  await shop.database.query(`UPDATE order_groups SET account_id = $1 WHERE code = $2`, [
    person.accountId,
    placed.code,
  ]);
  shop.clock.set(dayAfter(36, 1));
  await sweep();
  await people.signIn(person);
  const page = await shop.buyer.call<GroupPageBody>(
    'GET',
    `/order-groups/${placed.code}`,
    undefined,
    person.headers,
  );
  expect([page.status, page.body.contact, page.body.orders.length]).toEqual([200, null, 1]);
  await shop.buyer.call('POST', '/order-lookups', { phone: CONTACT.phone, code: placed.code });
  expect(await shop.database.query(`SELECT id FROM pgboss.job WHERE name = 'order-link'`)).toEqual([]);
});

it('seals what older versions left in the clear, once, also when two sweeps run at the same moment', async () => {
  shop.clock.set(SEEDED_AT);
  const placed = await shop.buyer.buy({ [variantId]: 1 });
  const clear = {
    ...CONTACT,
    phone: '+84912345678',
    email: null,
    ward: null,
    line: 'Số 1',
    note: null,
    invoice,
  };
  await shop.database.query(
    `UPDATE order_groups SET contact_sealed = NULL, contact_phone_hash = NULL, contact_clear = $2 WHERE code = $1`,
    [placed.code, clear],
  );
  await shop.database.query(
    `DELETE FROM data_keys WHERE subject_id = (SELECT id FROM order_groups WHERE code = $1)`,
    [placed.code],
  );
  expect((await shop.buyer.page(placed)).body.contact.name).toBe(CONTACT.name);
  const swept = await Promise.all([sweep(), sweep()]);
  expect(swept.map(({ sealed }) => sealed).sort()).toEqual([0, 1]);
  expect(await keptContact(shop.app, placed.code)).toEqual(clear);
  expect((await shop.buyer.page(placed)).body.contact.name).toBe(CONTACT.name);
  const [left] = await shop.database.query(`SELECT contact_clear FROM order_groups WHERE code = $1`, [
    placed.code,
  ]);
  expect(left).toEqual({ contact_clear: null });
});

it('takes away with the contact what was written and shown in disputes, and keeps what came of them', async () => {
  shop.clock.set(SEEDED_AT);
  const placed = await shop.buyer.buy({ [variantId]: 1 }, { invoice });
  const code = placed.orders[0]?.code ?? '';
  const token = { 'order-token': placed.accessToken };
  const body = { kind: 'conduct', words: 'Người giao gọi tên Nguyễn Văn Mẫu.' };
  const opened = await shop.buyer.call<{ id: string }>('POST', `/orders/${code}/disputes`, body, token);
  await shop.database.query(
    `INSERT INTO order_pictures (order_id, order_group_id, subject, subject_id, added_by, bytes, added_at)
     SELECT o.id, o.order_group_id, 'dispute', $2, 'buyer', 1, now() FROM orders o WHERE o.code = $1`,
    [code, opened.body.id],
  );
  const kept = () =>
    shop.database.query(
      `SELECT d.kind, m.words_sealed IS NOT NULL AS words, (SELECT count(*)::int FROM order_pictures WHERE subject_id = d.id)
         AS pictures
       FROM disputes d JOIN dispute_messages m ON m.dispute_id = d.id WHERE d.id = $1`,
      [opened.body.id],
    );
  shop.clock.set(dayAfter(36));
  await sweep();
  expect(await kept()).toEqual([{ kind: 'conduct', words: true, pictures: 1 }]);
  shop.clock.set(dayAfter(36, 1));
  await sweep();
  await shop.app.get(OrderPictures).sweep();
  expect(await kept()).toEqual([{ kind: 'conduct', words: false, pictures: 0 }]);
});
