import { randomUUID } from 'node:crypto';
import {
  SettlePayment,
  type IncomingMoney,
  type Settled,
} from '../../apps/api/src/modules/orders/payment/settle-payment.js';
import { Transactions } from '../../apps/api/src/platform/database/transactions.js';
import type { TestApp } from './app.js';
import type { TestDatabase } from './database.js';

/** Money of an order as its rows show it. */
export interface MoneyOf {
  order: string;
  reason: string | null;
  payment: string;
  receivedVnd: number;
  refundsVnd: number;
}

/** Has money come in, past any bank: as the floor's own settling hears of it. */
export async function comesIn(
  app: TestApp,
  money: Pick<IncomingMoney, 'pays' | 'amountVnd'> & Partial<IncomingMoney>,
): Promise<Settled> {
  return app.get(Transactions).run('worker', (tx) =>
    app.get(SettlePayment).run(tx, {
      source: 'bank',
      account: 'mau',
      externalId: randomUUID(),
      paidAt: new Date('2026-11-20T03:00:00Z'),
      audience: 'worker',
      actor: 'gateway',
      ...money,
    }),
  );
}

export async function moneyOf(database: TestDatabase, orderCode: string): Promise<MoneyOf> {
  const [money] = await database.query<MoneyOf>(
    `SELECT o.status AS "order", o.cancellation_reason AS reason, p.status AS payment,
       p.received_vnd::float8 AS "receivedVnd", p.refunds_vnd::float8 AS "refundsVnd"
     FROM orders o JOIN payments p ON p.payable_id = o.id WHERE o.code = $1`,
    [orderCode],
  );
  if (money === undefined) throw new Error(`No order ${orderCode}`);
  return money;
}

export async function refundsOf(
  database: TestDatabase,
  orderCode: string,
): Promise<{ reason: string; amountVnd: number; status: string; dueOn: string }[]> {
  return database.query(
    `SELECT r.reason, r.amount_vnd::float8 AS "amountVnd", r.status, r.due_on::text AS "dueOn"
     FROM refunds r JOIN payments p ON p.id = r.payment_id JOIN orders o ON o.id = p.payable_id
     WHERE o.code = $1 ORDER BY r.id`,
    [orderCode],
  );
}

/** How many buyers' notices of the order's money are waiting or done. */
export async function noticesOf(database: TestDatabase, orderCode: string): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pgboss.job j JOIN payment_receipts r ON j.data->>'receiptId' = r.id::text
     JOIN payments p ON p.id = r.payment_id JOIN orders o ON o.id = p.payable_id
     WHERE j.name = 'payment-receipt-notice' AND o.code = $1`,
    [orderCode],
  );
  return row?.count ?? 0;
}
