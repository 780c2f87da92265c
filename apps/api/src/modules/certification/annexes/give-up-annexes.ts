import { Inject, Injectable } from '@nestjs/common';
import { DAY_MS, type Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { annexAudit } from './annex-audit.js';

/** A file that nobody has decided for so long is brought again where it is still wanted. */
const KEPT_DAYS = 30;

/**
 * Takes away files that were looked at and never confirmed: nothing of the register is from them, and their cells name who
 * makes a product.
 */
@Injectable()
export class GiveUpAnnexes {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How many were taken away. Safe to repeat and to run twice at once. */
  async run(): Promise<number> {
    const now = this.clock.now();
    return this.transactions.run('worker', async (tx) => {
      const old = await tx.query<{ id: string }[]>(
        `SELECT id FROM annex_imports WHERE status IN ('columns', 'previewed', 'refused') AND status_changed_at < $1
         ORDER BY id FOR UPDATE SKIP LOCKED`,
        [new Date(now.getTime() - KEPT_DAYS * DAY_MS)],
      );
      const ids = old.map(({ id }) => id);
      if (ids.length === 0) return 0;
      await tx.query(`DELETE FROM annex_import_rows WHERE import_id = ANY ($1)`, [ids]);
      await tx.query(`DELETE FROM annex_imports WHERE id = ANY ($1)`, [ids]);
      await recordAudit(
        tx,
        ids.map((id) => ({ ...annexAudit(now, 'given_up', id), actorKind: 'worker' as const })),
      );
      return ids.length;
    });
  }
}
