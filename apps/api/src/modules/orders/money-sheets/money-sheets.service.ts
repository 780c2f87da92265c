import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { OneAtATime } from '../../../platform/files/one-at-a-time.js';
import { Problem } from '../../../platform/http/problem.js';
import { shownFileName, type Upload } from '../../../platform/http/upload.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { SellerTransactions, type EnteredSeller } from '../../sellers/index.js';
import { countOutcomes, type JudgedLine } from './judged-line.js';
import { FIELDS, findHeading, isComplete, sheetKinds, type Columns, type SheetKind } from './layouts.js';
import { readMoneySheet, type SheetLine } from './read-money-sheet.js';
import {
  deleteSheet,
  insertSheet,
  moveSheet,
  openSheet,
  rememberedColumns,
  sealJudged,
} from './sheets.sql.js';
import { isCounting, readStatement } from './statements/read-statement.js';
import { SettleStatement } from './statements/settle-statement.js';
import { readRemittance } from './remittances/read-remittance.js';
import { RecordRemittance } from './remittances/record-remittance.js';

interface Readable {
  kind: SheetKind;
  columns: Columns;
  headingNo: number | null;
  lines: readonly SheetLine[];
}

/** Files of money: sent, looked at, confirmed. */
@Injectable()
export class MoneySheetsService {
  /** Reading a file takes the process for a moment; two at once would take it for two. */
  private readonly queue = new OneAtATime();

