import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { errorCodes, type ErrorCode } from '../../../platform/http/error-codes.js';
import { Problem } from '../../../platform/http/problem.js';
import type { RecordCertificationInput } from '../certificates/certificate-input.dto.js';
import { RecordCertification } from '../certificates/record-certification.js';
import { registerProblem } from '../certificates/register-problem.js';
import { annexAudit } from './annex-audit.js';
import { rowsToTake } from './annex-imports.sql.js';

const LONGEST_REFUSAL = 500;

/** What has happened since the preview where the register's refusal is about no field of it. */
const MOVED_ON: Partial<Record<ErrorCode, string>> = {
  state_conflict:
    'Từ lúc xem trước, một giấy chứng nhận mà tệp nối tiếp đã có giấy mới hoặc đã được ghi thay đổi',
  not_found: 'Từ lúc xem trước, một sản phẩm hoặc giấy chứng nhận mà tệp gắn với không còn nữa',
  not_allowed: 'Tệp có sản phẩm của gian hàng mà người xác nhận có tham gia; cán bộ khác phải ghi',
};

/** One sweep takes so many at most. */
const BATCH = 50;

/** A decided import, while one worker has it. */
interface HeldImport {
  officerId: string;
  decisionNumber: string;
  decisionDate: string;
}

/**
 * Takes a confirmed annex into the register, as the officer who confirmed it: in one transaction whose statements do not
 * grow with the rows, each row judged once more by the rules of a certificate. Whoever dies on the way leaves nothing
 * behind, and the next worker begins anew; one that comes twice finds it taken. Where the register has moved on since the
 * preview, none of it is taken and the import says why.
 */
@Injectable()
export class TakeAnnex {
  private readonly logger = new Logger('certification');

  constructor(
    private readonly transactions: Transactions,
    private readonly recordCertification: RecordCertification,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Whatever waits, and whatever died on its way. */
  async sweep(): Promise<void> {
    const waiting = await this.transactions.run('worker', (tx) =>
      tx.query<{ id: string }[]>(
        `SELECT id FROM annex_imports WHERE status = 'waiting' ORDER BY status_changed_at LIMIT ${BATCH}`,
      ),
    );
    for (const { id } of waiting) {
      try {
        await this.run(id);
      } catch (error) {
        this.logger.error(`annex import ${id} could not be taken: ${String(error)}`);
      }
    }
  }

  /** Does nothing where it does not wait any more. @throws whatever is no refusal: the job comes again */
  async run(importId: string): Promise<void> {
    if (!(await this.begin(importId))) return;
    try {
      await this.transactions.run('officer', (tx) => this.take(tx, importId));
    } catch (error) {
      const refused = registerProblem(error);
      if (!(refused instanceof Problem)) throw error;
      await this.refuse(importId, refused);
    }
  }

  /** Says on its page that somebody is at it; in a transaction of its own, or nobody would see it before the end. */
  private async begin(importId: string): Promise<boolean> {
    const now = this.clock.now();
    const begun = await this.transactions.run('worker', (tx) =>
      changedRows(
        tx,
        `UPDATE annex_imports SET started_at = $2, updated_at = $2 WHERE id = $1 AND status = 'waiting' RETURNING id`,
        [importId, now],
      ),
    );
    return begun.length > 0;
  }

  private async take(tx: EntityManager, importId: string): Promise<void> {
    const now = this.clock.now();
    const held = await holdWaiting(tx, importId);
    if (held === undefined) return;
    // Two files with the same decision take turns: the second sees what the first entered.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 3))`, [
      `decision ${held.decisionNumber} ${held.decisionDate}`,
    ]);
    const rows = await rowsToTake(tx, importId);
    const targets = rows.map(({ target }) => target);
    await demandNew(tx, held, targets);
    const officer = { accountId: held.officerId, communes: null };
    const ids = await this.recordCertification.runIn(tx, officer, targets, { importId });
    await tx.query(
      `WITH taken AS (UPDATE annex_imports SET status = 'confirmed', status_changed_at = $2, updated_at = $2 WHERE id = $1)
       UPDATE annex_import_rows r SET raw = '{}', certification_id = t.id, updated_at = $2
       FROM annex_import_rows w LEFT JOIN unnest($3::integer[], $4::uuid[]) AS t(no, id) ON t.no = w.row_no
       WHERE w.import_id = $1 AND r.import_id = w.import_id AND r.row_no = w.row_no`,
      [importId, now, rows.map(({ no }) => no), ids],
    );
    await recordAudit(tx, [
      { ...annexAudit(now, 'taken', importId, { entered: ids.length }), actorId: held.officerId },
    ]);
  }

  private async refuse(importId: string, problem: Problem): Promise<void> {
    const now = this.clock.now();
    const words = problem.more.errors?.map(({ vi }) => vi) ?? [
      MOVED_ON[problem.code] ?? errorCodes[problem.code].vi,
    ];
    const refusal = [...new Set(words)].join('; ').slice(0, LONGEST_REFUSAL);
    await this.transactions.run('officer', async (tx) => {
      const [moved] = await changedRows<{ officerId: string }>(
        tx,
        `UPDATE annex_imports SET status = 'refused', status_changed_at = $2, updated_at = $2, refusal = $3
         WHERE id = $1 AND status = 'waiting' RETURNING decided_by AS "officerId"`,
        [importId, now, refusal],
      );
      if (moved === undefined) return;
      await recordAudit(tx, [
        { ...annexAudit(now, 'refused', importId, { refusal }), actorId: moved.officerId },
      ]);
    });
  }
}

