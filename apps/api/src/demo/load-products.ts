import { Inject, Injectable } from '@nestjs/common';
import { vietnamDay, type Clock } from '#kernel/time';
import { ENVIRONMENT, type Environment } from '../platform/config/config.module.js';
import { Transactions } from '../platform/database/transactions.js';
import { REAL_CLOCK } from './demo-clock.js';
import { DemoData } from './demo-data.js';
import { inventedProduct, inventedSeller, type Ground } from './invented-rows.js';
import { insertProducts, insertSellers } from './load-products.sql.js';
import { SeedDemo } from './seed-demo.js';

/** About what a province of 10,000 products would have: seventeen products a shop. */
const PRODUCTS_PER_SELLER = 17;
const MOST_SELLERS = 600;
/** Rows per statement: large enough that round trips do not count, small enough to show progress and to be killed. */
const BATCH = 500;

/** Adds invented products in bulk, for load tests: by whole batches, but into the same tables and past the same triggers. */
@Injectable()
export class LoadProducts {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    @Inject(REAL_CLOCK) private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly seedDemo: SeedDemo,
  ) {}

  /** Adds `count` to what is there; seeds the demo first where that has not been done. */
  async run(count: number): Promise<void> {
    await this.seedDemo.run();
    const ground = await this.ground();
    const { products: before, sellers: sellersBefore } = await this.countInvented();
    const sellers = Array.from(
      { length: Math.min(MOST_SELLERS, Math.ceil(count / PRODUCTS_PER_SELLER)) },
      (_, i) => inventedSeller(sellersBefore + i + 1, ground),
    );
    await this.transactions.run('officer', (tx) => insertSellers(tx, sellers, ground.now));
    for (let done = 0; done < count; done += BATCH) {
      const products = Array.from({ length: Math.min(BATCH, count - done) }, (_, i) => {
        const n = before + done + i + 1;
        const seller = sellers[n % sellers.length];
        if (seller === undefined) throw new Error('There is no shop for the product');
        return inventedProduct(n, seller, ground);
      });
      await this.transactions.run('officer', (tx) => insertProducts(tx, products, ground.now));
    }
  }

  private async ground(): Promise<Ground> {
    const now = this.clock.now();
    return this.transactions.run('officer', async (tx) => ({
      data: new DemoData(this.environment.province),
      today: vietnamDay(now),
      now,
      images: await tx.query<{ sha: string; width: number; height: number }[]>(
        `SELECT DISTINCT ON (sha) sha, width, height FROM product_images ORDER BY sha LIMIT 200`,
      ),
      tourismPointIds: (await tx.query<{ id: string }[]>(`SELECT id FROM tourism_points ORDER BY slug`)).map(
        ({ id }) => id,
      ),
    }));
  }

  private async countInvented(): Promise<{ products: number; sellers: number }> {
    const [counts] = await this.transactions.run('officer', (tx) =>
      tx.query<{ products: number; sellers: number }[]>(
        `SELECT (SELECT count(*) FROM products WHERE slug ~ '-mau-[0-9]+$')::integer AS products,
           (SELECT count(*) FROM sellers WHERE slug ~ '-mau-.*-[0-9]+$')::integer AS sellers`,
      ),
    );
    return counts ?? { products: 0, sellers: 0 };
  }
}
