import type { EntityManager } from 'typeorm';
import type { Statement } from '../../../platform/database/reader.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Problem } from '../../../platform/http/problem.js';
import type { PaymentMethod, PaymentStatus } from '../../payments/index.js';
import type { CancellationReason, OrderStatus } from '../order-status.js';
import { UNWEIGHED } from '../weighing/orders-to-weigh.sql.js';

/** An order whose row, and whose payment's row, nobody else changes until the commit. */
export interface LockedOrder {
  id: string;
  code: string;
  status: OrderStatus;
  cancellationReason: CancellationReason | null;
  itemsVnd: number;
  shippingFeeVnd: number;
  discountVnd: number;
  totalVnd: number;
  paymentId: string;
  method: PaymentMethod;
  paymentStatus: PaymentStatus;
  /** What is owed for it, what came in, and what of that goes back. */
  amountVnd: number;
  receivedVnd: number;
  refundsVnd: number;
  /** What of it has to come before it is sent, and when that came; null where nothing has. */
  depositVnd: number | null;
  depositPaidAt: Date | null;
  /** When it is overdue; null where no clock runs. */
  expiresAt: Date | null;
  /** Some goods still wait for the scales. */
  waits: boolean;
  lineIds: string[];
}

const lockByCode: Statement = {
  name: 'orders-lock-by-code',
  text: `SELECT id FROM orders WHERE id = $1::uuid OR code = $2 FOR NO KEY UPDATE`,
};

/** Read after the lock, by a statement that sees what whoever held it before has written. */
const readLocked: Statement = {
  name: 'orders-read-locked',
  text: `
    SELECT o.id, o.code, o.status, o.cancellation_reason AS "cancellationReason", o.items_vnd::float8 AS "itemsVnd",
      o.shipping_fee_vnd::float8 AS "shippingFeeVnd", o.discount_vnd::float8 AS "discountVnd",
      o.total_vnd::float8 AS "totalVnd", p.id AS "paymentId", p.method, p.status AS "paymentStatus",
      p.amount_vnd::float8 AS "amountVnd", p.received_vnd::float8 AS "receivedVnd", p.refunds_vnd::float8 AS "refundsVnd",
      p.deposit_vnd::float8 AS "depositVnd", p.deposit_paid_at AS "depositPaidAt", p.expires_at AS "expiresAt",
      EXISTS (SELECT FROM order_lines l WHERE l.order_id = o.id AND ${UNWEIGHED}) AS waits,
      ARRAY(SELECT l.id FROM order_lines l WHERE l.order_id = o.id) AS "lineIds"
    FROM orders o JOIN payments p ON p.payable_id = o.id WHERE o.id = $1 FOR NO KEY UPDATE OF p`,
};

/**
 * The one way to take one's turn with an order: whoever pays, weighs, sends or ends it locks its row first, its payment
 * after it, its goods last.
 *
 * @throws Problem not_found, also for another shop's
 */
export async function lockOrder(
  tx: EntityManager,
  which: { orderId: string } | { orderCode: string },
): Promise<LockedOrder> {
  const id = 'orderId' in which ? which.orderId : null;
  const code = 'orderCode' in which ? which.orderCode : null;
  const [locked] = await runStatement<{ id: string }>(tx, lockByCode, [id, code]);
  if (locked === undefined) throw new Problem('not_found');
  const [order] = await runStatement<LockedOrder>(tx, readLocked, [locked.id]);
  if (order === undefined) throw new Error(`Order ${locked.id} has no payment`);
  return order;
}

/** A deposit is asked for and has not come. */
export const depositDue = ({
  depositVnd,
  depositPaidAt,
}: Pick<LockedOrder, 'depositVnd' | 'depositPaidAt'>): boolean =>
  depositVnd !== null && depositPaidAt === null;

/** What came ahead of the door with a deposit, in đồng; so much less is collected there. */
export const aheadVnd = ({ depositVnd, receivedVnd, refundsVnd }: LockedOrder): number =>
  depositVnd === null ? 0 : receivedVnd - refundsVnd;

/** Whether it may be sent as far as money goes: paid, or paid at the door and what has to come before it is there. */
export const mayBeSent = (order: LockedOrder): boolean => {
  const { method, paymentStatus } = order;
  return (
    (method === 'cod' && !depositDue(order)) ||
    paymentStatus === 'paid' ||
    paymentStatus === 'partly_refunded'
  );
};