  constructor(
    private readonly sellers: SellerTransactions,
    private readonly dataKeys: DataKeys,
    private readonly statements: SettleStatement,
    private readonly remittances: RecordRemittance,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Nothing is settled yet. @throws Problem validation_failed at `file` or `kind`, not_found, not_allowed */
  async take(principal: Principal, slug: string, { fileName, bytes, fields }: Upload): Promise<string> {
    const kind = sheetKinds.find((name) => name === fields['kind']);
    if (kind === undefined) throw fieldProblem('kind', 'unknown', 'Không rõ là bảng kê gì', 'Unknown kind');
    // Whoever may not send any is told so before the file is read.
    await this.run(principal, slug, () => Promise.resolve());
    const lines = await this.queue.run(() => readMoneySheet(bytes));
    const heading = findHeading(kind, lines);
    const columns = await this.run(principal, slug, (tx) => rememberedColumns(tx, kind, heading.digest));
    const named = columns ?? guessed(heading.columns, lines);
    const isReady = isComplete(kind, named);
    const readable = { kind, columns: named, headingNo: heading.no, lines };
    const judged = isReady ? await this.judge(principal, slug, readable) : null;
    const now = this.clock.now();
    const id = uuidv7(now.getTime());
    await this.run(principal, slug, async (tx, { sellerId }) => {
      const sheet = {
        id,
        sellerId,
        kind,
        fileName: shownFileName(fileName),
        status: isReady ? 'previewed' : 'uploaded',
        headingNo: heading.no,
        digest: heading.digest,
        columns: isReady ? named : null,
        lines,
        judged,
      } as const;
      await insertSheet(tx, await this.dataKeys.of(tx, sellerId), sheet, now);
      await this.audit(tx, id, 'money_sheet.taken', { kind, lines: lines.length }, now);
    });
    return id;
  }

  /**
   * Says which column holds what, and looks at every line anew.
   *
   * @throws Problem validation_failed, not_found, state_conflict (it is being confirmed, or was)
   */
  async nameColumns(principal: Principal, slug: string, id: string, given: Columns): Promise<void> {
    const sheet = await this.open(principal, slug, id);
    if (sheet.lines === null || sheet.status === 'confirming' || sheet.status === 'confirmed')
      throw new Problem('state_conflict');
    const width = sheet.lines[0]?.cells.length ?? 0;
    const names = new Set(FIELDS[sheet.kind].map(({ name }) => name));
    const columns = Object.fromEntries(
      Object.entries(given).filter(
        ([name, index]) => names.has(name) && index !== undefined && index < width,
      ),
    );
    if (!isComplete(sheet.kind, columns))
      throw fieldProblem(
        'columns',
        'incomplete',
        'Mỗi mục cần một cột riêng',
        'Each field needs a column of its own',
      );
    if (columns['reference'] !== undefined && isCounting(sheet.lines, columns['reference']))
      throw fieldProblem(
        'reference',
        'counting',
        'Cột này là số thứ tự, không phải mã giao dịch',
        'This column only counts',
      );
    const judged = await this.judge(principal, slug, { ...sheet, columns, lines: sheet.lines });
    const now = this.clock.now();
    await this.run(principal, slug, async (tx, { sellerId }) => {
      const key = await this.dataKeys.of(tx, sellerId);
      const more = { columns, judged: { sealed: sealJudged(key, judged), counts: countOutcomes(judged) } };
      if (!(await moveSheet(tx, id, { to: 'previewed', from: ['uploaded', 'previewed'], now, more })))
        throw new Problem('state_conflict');
      await this.audit(tx, id, 'money_sheet.columns_named', { columns }, now);
    });
  }

  /**
   * Records what the preview showed, as far as it still holds. What was stopped in the middle is finished by doing it
   * again; what was finished stays as it is.
   *
   * @throws Problem not_found, state_conflict (its columns are not named, or it was forgotten)
   */
  async confirm(principal: Principal, slug: string, id: string, all: boolean): Promise<void> {
    const sheet = await this.open(principal, slug, id);
    if (sheet.status === 'confirmed') return;
    if (sheet.columns === null || sheet.lines === null) throw new Problem('state_conflict');
    const begun = this.clock.now();
    const from = ['previewed', 'confirming'] as const;
    const isOpen = await this.run(principal, slug, (tx) =>
      moveSheet(tx, id, { to: 'confirming', from, now: begun }),
    );
    // Somebody finished it in the meantime.
    if (!isOpen) return;
    const done = await this.settle(
      principal,
      slug,
      { ...sheet, columns: sheet.columns, lines: sheet.lines },
      all,
    );
    const now = this.clock.now();
    await this.run(principal, slug, async (tx, { sellerId }) => {
      const key = await this.dataKeys.of(tx, sellerId);
      const counts = countOutcomes(done);
      const more = { judged: { sealed: sealJudged(key, done), counts } };
      const isFirst = await moveSheet(tx, id, { to: 'confirmed', from: ['confirming'], now, more });
      if (isFirst) await this.audit(tx, id, 'money_sheet.confirmed', { counts }, now);
    });
  }

  /** @throws Problem not_found, state_conflict (it was confirmed, or is being) */
  discard(principal: Principal, slug: string, id: string): Promise<void> {
    return this.run(principal, slug, async (tx, { sellerId }) => {
      await openSheet(tx, await this.dataKeys.of(tx, sellerId), id);
      if (!(await deleteSheet(tx, id))) throw new Problem('state_conflict');
      await this.audit(tx, id, 'money_sheet.discarded', {}, this.clock.now());
    });
  }

  private judge(principal: Principal, slug: string, sheet: Readable): Promise<JudgedLine[]> {
    const now = this.clock.now();
    return sheet.kind === 'cod_remittance'
      ? this.remittances.preview(principal, slug, readRemittance(sheet.lines, sheet, now))
      : this.statements.preview(principal, slug, readStatement(sheet.lines, sheet, now));
  }

  private settle(principal: Principal, slug: string, sheet: Readable, all: boolean): Promise<JudgedLine[]> {
    const now = this.clock.now();
    return sheet.kind === 'cod_remittance'
      ? this.remittances.confirm(principal, slug, readRemittance(sheet.lines, sheet, now), all)
      : this.statements.confirm(principal, slug, readStatement(sheet.lines, sheet, now), all);
  }

  private open(principal: Principal, slug: string, id: string): ReturnType<typeof openSheet> {
    return this.run(principal, slug, async (tx, { sellerId }) =>
      openSheet(tx, await this.dataKeys.of(tx, sellerId), id),
    );
  }

  private run<T>(
    principal: Principal,
    slug: string,
    work: (tx: EntityManager, seller: EnteredSeller) => Promise<T>,
  ): Promise<T> {
    return this.sellers.run(principal, slug, 'money', work);
  }

  private audit(tx: EntityManager, id: string, action: string, after: object, at: Date): Promise<unknown> {
    return recordAudit(tx, [
      { at, actorKind: 'seller', action, subjectType: 'money_sheet', subjectId: id, after },
    ]);
  }
}

/** A column that only counts its rows was taken for the bank's number. */
function guessed(columns: Columns, lines: readonly SheetLine[]): Columns {
  const { reference, ...others } = columns;
  return reference === undefined || isCounting(lines, reference) ? others : { ...others, reference };
}
