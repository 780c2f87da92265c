import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';

/** Whom a transaction works for: each is a database role with the grants its work needs and no other. */
export type Audience = 'buyer' | 'officer' | 'worker';

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
