import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import type { Officer } from '../../identity/index.js';
import { certificateAudit } from '../certificates/certificate-audit.js';
import { annexAudit } from './annex-audit.js';
import { moveAnnex } from './annex-imports.sql.js';
import { undoObstacles } from './undo-obstacles.sql.js';

/**
 * Takes an annex back out of the register: all it entered is gone, listings included. Only while nothing stands on any
 * of it: otherwise taking back would also take back somebody else's work, or the ground an order was placed on.
 */
@Injectable()
export class UndoAnnex {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem not_found, not_allowed (a commune of it is not the officer's), state_conflict (it is not in the
   *   register, or, with `obstacles`, something stands on it)
   */
  async run(officer: Officer, id: string): Promise<void> {
    const now = this.clock.now();
    try {
      await this.transactions.run('officer', async (tx) => {
        await moveAnnex(tx, officer, { id, from: 'confirmed', to: 'undone' }, now);
        // Held: whoever follows, revokes or links one of them is done before, or finds it gone.
        await tx.query(
          `SELECT 1 FROM certifications WHERE id IN (SELECT certification_id FROM annex_import_rows WHERE import_id = $1)
           ORDER BY id FOR UPDATE`,
          [id],
        );
        const obstacles = await undoObstacles(tx, id);
        if (obstacles.length > 0) throw new Problem('state_conflict', { extra: { obstacles } });
        const removed = await remove(tx, id);
        await recordAudit(tx, [
          annexAudit(now, 'undone', id, { removed: removed.length }),
          ...removed.map(({ id: certificateId, ...before }) =>
            certificateAudit(now, 'certificate.removed', certificateId, { before, after: { importId: id } }),
          ),
        ]);
      });
    } catch (error) {
      // Something refers to one of them that is not known here by name.
      if (brokenConstraint(error)?.endsWith('_fk') === true)
        throw new Problem('state_conflict', { extra: { obstacles: [] } });
      throw error;
    }
  }
}

function remove(tx: EntityManager, importId: string): Promise<{ id: string }[]> {
  return changedRows(
    tx,
    `DELETE FROM certifications WHERE id IN (SELECT certification_id FROM annex_import_rows WHERE import_id = $1)
     RETURNING id, product_id AS "productId", product_name AS "productName", holder_name AS "holderName",
       product_code AS "productCode", decision_number AS "decisionNumber", decision_date::text AS "decisionDate", stars`,
    [importId],
  );
}
