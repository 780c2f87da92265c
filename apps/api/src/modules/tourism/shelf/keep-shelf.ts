import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { vietnamDay, type Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Reader } from '../../../platform/database/reader.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { clearShelf, markShelf, type ShelfState } from '../../catalogue/index.js';
import { findPointForKeeper } from '../points/find-point.js';
import type { KeptPointDto, KeptPointsAnswer, KeptShelfAnswer, KeptShelfItemDto } from './shelf.dto.js';
import { keptPoints, keptShelf, shelfProduct } from './shelf.sql.js';

interface PointRow extends KeptPointDto {
  id: string;
}

/** What stands on the shelf of a point, as its keeper says it. To whoever does not keep it, the point is not there. */
@Injectable()
export class KeepShelf {
  constructor(
    private readonly transactions: Transactions,
    private readonly reader: Reader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The points somebody keeps. */
  async points(accountId: string): Promise<KeptPointsAnswer> {
    const rows = await this.find(accountId, null);
    return { items: rows.map(({ id: _id, ...point }) => point), nextCursor: null };
  }

  /** @throws Problem not_found */
  async shelf(accountId: string, slug: string): Promise<KeptShelfAnswer> {
    const [row] = await this.find(accountId, slug);
    if (row === undefined) throw new Problem('not_found');
    const { id, ...point } = row;
    const today = vietnamDay(this.clock.now());
    return { ...point, items: await this.reader.rows<KeptShelfItemDto>(keptShelf, [id, today]) };
  }

  /** Says what stands there; goods that are new on the shelf must be on sale. @throws Problem not_found */
  async mark(accountId: string, slug: string, product: string, state: ShelfState): Promise<void> {
    const now = this.clock.now();
    const day = vietnamDay(now);
    const found = await this.reader.row<{ id: string; listed: boolean }>(shelfProduct, [product, day]);
    await this.transactions.run('account', async (tx) => {
      const tourismPointId = await findPointForKeeper(tx, accountId, slug);
      if (found === null) throw new Problem('not_found');
      const before = await markShelf(tx, { productId: found.id, tourismPointId }, { state, day, now });
      if (before === null && !found.listed) throw new Problem('not_found');
      await record(tx, tourismPointId, { product, state: before }, { product, state }, now);
    });
  }

  /** The point sells it no longer. @throws Problem not_found */
  async clear(accountId: string, slug: string, product: string): Promise<void> {
    const now = this.clock.now();
    const found = await this.reader.row<{ id: string }>(shelfProduct, [product, vietnamDay(now)]);
    await this.transactions.run('account', async (tx) => {
      const tourismPointId = await findPointForKeeper(tx, accountId, slug);
      const before = found && (await clearShelf(tx, { productId: found.id, tourismPointId }));
      if (before === null) throw new Problem('not_found');
      await record(tx, tourismPointId, { product, state: before }, { product, state: null }, now);
    });
  }

  private find(accountId: string, slug: string | null): Promise<PointRow[]> {
    return this.transactions.run('account', (tx) =>
      runStatement<PointRow>(tx, keptPoints, [accountId, slug]),
    );
  }
}

function record(tx: EntityManager, pointId: string, before: object, after: object, at: Date): Promise<void> {
  return recordAudit(tx, [
    {
      at,
      actorKind: 'account',
      action: 'shelf.marked',
      subjectType: 'tourism_point',
      subjectId: pointId,
      before,
      after,
    },
  ]);
}
