import {
  CheckLedger,
  type LedgerDifference,
} from '../../apps/api/src/modules/settlement/ledger/check-ledger.js';
import { PostLedger } from '../../apps/api/src/modules/settlement/ledger/post-ledger.js';
import type { TestApp } from './app.js';
import { Buyer, SHIP } from './buyer.js';
import type { FakeClock } from '../../libs/kernel/src/time.js';
import type { TestDatabase } from './database.js';
import { comesIn } from './incoming-money.js';
import type { SmallSeller } from './small-floor.js';

/** An order on its way through the books. */
export interface Sold {
  code: string;
  orderId: string;
  paymentId: string;
  totalVnd: number;
  /** Of the purchase, for its page. */
  groupCode: string;
  token: string;
}

interface Ground {
  app: TestApp;
  database: TestDatabase;
  clock: FakeClock;
}

/** The shop is a household’s: the law has tax on what it sells kept back. */
export async function asHousehold(
  database: TestDatabase,
  { producerId }: Pick<SmallSeller, 'producerId'>,
): Promise<void> {
  await database.query(
    `UPDATE producers SET kind = 'household', cooperative_status = NULL, cooperative_id = NULL, legal_name = 'Hộ kinh doanh Mẫu'
     WHERE id = $1`,
    [producerId],
  );
}

/** A decision about a channel or the fee, as an administrator made it long ago. */
export async function decided(
  database: TestDatabase,
  decidedBy: string,
  subject: string,
  value: string | number,
  effectiveFrom = '2026-01-01',
): Promise<void> {
  await database.query(
    `INSERT INTO settlement_terms (subject, mode, fee_basis_points, effective_from, reason, decided_by, decided_at)
     VALUES ($1, $2, $3, $4, 'Thống nhất với cơ quan thuế', $5, '2025-12-01')`,
    [
      subject,
      typeof value === 'string' ? value : null,
      typeof value === 'number' ? value : null,
      effectiveFrom,
      decidedBy,
    ],
  );
}

/** Sells by transfer, confirmed and paid at that moment. */
export class Selling {
  constructor(private readonly ground: Ground) {}

  async order(lines: Record<string, number>, delivery: object = SHIP, more: object = {}): Promise<Sold> {
    const { app, database } = this.ground;
    const buyer = new Buyer(app.url);
    const cartId = await buyer.cart(lines);
    const quote = await buyer.quote(cartId, delivery);
    const answer = await buyer.place(cartId, quote, { payment: 'bank_transfer', delivery, ...more });
    if (answer.status !== 201) throw new Error(`Not placed: ${answer.text}`);
    const placed = answer.body;
    const [order] = await database.query<{ orderId: string; paymentId: string }>(
      `SELECT o.id AS "orderId", p.id AS "paymentId" FROM orders o JOIN payments p ON p.payable_id = o.id WHERE o.code = $1`,
      [placed.orders[0]?.code ?? ''],
    );
    if (order === undefined) throw new Error('Nothing was ordered');
    return {
      ...order,
      code: placed.orders[0]?.code ?? '',
      totalVnd: placed.orders[0]?.totalVnd ?? 0,
      groupCode: placed.code,
      token: placed.accessToken,
    };
  }

  async sold(lines: Record<string, number>, delivery: object = SHIP): Promise<Sold> {
    const order = await this.order(lines, delivery);
    await this.move(order, 'confirmed');
    await this.pay(order);
    return order;
  }

  pay({ code, totalVnd }: Sold, amountVnd = totalVnd): ReturnType<typeof comesIn> {
    return comesIn(this.ground.app, {
      pays: { orderCode: code },
      amountVnd,
      paidAt: this.ground.clock.now(),
    });
  }

  /** The order as its own room moves it: the row and the event, in one transaction. */
  async move({ orderId }: Sold, to: 'confirmed' | 'completed' | 'cancelled'): Promise<void> {
    const { database, clock } = this.ground;
    await database.query(
      `WITH was AS (SELECT id, status FROM orders WHERE id = $1),
       moved AS (UPDATE orders SET status = $2::varchar, status_changed_at = $3,
         cancellation_reason = CASE $2::varchar WHEN 'cancelled' THEN 'buyer' END WHERE id = $1)
       INSERT INTO order_events (order_id, axis, subject_id, from_status, to_status, actor_kind, occurred_at)
       SELECT id, 'order', id, status, $2::varchar, 'seller', $3 FROM was`,
      [orderId, to, clock.now()],
    );
  }

  async owe({ paymentId, orderId }: Sold, amountVnd: number, reason: string): Promise<string> {
    const [refund] = await this.ground.database.query<{ id: string }>(
      `INSERT INTO refunds (seller_id, payment_id, idempotency_key, amount_vnd, reason, status, status_changed_at, owed_at, due_on)
       SELECT seller_id, $1, gen_random_uuid()::text, $3, $4, 'owed', $5, $5, $5::timestamptz::date FROM orders WHERE id = $2
       RETURNING id`,
      [paymentId, orderId, amountVnd, reason, this.ground.clock.now()],
    );
    return refund?.id ?? '';
  }

  async endRefund(id: string, status: 'done' | 'failed'): Promise<void> {
    await this.ground.database.query(`UPDATE refunds SET status = $2, status_changed_at = $3 WHERE id = $1`, [
      id,
      status,
      this.ground.clock.now(),
    ]);
  }

  post(): Promise<number> {
    return this.ground.app.get(PostLedger).run();
  }

  differences(): Promise<LedgerDifference[]> {
    return this.ground.app.get(CheckLedger).run();
  }
}

/** The balances of one order, without those that are 0. */
export async function balancesOf(database: TestDatabase, { orderId }: Sold): Promise<Record<string, number>> {
  const rows = await database.query<{ account: string; vnd: number }>(
    `SELECT account, sum(amount_vnd)::float8 AS vnd FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
     WHERE t.order_id = $1 GROUP BY 1 HAVING sum(amount_vnd) <> 0 ORDER BY 1`,
    [orderId],
  );
  return Object.fromEntries(rows.map(({ account, vnd }) => [account, vnd]));
}
