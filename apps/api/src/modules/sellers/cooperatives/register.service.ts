import { Inject, Injectable } from '@nestjs/common';
import { isDay, vietnamDay, type Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import type { Statement } from '../../../platform/database/reader.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { readCursor } from '../../../platform/http/cursor.js';
import { foundText } from '../../../platform/http/found-text.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import type { Officer } from '../../identity/index.js';
import type {
  CooperativeDto,
  CooperativeFilterDto,
  CooperativesQueryDto,
  FiguresQueryDto,
} from './cooperative-answers.dto.js';
import {
  cooperativeDetail,
  cooperativeExport,
  cooperativeList,
  COOPERATIVES_CURSOR,
  registerFigures,
} from './cooperatives.sql.js';

const PAGE_SIZE = 24;

/** Reads the register for an officer: only what lies in their communes. */
@Injectable()
export class RegisterService {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem invalid_cursor */
  list(officer: Officer, { limit = PAGE_SIZE, cursor, ...filter }: CooperativesQueryDto): Promise<string> {
    const place =
      cursor === undefined ? null : readCursor(COOPERATIVES_CURSOR, { key: 'text', id: 'uuid' }, cursor);
    return this.text(cooperativeList, [
      ...filterValues(officer, filter),
      limit,
      place?.key ?? null,
      place?.id ?? null,
    ]);
  }

  async rows(officer: Officer, filter: CooperativeFilterDto): Promise<CooperativeDto[]> {
    const rows = await this.transactions.run('officer', (tx) =>
      runStatement<{ row: CooperativeDto }>(tx, cooperativeExport, filterValues(officer, filter)),
    );
    return rows.map(({ row }) => row);
  }

  /** @throws Problem not_found (also: not the officer's) */
  detail({ communes }: Officer, id: string): Promise<string> {
    return this.text(cooperativeDetail, [communes, id]);
  }

  /** @throws Problem validation_failed: no such day */
  async figures({ communes }: Officer, { asOf, commune }: FiguresQueryDto): Promise<string> {
    const day = asOf ?? vietnamDay(this.clock.now());
    if (!isDay(day))
      throw fieldProblem('asOf', 'bad_day', 'Không có ngày này trong lịch', 'There is no such day');
    return this.text(registerFigures, [day, communes, commune ?? null]);
  }

  private async text(statement: Statement, values: readonly unknown[]): Promise<string> {
    const [row] = await this.transactions.run('officer', (tx) =>
      runStatement<{ body: string }>(tx, statement, values),
    );
    return foundText(row ?? null);
  }
}

function filterValues({ communes }: Officer, { q, status, field, commune }: CooperativeFilterDto): unknown[] {
  const words = q === undefined || q.trim() === '' ? null : q;
  return [communes, words, status ?? null, field ?? null, commune ?? null];
}
