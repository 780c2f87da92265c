import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/access.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { SellerTransactions } from '../../sellers/index.js';
import { FIELDS, findHeading, type SheetKind } from './layouts.js';
import type { SheetAnswer, SheetQueryDto, SheetsAnswer, SheetSummaryAnswer } from './money-sheet.dto.js';
import { latestSheets, openSheet, type OpenSheet, type StoredSheet } from './sheets.sql.js';

/** A screen and a half of lines. */
const PAGE_SIZE = 50;
/** What there is nothing to record of. */
const IDLE: ReadonlySet<string> = new Set(['outgoing', 'known', 'prepaid']);

/** Files of money as their shop sees them. */
@Injectable()
export class ShowSheet {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly dataKeys: DataKeys,
  ) {}

  latest(principal: Principal, slug: string, kind: SheetKind): Promise<SheetsAnswer> {
    return this.sellers.run(principal, slug, 'money', async (tx) => ({
      items: (await latestSheets(tx, kind)).map(summaryOf),
    }));
  }

  /** @throws Problem not_found */
  one(
    principal: Principal,
    slug: string,
    id: string,
    { everything = false, after = 0 }: SheetQueryDto,
  ): Promise<SheetAnswer> {
    return this.sellers.run(principal, slug, 'money', async (tx, { sellerId }) => {
      const sheet = await openSheet(tx, await this.dataKeys.of(tx, sellerId), id);
      const lines = (sheet.judged ?? []).filter(
        ({ no, outcome }) => no > after && (everything || !IDLE.has(outcome)),
      );
      const page = lines.slice(0, PAGE_SIZE);
      return {
        ...summaryOf(sheet),
        fields: fieldsOf(sheet),
        columns: columnsOf(sheet),
        lines: page,
        next: lines.length > PAGE_SIZE ? (page.at(-1)?.no ?? null) : null,
      };
    });
  }
}

const summaryOf = ({ id, kind, fileName, status, createdAt, counts }: StoredSheet): SheetSummaryAnswer => ({
  id,
  kind,
  fileName,
  status,
  createdAt: createdAt.toISOString(),
  counts,
});

/** What was named; of a file whose columns nobody named yet, what was guessed. */
function fieldsOf({ kind, columns, lines }: OpenSheet): SheetAnswer['fields'] {
  const named = columns ?? (lines === null ? {} : findHeading(kind, lines).columns);
  return FIELDS[kind].map(({ name, required }) => ({ name, required, column: named[name] ?? null }));
}

function columnsOf({ lines, headingNo }: OpenSheet): SheetAnswer['columns'] {
  const heading = lines?.find(({ no }) => no === headingNo);
  const below = (lines ?? []).filter(({ no }) => headingNo === null || no > headingNo);
  return (lines?.[0]?.cells ?? []).map((_, index) => ({
    index,
    heading: heading?.cells[index]?.slice(0, 60) ?? null,
    sample: below.find(({ cells }) => cells[index] != null)?.cells[index]?.slice(0, 60) ?? null,
  }));
}
