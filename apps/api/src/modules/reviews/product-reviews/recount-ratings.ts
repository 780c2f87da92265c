import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../platform/database/transactions.js';

/** Counts every product's ratings from its reviews again; triggers keep them, so nothing should ever differ. */
@Injectable()
export class RecountRatings {
  constructor(private readonly transactions: Transactions) {}

  /** Products whose rating was wrong and is right now. Safe to repeat. */
  run(): Promise<string[]> {
    return this.transactions.run('worker', async (tx) => {
      const found = await tx.query<{ id: string }[]>(`SELECT id FROM recount_product_ratings() AS wrong(id)`);
      return found.map(({ id }) => id);
    });
  }
}
