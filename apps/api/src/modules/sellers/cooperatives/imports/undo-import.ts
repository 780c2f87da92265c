import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../../platform/clock/clock.module.js';
import { Transactions } from '../../../../platform/database/transactions.js';
import { Problem } from '../../../../platform/http/problem.js';
import type { Officer } from '../../../identity/index.js';
import { cooperativeAudit, difference } from '../cooperative-audit.js';
import { changeCooperatives, type ChangedCooperative } from '../write-cooperatives.sql.js';
import { effectiveRows, holdAll, moveImport } from './imports.sql.js';
import type { JudgedRow } from './judge-rows.js';

/**
 * Takes a confirmed import back: what it entered is gone, what it changed is as it was. Only while nobody has touched
 * any of it since, a shop's link included; otherwise taking back would also take back somebody else's work.
 */
@Injectable()
export class UndoImport {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, not_allowed (a commune of it is not the officer's), state_conflict */
  async run(officer: Officer, id: string): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      await moveImport(tx, officer, { id, from: 'confirmed', to: 'undone' }, now);
      const rows = await effectiveRows(tx, id);
      const versions = await holdAll(
        tx,
        rows.map(({ cooperativeId }) => cooperativeId ?? ''),
      );
      if (rows.some((row) => versions.get(row.cooperativeId ?? '') !== versionAfter(row)))
        throw new Problem('state_conflict');
      await takeOut(tx, rows);
      await putBack(tx, rows, now);
      const subject = { subjectType: 'cooperative_import', subjectId: id };
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'officer',
          action: 'cooperative_import.undone',
          ...subject,
          after: { rows: rows.length },
        },
        ...rows.map((row) => rowAudit(row, id, now)),
      ]);
    });
  }
}

/** What an untouched cooperative's version is after its import. */
const versionAfter = ({ before }: JudgedRow): number => (before === null ? 1 : before.state.version + 1);

/** What the import entered, and what it added to the histories of others. */
async function takeOut(tx: EntityManager, rows: readonly JudgedRow[]): Promise<void> {
  const entered = rows.flatMap(({ before, cooperativeId }) => (before === null ? [cooperativeId] : []));
  const added = rows.flatMap(({ before, target, cooperativeId }) =>
    before === null || target === null
      ? []
      : [{ id: cooperativeId, ...histories(target as ChangedCooperative) }],
  );
  const values = [entered, JSON.stringify(added)];
  await tx.query(
    `DELETE FROM cooperative_statuses WHERE cooperative_id = ANY ($1) OR (cooperative_id, from_on) IN
       (SELECT id, "statusOn" FROM jsonb_to_recordset($2::jsonb) AS a(id uuid, "statusOn" date))`,
    values,
  );
  await tx.query(
    `DELETE FROM cooperative_counts WHERE cooperative_id = ANY ($1) OR (cooperative_id, counted_on) IN
       (SELECT id, "countedOn" FROM jsonb_to_recordset($2::jsonb) AS a(id uuid, "countedOn" date))`,
    values,
  );
  // An applicant's word that it is theirs does not keep it in the register.
  await tx.query(`UPDATE seller_applications SET cooperative_id = NULL WHERE cooperative_id = ANY ($1)`, [
    entered,
  ]);
  await tx.query(`DELETE FROM cooperatives WHERE id = ANY ($1)`, [entered]);
}

const histories = ({ newStatus, newCount }: ChangedCooperative): object => ({
  statusOn: newStatus?.fromOn ?? null,
  countedOn: newCount?.countedOn ?? null,
});

async function putBack(tx: EntityManager, rows: readonly JudgedRow[], now: Date): Promise<void> {
  const changed = rows.flatMap((row): ChangedCooperative[] => {
    if (row.before === null) return [];
    const { state, countThatDay } = row.before;
    return [
      { ...state, version: versionAfter(row), ...(countThatDay === null ? {} : { newCount: countThatDay }) },
    ];
  });
  const done = await changeCooperatives(tx, changed, now);
  if (done.length < changed.length) throw new Problem('state_conflict');
}

function rowAudit({ cooperativeId, target, before }: JudgedRow, importId: string, now: Date) {
  if (before === null)
    return cooperativeAudit(now, 'cooperative.removed', cooperativeId ?? '', { before: { importId } });
  const { before: was, after } = difference(target ?? {}, before.state);
  return cooperativeAudit(now, 'cooperative.edited', cooperativeId ?? '', {
    before: was,
    after: { ...after, undoneImportId: importId },
  });
}
