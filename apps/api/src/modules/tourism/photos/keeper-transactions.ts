import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';

/** A point somebody keeps, for as long as the transaction lasts. */
export interface EnteredPoint {
  pointId: string;
  accountId: string;
}

/**
 * Runs work on the photographs of one point: the database looks at session and charge itself and binds the point, so that
 * row-level security shows and takes that point's photographs alone. Acts on one point come one after another.
 */
@Injectable()
export class KeeperTransactions {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found: to whoever does not keep it, the point is not there */
  async run<T>(
    principal: Principal,
    slug: string,
    work: (tx: EntityManager, point: EnteredPoint) => Promise<T>,
  ): Promise<T> {
    return this.transactions.run('account', async (tx) => {
      const [point] = await tx.query<EnteredPoint[]>(
        `SELECT point_id AS "pointId", account_id AS "accountId"
         FROM enter_point($1::varchar, $2::varchar, $3::timestamptz)`,
        [principal.tokenHash, slug, this.clock.now()],
      );
      if (point === undefined) throw new Problem('not_found');
      return work(tx, point);
    });
  }
}
