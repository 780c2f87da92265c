import { randomUUID } from 'node:crypto';
import { makeOrder } from './authority-things.js';
import type { World } from './world.js';

const made = (make: (world: World) => Promise<Record<string, string>>) => ({ territorial: false, make });

const ordersToMatch = new WeakMap<World, string>();

/** The order that the latest money without an order is for; some other code before there is any. */
export const orderToMatch = (world: World): string => ordersToMatch.get(world) ?? 'CDFHJKMNPR';

/** Things of a shop's money that a line of the access table can be about; part of things.ts. */
export const moneyThings = {
  'an order to be paid': made(async (world) => ({ code: (await makePayment(world)).orderCode })),
  'money without an order': made(async (world) => {
    const { database, shop } = world;
    ordersToMatch.set(world, (await makePayment(world)).orderCode);
    const [receipt] = await database.query<{ id: string }>(
      `INSERT INTO payment_receipts (seller_id, source, account, external_id, amount_vnd, paid_at, outcome, outcome_at)
       VALUES ($1, 'bank', 'mau', $2, 1000, now(), 'unmatched', now()) RETURNING id`,
      [shop.sellerId, randomUUID()],
    );
    return { receiptId: receipt?.id ?? '' };
  }),
  'money by the shop’s own word': made(async (world) => {
    const { paymentId } = await makePayment(world);
    const [receipt] = await world.database.query<{ id: string }>(
      `INSERT INTO payment_receipts (seller_id, source, account, external_id, amount_vnd, paid_at, payment_id, counted,
         outcome, outcome_at) VALUES ($1, 'seller', 'mau', $2, 1000, now(), $3, true, 'under', now()) RETURNING id`,
      [world.shop.sellerId, randomUUID(), paymentId],
    );
    return { receiptId: receipt?.id ?? '' };
  }),
  'a refund': made(async (world) => {
    const { paymentId } = await makePayment(world);
    const { database, shop } = world;
    await database.query(
      `INSERT INTO payment_receipts (seller_id, source, account, external_id, amount_vnd, paid_at, payment_id, counted,
         outcome, outcome_at) VALUES ($1, 'bank', 'mau', $2, 1000, now(), $3, true, 'under', now())`,
      [shop.sellerId, randomUUID(), paymentId],
    );
    const [refund] = await database.query<{ id: string }>(
      `INSERT INTO refunds (seller_id, payment_id, idempotency_key, amount_vnd, reason, status, status_changed_at, owed_at,
         due_on) VALUES ($1, $2, 'mau', 500, 'cancelled', 'owed', now(), now(), '2026-12-23') RETURNING id`,
      [shop.sellerId, paymentId],
    );
    return { refundId: refund?.id ?? '' };
  }),
  'a year’s tax certificate': made(async ({ database, shop }) => {
    const sums = { revenueVnd: 1_000, vatVnd: 10, pitVnd: 5 };
    const row = {
      ...sums,
      month: '2024-01',
      slug: shop.slug,
      shopName: 'Mẫu',
      sellerName: 'Mẫu',
      taxCode: null,
      kind: 'goods',
      soldVnd: 1_000,
      takenBackVnd: 0,
      owedBySellerVnd: 0,
    };
    await database.query(
      `INSERT INTO tax_forms (period, version, content, digest, issued_at, issued_by)
       SELECT '2024', count(*) + 1, $1::varchar, encode(sha256(convert_to($1::varchar, 'UTF8')), 'hex'), now(),
         (SELECT id FROM accounts LIMIT 1) FROM tax_forms`,
      [JSON.stringify({ form: 1, period: '2024', rows: [row], sum: sums })],
    );
    return { year: '2024' };
  }),
  'an account at a gateway': made(async ({ database, shop }) => {
    await database.query(
      `INSERT INTO gateway_accounts (seller_id, gateway, external_account, status, status_changed_at)
       VALUES ($1::uuid, 'stripe', 'acct_' || replace($1::text, '-', ''), 'active', now()) ON CONFLICT DO NOTHING`,
      [shop.sellerId],
    );
    return { gateway: 'stripe' };
  }),
  'a file of money': made(async ({ database, shop }) => {
    const [sheet] = await database.query<{ id: string }>(
      `INSERT INTO money_sheets (seller_id, kind, file_name, status, status_changed_at, heading_digest)
       VALUES ($1, 'bank_statement', 'sao-ke.csv', 'uploaded', now(), repeat('0', 64)) RETURNING id`,
      [shop.sellerId],
    );
    return { sheetId: sheet?.id ?? '' };
  }),
  'a connection to a bank': made(async ({ database, shop }) => {
    const [connection] = await database.query<{ id: string }>(
      `INSERT INTO payment_connections (seller_id, provider, status, status_changed_at, secret_sealed)
       VALUES ($1, 'sepay', 'on', now(), 'x')
       ON CONFLICT (seller_id, provider) WHERE status = 'on' DO UPDATE SET updated_at = now() RETURNING id`,
      [shop.sellerId],
    );
    return { connectionId: connection?.id ?? '' };
  }),
};

async function makePayment(world: World): Promise<{ orderCode: string; paymentId: string }> {
  const { orderCode } = await makeOrder(world);
  const [payment] = await world.database.query<{ id: string }>(
    `SELECT p.id FROM payments p JOIN orders o ON o.id = p.payable_id WHERE o.code = $1`,
    [orderCode],
  );
  return { orderCode, paymentId: payment?.id ?? '' };
}
