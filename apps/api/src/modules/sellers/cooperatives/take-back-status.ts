import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import type { Officer } from '../../identity/index.js';
import { cooperativeAudit } from './cooperative-audit.js';
import { holdCooperative } from './read-cooperatives.sql.js';
import { changeCooperatives, type StatusRow } from './write-cooperatives.sql.js';

/** Takes back the last change of a cooperative's standing, where it was entered by mistake; its shop follows. */
@Injectable()
export class TakeBackStatus {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found (also: not the officer's), state_conflict (a later change stands on this one) */
  async run(officer: Officer, id: string, statusId: string): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const known = await holdCooperative(tx, officer, id);
      const history = await tx.query<(StatusRow & { id: string })[]>(
        `SELECT id, status, from_on::text AS "fromOn" FROM cooperative_statuses WHERE cooperative_id = $1
         ORDER BY from_on DESC LIMIT 2`,
        [id],
      );
      const [last, previous] = history;
      if (last?.id !== statusId) {
        const [later] = await tx.query<unknown[]>(
          `SELECT 1 FROM cooperative_statuses WHERE id = $1 AND cooperative_id = $2`,
          [statusId, id],
        );
        throw new Problem(later === undefined ? 'not_found' : 'state_conflict');
      }
      await tx.query(`DELETE FROM cooperative_statuses WHERE id = $1`, [statusId]);
      const after = { status: previous?.status ?? ('active' as const), statusFrom: previous?.fromOn ?? null };
      await changeCooperatives(tx, [{ ...known, ...after }], now);
      const before = { status: known.status, statusFrom: known.statusFrom };
      await recordAudit(tx, [cooperativeAudit(now, 'cooperative.status_taken_back', id, { before, after })]);
    });
  }
}
