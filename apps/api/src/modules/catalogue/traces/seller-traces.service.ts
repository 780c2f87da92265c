import { Inject, Injectable } from '@nestjs/common';
import { vietnamDay, type Clock } from '#kernel/time';
import { isTraceCode } from '#kernel/trace-code';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { readCursor } from '../../../platform/http/cursor.js';
import { Problem } from '../../../platform/http/problem.js';
import type { Officer } from '../../identity/index.js';
import { SellerTransactions } from '../../sellers/index.js';
import {
  DESK_LIST,
  labelStatement,
  lookedUpStatement,
  SHOP_LIST,
  shopTracesStatement,
} from './seller-traces.sql.js';
import type { LabelAnswer } from './traces.dto.js';

interface Page {
  limit?: number;
  cursor?: string;
}

/** The codes of a shop's goods, what stands on their labels, and how often they were looked up. */
@Injectable()
export class SellerTracesService {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** JSON text of a page. @throws Problem not_found, not_allowed, invalid_cursor */
  async list(principal: Principal, slug: string, { limit = 24, cursor }: Page): Promise<string> {
    const place = cursor === undefined ? null : readCursor(SHOP_LIST, { key: 'text', id: 'uuid' }, cursor);
    const [row] = await this.sellerTransactions.run(principal, slug, 'listings', (tx) =>
      tx.query<{ body: string }[]>(shopTracesStatement, [
        this.today(),
        limit,
        place?.key ?? null,
        place?.id ?? null,
      ]),
    );
    return row?.body ?? '';
  }

  /** @throws Problem not_found (also: another shop's, or of a product that was never published), not_allowed */
  async label(principal: Principal, slug: string, code: string): Promise<LabelAnswer> {
    const values = [this.today(), isTraceCode(code) ? code : ''];
    const [row] = await this.sellerTransactions.run(principal, slug, 'listings', (tx) =>
      tx.query<{ body: Omit<LabelAnswer, 'url'> }[]>(labelStatement, values),
    );
    if (row === undefined) throw new Problem('not_found');
    return { ...row.body, url: `${this.environment.publicUrl}/truy-xuat/${code}` };
  }

  /** JSON text of a page of what people look up in the officer's communes. @throws Problem invalid_cursor */
  async lookedUp({ communes }: Officer, { limit = 24, cursor }: Page): Promise<string> {
    const place = cursor === undefined ? null : readCursor(DESK_LIST, { key: 'integer', id: 'uuid' }, cursor);
    const values = [this.today(), communes, limit, place?.key ?? null, place?.id ?? null];
    const [row] = await this.transactions.run('officer', (tx) =>
      tx.query<{ body: string }[]>(lookedUpStatement, values),
    );
    return row?.body ?? '';
  }

  private today(): string {
    return vietnamDay(this.clock.now());
  }
}
