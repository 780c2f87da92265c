import { Inject, Injectable } from '@nestjs/common';
import { parsePublicCode } from '#kernel/ids';
import { foldVietnamese } from '#kernel/text';
import { vietnamDay, type Clock } from '#kernel/time';
import { CLOCK } from '../../../../platform/clock/clock.module.js';
import { runStatement } from '../../../../platform/database/run-statement.js';
import { valuesFor, type ShapedStatement } from '../../../../platform/database/shaped-statement.js';
import { Transactions } from '../../../../platform/database/transactions.js';
import { readCursor } from '../../../../platform/http/cursor.js';
import { foundText } from '../../../../platform/http/found-text.js';
import type { Officer } from '../../../identity/index.js';
import type { OwedRefundsQueryDto, ShopsMoneyQueryDto, UnmatchedQueryDto } from './desk-money.dto.js';
import {
  moneyOfShops,
  OWED_CURSOR,
  owedRefunds,
  SHOPS_CURSOR,
  UNMATCHED_CURSOR,
  unmatchedMoney,
} from './desk-money.sql.js';

const PAGE_SIZE = 24;

/**
 * What shops owe buyers and have not sorted, for the officers who watch over them: each of their own communes, as JSON
 * text. Of buyers they learn nothing.
 */
@Injectable()
export class DeskMoneyService {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem invalid_cursor */
  owed({ communes }: Officer, { cursor, q, ...query }: OwedRefundsQueryDto): Promise<string> {
    const place =
      cursor === undefined ? null : readCursor(OWED_CURSOR, { key: 'integer', id: 'uuid' }, cursor);
    return this.read(owedRefunds, {
      communes,
      ...query,
      ...place,
      q: foldVietnamese(q ?? '') || null,
      code: parsePublicCode(q ?? ''),
    });
  }

  /** @throws Problem invalid_cursor */
  shops({ communes }: Officer, { cursor, q, ...query }: ShopsMoneyQueryDto): Promise<string> {
    const place = cursor === undefined ? null : readCursor(SHOPS_CURSOR, { key: 'text', id: 'uuid' }, cursor);
    return this.read(moneyOfShops, { communes, ...query, ...place, q: foldVietnamese(q ?? '') || null });
  }

  /** @throws Problem invalid_cursor, not_found (no such shop in the officer's communes) */
  unmatched({ communes }: Officer, slug: string, { cursor, ...query }: UnmatchedQueryDto): Promise<string> {
    const place =
      cursor === undefined ? null : readCursor(UNMATCHED_CURSOR, { key: 'instant', id: 'uuid' }, cursor);
    return this.read(unmatchedMoney, { communes, slug, ...query, ...place });
  }

  private read(statement: ShapedStatement, values: Readonly<Record<string, unknown>>): Promise<string> {
    const today = vietnamDay(this.clock.now());
    return this.transactions.run('officer', async (tx) => {
      const [row] = await runStatement<{ body: string }>(
        tx,
        statement,
        valuesFor(statement, { ...values, limit: values['limit'] ?? PAGE_SIZE, today }),
      );
      return foundText(row ?? null);
    });
  }
}
