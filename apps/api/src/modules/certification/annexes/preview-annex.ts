import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { findIssuingBody, issuerViolations } from '#kernel/certificate-issuers';
import { uuidv7 } from '#kernel/ids';
import { vietnamDay, type Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { OneAtATime } from '../../../platform/files/one-at-a-time.js';
import { checkInput } from '../../../platform/http/check-input.js';
import { shownFileName, type Upload } from '../../../platform/http/upload.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { readSheet } from '../../../platform/spreadsheet/read-sheet.js';
import { SheetRefused } from '../../../platform/spreadsheet/sheet.js';
import type { Officer } from '../../identity/index.js';
import { namedCommunes } from '../../places/index.js';
import { CertificateRulebook } from '../certificates/certificate-rulebook.js';
import { futureViolations, ruleProblem } from '../certificates/rule-problem.js';
import { guessMapping, missingColumns, type ColumnMapping } from './annex-columns.js';
import { annexAudit } from './annex-audit.js';
import { AnnexDecisionDto } from './annex-import.dto.js';
import { findAnnex, holdUndecided, insertAnnex, rawRows, writeJudged } from './annex-imports.sql.js';
import { annexProblem } from './annex-problem.js';
import { findList, type AnnexList } from './find-list.js';
import { judgeAnnex, type AnnexDecision, type JudgedAnnexRow } from './judge-annex.js';
import { readAnnexRow } from './read-annex-row.js';
import { knownThings } from './read-known.sql.js';

/** A province has a few hundred recognised products; a decision names some dozens of them. */
const MOST_ANNEX_ROWS = 5_000;
export const LARGEST_ANNEX_BYTES = 10 * 1024 * 1024;
/** Of the sheet as a whole: with letterhead above and notes below the list. */
const SHEET_LIMITS = { rows: MOST_ANNEX_ROWS + 80, columns: 60 };

/**
 * Reads the annex of one decision and holds it against register and floor, row by row and cell by cell. Nothing of the
 * register changes: what taking it would do is written down and shown first.
 */
@Injectable()
export class PreviewAnnex {
  /** Reading a large file takes the process for a moment; two at once would take it for two. */
  private readonly queue = new OneAtATime();

  constructor(
    private readonly transactions: Transactions,
    private readonly rulebook: CertificateRulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem validation_failed: what no decision can be (`decisionNumber`, `decisionDate`, `issuedBy`, with the
   *   rule's source), or why the file cannot be taken as a list (`file`)
   */
  async run(officer: Officer, { fileName, bytes, fields }: Upload): Promise<{ id: string }> {
    const decision = await this.readDecision(fields);
    const list = await this.queue.run(() => readList(bytes));
    const now = this.clock.now();
    const id = uuidv7(now.getTime());
    const mapping = guessMapping(list.headings);
    await this.transactions.run('officer', async (tx) => {
      const of = {
        ...decision,
        id,
        fileName: shownFileName(fileName),
        createdBy: officer.accountId,
        mapping,
      };
      await insertAnnex(tx, of, list, now);
      await this.judge(tx, officer, { id, decision, mapping, rows: list.rows });
      await recordAudit(tx, [
        annexAudit(now, 'previewed', id, { ...decision, fileName: of.fileName, rows: list.rows.length }),
      ]);
    });
    return { id };
  }

  /**
   * Reads the same rows again with other columns, or against the register as it is now.
   *
   * @throws Problem not_found, state_conflict (it is decided), validation_failed (two things in one column, or a column
   *   that the file does not have)
   */
  async again(officer: Officer, id: string, mapping: ColumnMapping): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const { headings, ...decision } = await findAnnex(tx, officer, id);
      await holdUndecided(tx, id);
      const chosen = Object.values(mapping);
      const there = new Set(headings.map(({ at }) => at));
      if (new Set(chosen).size < chosen.length || !chosen.every((at) => there.has(at)))
        throw fieldProblem(
          'columns',
          'not_allowed_value',
          'Mỗi cột của tệp chỉ dùng cho một mục, và phải có trong tệp',
          'Each column of the file is used once, and must be in the file',
        );
      await this.judge(tx, officer, { id, decision, mapping, rows: await rawRows(tx, id) });
      await recordAudit(tx, [annexAudit(now, 'columns_chosen', id, { mapping })]);
    });
  }

  /** What the form says of the decision, by the rules of a certificate; how many stars it could give is the rows' matter. */
  private async readDecision(fields: Readonly<Record<string, string>>): Promise<AnnexDecision> {
    const { decisionNumber, decisionDate, issuedBy } = await checkInput(AnnexDecisionDto, fields);
    const violations = [
      ...issuerViolations({ decisionDate, issuedBy, stars: 3 }, this.rulebook),
      ...futureViolations({ decisionDate }, vietnamDay(this.clock.now())),
    ].filter(({ field }) => field !== 'stars');
    if (violations.length > 0) throw ruleProblem(violations);
    const body = findIssuingBody(issuedBy, this.rulebook.bodies);
    return { decisionNumber, decisionDate, issuedBy: body?.name ?? issuedBy };
  }

  private async judge(
    tx: EntityManager,
    officer: Officer,
    of: { id: string; decision: AnnexDecision; mapping: ColumnMapping; rows: AnnexList['rows'] },
  ): Promise<void> {
    const now = this.clock.now();
    const judged = missingColumns(of.mapping).length > 0 ? [] : await this.judgeRows(tx, officer, of);
    const communes = [...new Set(judged.flatMap((row) => communesOf(row)))].sort();
    await writeJudged(tx, { id: of.id, mapping: of.mapping, communes }, judged, now);
  }

  private async judgeRows(
    tx: EntityManager,
    officer: Officer,
    { decision, mapping, rows }: { decision: AnnexDecision; mapping: ColumnMapping; rows: AnnexList['rows'] },
  ): Promise<JudgedAnnexRow[]> {
    const communes = await namedCommunes(tx);
    const sets = await tx.query<{ no: number; name: string }[]>(
      `SELECT no, name FROM product_sets ORDER BY no`,
    );
    const read = rows.map((row) => readAnnexRow(row, mapping, { communes, sets }));
    const known = await knownThings(
      tx,
      officer,
      read.map(({ values }) => values),
    );
    const { decisionNumber, decisionDate, issuedBy } = decision;
    const today = vietnamDay(this.clock.now());
    return judgeAnnex(read, {
      decision: { decisionNumber, decisionDate, issuedBy },
      known,
      officer,
      rulebook: this.rulebook,
      today,
    });
  }
}

async function readList(bytes: Buffer): Promise<AnnexList> {
  const sheet = await readSheet(bytes, SHEET_LIMITS).catch((error: unknown) => {
    throw error instanceof SheetRefused ? annexProblem(error.code) : error;
  });
  const list = findList(sheet);
  if ('code' in list) throw annexProblem(list.code, 'ref' in list ? list.ref : '');
  if (list.rows.length === 0) throw annexProblem('empty');
  if (list.rows.length > MOST_ANNEX_ROWS) throw annexProblem('too_many_rows');
  return list;
}

/** Where the certificate lies that a row enters. */
const communesOf = ({ target, communeCode }: JudgedAnnexRow): string[] =>
  target === null || communeCode === null ? [] : [communeCode];
