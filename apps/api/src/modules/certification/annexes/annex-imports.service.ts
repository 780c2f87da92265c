import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../platform/database/transactions.js';
import { readCursor, writeCursor } from '../../../platform/http/cursor.js';
import type { Officer } from '../../identity/index.js';
import { ANNEX_COLUMN_KEYS, missingColumns } from './annex-columns.js';
import type {
  AnnexImportDetailDto,
  AnnexImportDto,
  AnnexImportListDto,
  AnnexImportsQueryDto,
  AnnexRowListDto,
  AnnexRowsQueryDto,
} from './annex-import.dto.js';
import { annexesOf, annexRows, findAnnex, type AnnexRecord } from './annex-imports.sql.js';
import type { AnnexSubject } from './judge-annex.js';
import { undoObstacles } from './undo-obstacles.sql.js';

const PAGE_SIZE = 24;
const IMPORTS_CURSOR = 'annex_imports';
const ROWS_CURSOR = 'annex_import_rows';

/** Reads imports of annexes for an officer. */
@Injectable()
export class AnnexImportsService {
  constructor(private readonly transactions: Transactions) {}

  /** Newest first. @throws Problem invalid_cursor */
  async list(
    officer: Officer,
    { limit = PAGE_SIZE, cursor }: AnnexImportsQueryDto,
  ): Promise<AnnexImportListDto> {
    const after =
      cursor === undefined ? null : readCursor(IMPORTS_CURSOR, { key: 'uuid', id: 'uuid' }, cursor).id;
    const found = await this.transactions.run('officer', (tx) =>
      annexesOf(tx, officer, { limit: limit + 1, after }),
    );
    const items = found.slice(0, limit).map(toDto);
    const last = items.at(-1)?.id ?? '';
    return { items, nextCursor: found.length > limit ? writeCursor(IMPORTS_CURSOR, last, last) : null };
  }

  /** @throws Problem not_found (also: not the officer's) */
  detail(officer: Officer, id: string): Promise<AnnexImportDetailDto> {
    return this.transactions.run('officer', async (tx) => {
      const found = await findAnnex(tx, officer, id);
      const obstacles = found.status === 'confirmed' ? await undoObstacles(tx, id) : [];
      return { ...toDto(found), obstacles };
    });
  }

  /** In the order of the file. @throws Problem not_found (also: not the officer's), invalid_cursor */
  async rows(
    officer: Officer,
    id: string,
    { outcome, limit = PAGE_SIZE, cursor }: AnnexRowsQueryDto,
  ): Promise<AnnexRowListDto> {
    const after =
      cursor === undefined ? 0 : Number(readCursor(ROWS_CURSOR, { key: 'integer', id: 'uuid' }, cursor).key);
    const found = await this.transactions.run('officer', async (tx) => {
      await findAnnex(tx, officer, id);
      return annexRows(tx, id, { outcome: outcome ?? null, after, limit: limit + 1 });
    });
    const items = found
      .slice(0, limit)
      .map(({ subject, ...row }) => ({ ...row, subject: subject === null ? null : subjectDto(subject) }));
    const last = String(items.at(-1)?.no ?? 0);
    return { items, nextCursor: found.length > limit ? writeCursor(ROWS_CURSOR, last, id) : null };
  }
}

function toDto({ headings, mapping, ...record }: AnnexRecord): AnnexImportDto {
  const column = (at: number) => ANNEX_COLUMN_KEYS.find((key) => mapping[key] === at) ?? null;
  return {
    ...record,
    headings: headings.map((heading) => ({ ...heading, column: column(heading.at) })),
    missingColumns: missingColumns(mapping),
  };
}

function subjectDto(subject: AnnexSubject) {
  return {
    kind: subject.kind,
    name: subject.kind === 'off_floor' ? null : subject.name,
    slug: subject.kind === 'floor' ? subject.slug : null,
    certificateId: 'certificateId' in subject ? subject.certificateId : null,
  };
}