async function holdWaiting(tx: EntityManager, importId: string): Promise<HeldImport | undefined> {
  const [held] = await tx.query<HeldImport[]>(
    `SELECT decided_by AS "officerId", decision_number AS "decisionNumber", decision_date::text AS "decisionDate"
     FROM annex_imports WHERE id = $1 AND status = 'waiting' FOR UPDATE`,
    [importId],
  );
  return held;
}

/**
 * The same product under the same decision, in whatever spelling: the database refuses the same letters alone.
 *
 * @throws Problem validation_failed
 */
async function demandNew(
  tx: EntityManager,
  { decisionNumber, decisionDate }: HeldImport,
  targets: readonly RecordCertificationInput[],
): Promise<void> {
  const [there] = await tx.query<{ productName: string }[]>(
    `WITH given AS MATERIALIZED (
       SELECT t."productId", t."followsId", t.holder->>'communeCode' AS commune,
         fold_vi(t.holder->>'productName') AS product, fold_vi(t.holder->>'holderName') AS holder
       FROM jsonb_to_recordset($3::jsonb) AS t("productId" uuid, "followsId" uuid, holder jsonb)),
     there AS MATERIALIZED (
       SELECT c.*, fold_vi(c.product_name) AS product, fold_vi(c.holder_name) AS holder FROM certifications c
       WHERE c.decision_date = $2 AND fold_vi(c.decision_number) = fold_vi($1))
     SELECT product_name AS "productName" FROM there JOIN given ON given."productId" = there.product_id
     UNION ALL SELECT product_name FROM there JOIN given ON given."followsId" = there.follows_id
     UNION ALL SELECT product_name FROM there JOIN given ON given.commune = there.commune_code
       AND given.product = there.product AND given.holder = there.holder
     LIMIT 1`,
    [decisionNumber, decisionDate, JSON.stringify(targets)],
  );
  if (there === undefined) return;
  const { productName } = there;
  throw new Problem('validation_failed', {
    errors: [
      {
        path: 'decisionNumber',
        code: 'taken',
        vi: `Từ lúc xem trước, sổ đã có “${productName}” theo quyết định này`,
        en: `Since the preview “${productName}” has been recorded under this decision`,
      },
    ],
  });
}
