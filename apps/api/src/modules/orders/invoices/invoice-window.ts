import { DAY_MS } from '#kernel/time';
import type { OrderStatus } from '../order-status.js';

/** What of an order decides whether its buyer may still say whom the invoice is for. */
export interface InvoicedOrder {
  status: OrderStatus;
  statusChangedAt: Date;
}

/** Whether an invoice may still be asked for: while one of the orders is open, and for so many days after it was completed. */
export function mayAskForInvoice(
  orders: readonly InvoicedOrder[],
  { days, now }: { days: number; now: Date },
): boolean {
  return orders.some(
    ({ status, statusChangedAt }) =>
      status === 'placed' ||
      status === 'confirmed' ||
      (status === 'completed' && now.getTime() < statusChangedAt.getTime() + days * DAY_MS),
  );
}
