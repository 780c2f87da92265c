import { Injectable } from '@nestjs/common';
import { Transactions } from '../platform/database/transactions.js';

/** A shop of the demo that receives visitors at a tourism point, so that one can be asked for a visit. */
export interface DemoHost {
  point: string;
  seller: string;
}

/** Says which shops of the demo are a point, as an officer would. */
@Injectable()
export class SeedHosts {
  constructor(private readonly transactions: Transactions) {}

  async run(hosts: readonly DemoHost[]): Promise<void> {
    await this.transactions.run('officer', async (tx) => {
      for (const { point, seller } of hosts)
        await tx.query(
          `INSERT INTO point_sellers (tourism_point_id, seller_id)
           SELECT t.id, s.id FROM tourism_points t, sellers s WHERE t.slug = $1 AND s.slug = $2 ON CONFLICT DO NOTHING`,
          [point, seller],
        );
    });
  }
}
