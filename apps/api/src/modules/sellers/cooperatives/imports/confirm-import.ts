import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../../platform/clock/clock.module.js';
import { Transactions } from '../../../../platform/database/transactions.js';
import { Problem } from '../../../../platform/http/problem.js';
import type { Officer } from '../../../identity/index.js';
import { cooperativeAudit, difference } from '../cooperative-audit.js';
import {
  changeCooperatives,
  insertCooperatives,
  type ChangedCooperative,
  type NewCooperative,
} from '../write-cooperatives.sql.js';
import { effectiveRows, holdAll, moveImport } from './imports.sql.js';
import type { JudgedRow } from './judge-rows.js';

/**
 * Takes a previewed file into the register: all that its preview showed or nothing, in one transaction whose statements
 * do not grow with the rows. Where the register has moved on since the preview it is refused, and the file is read anew.
 */
@Injectable()
export class ConfirmImport {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param rows `all` is refused while any row is faulty; `good` leaves those out
   * @throws Problem not_found, not_allowed (a commune of it is not the officer's), state_conflict (not waiting for it,
   *   faulty rows, or the register changed since the preview)
   */
  async run(officer: Officer, id: string, rows: 'all' | 'good'): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const { faulty } = await moveImport(tx, officer, { id, from: 'previewed', to: 'confirmed' }, now);
      if (rows === 'all' && faulty > 0) throw new Problem('state_conflict');
      const effective = await effectiveRows(tx, id);
      const changed = targets(effective, 'update') as ChangedCooperative[];
      const entered = targets(effective, 'create') as NewCooperative[];
      await holdAll(
        tx,
        changed.map((row) => row.id),
      );
      const done = [
        ...(await insertCooperatives(tx, entered, now)),
        ...(await changeCooperatives(tx, changed, now)),
      ];
      if (done.length < effective.length) throw new Problem('state_conflict');
      const subject = { subjectType: 'cooperative_import', subjectId: id };
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'officer',
          action: 'cooperative_import.confirmed',
          ...subject,
          after: { entered: entered.length, changed: changed.length, leftOut: faulty },
        },
        ...effective.map((row) => rowAudit(row, id, now)),
      ]);
    });
  }
}

function targets(rows: readonly JudgedRow[], outcome: JudgedRow['outcome']): JudgedRow['target'][] {
  return rows.flatMap((row) => (row.outcome === outcome ? [row.target] : []));
}

function rowAudit({ cooperativeId, target, before }: JudgedRow, importId: string, now: Date) {
  const { before: was, after } = difference(before?.state ?? {}, target ?? {});
  const changes = { ...(before === null ? {} : { before: was }), after: { ...after, importId } };
  const action = before === null ? 'cooperative.entered' : 'cooperative.edited';
  return cooperativeAudit(now, action, cooperativeId ?? '', changes);
}
