import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { readTerms } from '../terms/terms.js';
import { BOOK_OF_ORDER, LOCK_ORDER, ORDERS_TO_POST, WRITE_POSTINGS } from './ledger.sql.js';
import { postOrder, type Cause, type OrderBook, type Terms } from './post-order.js';

/** Orders that are looked up at once; each is posted in a transaction of its own. */
const BATCH = 200;

type StoredBook = Omit<OrderBook, 'causes'> & { causes: (Omit<Cause, 'at'> & { at: string })[] };

/**
 * Posts to the ledger what happened to orders since it last ran. May run at any time, in several processes and again
 * after it died: what is posted is marked in the same statement, and an order is posted by one at a time.
 */
@Injectable()
export class PostLedger {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How many orders were posted; an order that cannot be is left, and the rest goes on before its error is thrown. */
  async run(): Promise<number> {
    let posted = 0;
    for (;;) {
      const { orders, terms } = await this.transactions.run('worker', async (tx) => ({
        orders: await tx.query<{ orderId: string }[]>(ORDERS_TO_POST, [BATCH]),
        terms: await readTerms(tx),
      }));
      const errors: unknown[] = [];
      for (const { orderId } of orders) {
        try {
          await this.transactions.run('worker', (tx) => this.postOrder(tx, orderId, terms));
          posted += 1;
        } catch (error) {
          errors.push(error);
        }
      }
      if (errors.length > 0) throw new AggregateError(errors, `${errors.length} orders could not be posted`);
      if (orders.length < BATCH) return posted;
    }
  }

  private async postOrder(tx: EntityManager, orderId: string, terms: Terms): Promise<void> {
    const now = this.clock.now();
    await tx.query(LOCK_ORDER, [orderId]);
    const [row] = await tx.query<{ sellerId: string; book: StoredBook }[]>(BOOK_OF_ORDER, [orderId]);
    if (row === undefined) throw new Error(`Order ${orderId} has no payment`);
    const book: OrderBook = {
      ...row.book,
      causes: row.book.causes.map((cause) => ({ ...cause, at: new Date(cause.at) })),
    };
    const open = book.causes.filter(({ posted }) => !posted);
    if (open.length === 0) return;
    await tx.query(WRITE_POSTINGS, [
      orderId,
      row.sellerId,
      book.channel,
      now,
      JSON.stringify(postOrder(book, terms)),
      JSON.stringify(open.map(({ cause, causeId }) => ({ cause, causeId }))),
    ]);
  }
}
