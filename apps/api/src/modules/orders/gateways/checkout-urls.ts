import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../platform/database/transactions.js';
import { isPaidOnline, type Payment } from '../../payments/index.js';
import type { PlacedOrder } from '../place-order.js';
import { OpenSession } from './open-session.js';

interface ShownOrder {
  code: string;
  payment: { method: string };
}

/** The addresses at which orders are paid online, for whoever has just placed them or looks at them. */
@Injectable()
export class CheckoutUrls {
  constructor(
    private readonly transactions: Transactions,
    private readonly openSession: OpenSession,
  ) {}

  /** By payment; those that cannot be paid online, or not just now, are missing. */
  async of(payments: readonly Pick<Payment, 'id' | 'method' | 'status'>[]): Promise<Map<string, string>> {
    const online = payments.filter(({ method, status }) => isPaidOnline(method) && status === 'pending');
    const urls = new Map<string, string>();
    for (const { id } of online) {
      const url = await this.openSession.run(id);
      if (url !== null) urls.set(id, url);
    }
    return urls;
  }

  /** The answer to a placement, after its commit and each time its key comes back: with the pages as they are now. */
  async complete(placed: PlacedOrder): Promise<PlacedOrder> {
    const orders = placed.orders as ShownOrder[];
    const codes = orders.filter(({ payment }) => isPaidOnline(payment.method)).map(({ code }) => code);
    if (codes.length === 0) return placed;
    const payments = await this.transactions.run('worker', (tx) =>
      tx.query<(Pick<Payment, 'id' | 'method' | 'status'> & { code: string })[]>(
        `SELECT o.code, p.id, p.method, p.status FROM orders o JOIN payments p ON p.payable_id = o.id
         WHERE o.code = ANY ($1::varchar[])`,
        [codes],
      ),
    );
    const urls = await this.of(payments);
    const urlOf = (code: string): string | undefined =>
      urls.get(payments.find((payment) => payment.code === code)?.id ?? '');
    return {
      ...placed,
      orders: orders.map((order) => {
        const checkoutUrl = urlOf(order.code);
        return checkoutUrl === undefined ? order : { ...order, payment: { ...order.payment, checkoutUrl } };
      }),
    };
  }
}
