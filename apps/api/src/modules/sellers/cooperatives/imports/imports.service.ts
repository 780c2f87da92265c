import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../../platform/database/transactions.js';
import { readCursor, writeCursor } from '../../../../platform/http/cursor.js';
import type { Officer } from '../../../identity/index.js';
import type { ImportListDto, ImportRowListDto, ImportRowsQueryDto, ImportsQueryDto } from './import.dto.js';
import { findImport, importRows, importsOf, type ImportRecord } from './imports.sql.js';

const PAGE_SIZE = 24;
const IMPORTS_CURSOR = 'cooperative_imports';
const ROWS_CURSOR = 'cooperative_import_rows';

/** Reads imports for an officer. */
@Injectable()
export class ImportsService {
  constructor(private readonly transactions: Transactions) {}

  /** Newest first. @throws Problem invalid_cursor */
  async list(officer: Officer, { limit = PAGE_SIZE, cursor }: ImportsQueryDto): Promise<ImportListDto> {
    const after =
      cursor === undefined ? null : readCursor(IMPORTS_CURSOR, { key: 'uuid', id: 'uuid' }, cursor).id;
    const found = await this.transactions.run('officer', (tx) =>
      importsOf(tx, officer, { limit: limit + 1, after }),
    );
    const items = found.slice(0, limit);
    const last = items.at(-1)?.id ?? '';
    return { items, nextCursor: found.length > limit ? writeCursor(IMPORTS_CURSOR, last, last) : null };
  }

  /** @throws Problem not_found (also: not the officer's) */
  detail(officer: Officer, id: string): Promise<ImportRecord> {
    return this.transactions.run('officer', (tx) => findImport(tx, officer, id));
  }

  /** In the order of the file. @throws Problem not_found (also: not the officer's), invalid_cursor */
  async rows(
    officer: Officer,
    id: string,
    { outcome, limit = PAGE_SIZE, cursor }: ImportRowsQueryDto,
  ): Promise<ImportRowListDto> {
    const after =
      cursor === undefined ? 0 : Number(readCursor(ROWS_CURSOR, { key: 'integer', id: 'uuid' }, cursor).key);
    const found = await this.transactions.run('officer', async (tx) => {
      await findImport(tx, officer, id);
      return importRows(tx, id, { outcome: outcome ?? null, after, limit: limit + 1 });
    });
    const items = found.slice(0, limit).map(({ problems, ...row }) => ({
      ...row,
      problems: problems.map((problem) => ({ ...problem, candidates: [...(problem.candidates ?? [])] })),
    }));
    const last = String(items.at(-1)?.no ?? 0);
    return { items, nextCursor: found.length > limit ? writeCursor(ROWS_CURSOR, last, id) : null };
  }
}
