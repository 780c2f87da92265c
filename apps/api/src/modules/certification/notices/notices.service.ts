import { Injectable } from '@nestjs/common';
import { isDay } from '#kernel/time';
import { runStatement } from '../../../platform/database/run-statement.js';
import { valuesFor } from '../../../platform/database/shaped-statement.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { readCursor } from '../../../platform/http/cursor.js';
import { foundText } from '../../../platform/http/found-text.js';
import { Problem } from '../../../platform/http/problem.js';
import type { Officer } from '../../identity/index.js';
import type { NoticesQueryDto } from './notice-answers.dto.js';
import { noticeList, NOTICES_CURSOR } from './notices.sql.js';

const PAGE_SIZE = 24;

/** What shops were told of their certificates, as the officers of their communes follow it. */
@Injectable()
export class NoticesService {
  constructor(private readonly transactions: Transactions) {}

  /** The page as JSON text. @throws Problem invalid_cursor */
  async list({ communes }: Officer, query: NoticesQueryDto): Promise<string> {
    const { cursor, limit = PAGE_SIZE, commune, step, delivery } = query;
    const place =
      cursor === undefined ? null : readCursor(NOTICES_CURSOR, { key: 'text', id: 'uuid' }, cursor);
    if (place !== null && !isDay(place.key)) throw new Problem('invalid_cursor');
    const values = valuesFor(noticeList, {
      communes,
      commune,
      step,
      delivery,
      limit,
      key: place?.key,
      id: place?.id,
    });
    const [row] = await this.transactions.run('officer', (tx) =>
      runStatement<{ body: string }>(tx, noticeList, values),
    );
    return foundText(row ?? null);
  }
}
