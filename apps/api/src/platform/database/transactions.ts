import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { ClientBase } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { currentRequest } from '../http/request-context.js';
import { PAGE_CHANGES } from '../page-changes/channel.js';

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

  /**
   * Runs `work` in one transaction under the audience's role; an error rolls all of it back and is thrown on. Pages of the
   * shop that the commit made untrue are noted with the request it was for (platform/page-changes).
   */
  async run<T>(audience: Audience, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    const request = currentRequest();
    if (request === undefined) return this.inRole(audience, work);
    let connection: ClientBase | undefined;
    const changed: string[] = [];
    const note = ({ message, detail }: { message?: string; detail?: string }): void => {
      if (message === PAGE_CHANGES && detail !== undefined) changed.push(detail);
    };
    try {
      const result = await this.inRole(audience, async (tx) => {
        connection = (await tx.queryRunner?.connect()) as ClientBase;
        connection.on('notice', note);
        return work(tx);
      });
      for (const tags of changed) request.changedPages.add(tags);
      return result;
    } finally {
      connection?.off('notice', note);
    }
  }

  private inRole<T>(audience: Audience, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (tx) => {
      await tx.query(`SET LOCAL ROLE floor_${audience}`);
      return work(tx);
    });
  }
}
