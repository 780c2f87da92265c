import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';

/**
 * Whom a transaction works for: each is a database role with the grants its work needs and no other. `account` is
 * somebody signing in, or signed in and about their own account; `seller` is entered through `SellerTransactions`
 * only, because without a shop bound to it that role sees nothing.
 */
export type Audience = 'account' | 'buyer' | 'officer' | 'seller' | 'worker';

/** Opens business transactions; only use cases call it, helpers that write take the `tx` it hands out. */
@Injectable()
export class Transactions {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Runs `work` in one transaction under the audience's role; an error rolls all of it back and is thrown on. */
  async run<T>(audience: Audience, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (tx) => {
      await tx.query(`SET LOCAL ROLE floor_${audience}`);
      return work(tx);
    });
  }
}
