import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../platform/audit/record-audit.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { changedRows } from '../../platform/database/changed-rows.js';
import { Transactions } from '../../platform/database/transactions.js';
import { DataKeys } from '../../platform/sealing/data-keys.js';

/**
 * Writes down that time ran out: of mandates and requests for them, invitations, applications made with help. Nothing
 * waits for it: whoever asks compares the date; it clears the way for the next request and forgets what was confided.
 */
@Injectable()
export class EndWhatLapsed {
  constructor(
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Safe to repeat and to run twice at once. */
  async run(): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('worker', (tx) => endMandates(tx, now));
    await this.transactions.run('worker', (tx) =>
      tx.query(
        `UPDATE seller_invitations SET status = 'lapsed', status_changed_at = $1, updated_at = $1, phone_sealed = NULL
         WHERE status = 'open' AND expires_at <= $1`,
        [now],
      ),
    );
    await this.transactions.run('worker', async (tx) => {
      const ended = await changedRows<{ id: string }>(
        tx,
        `UPDATE assisted_applications SET status = 'lapsed', status_changed_at = $1, updated_at = $1,
           owner_name_sealed = NULL, owner_phone_sealed = NULL
         WHERE status = 'requested' AND expires_at <= $1 RETURNING id`,
        [now],
      );
      for (const { id } of ended) await this.dataKeys.destroy(tx, id);
    });
  }
}

async function endMandates(tx: EntityManager, now: Date): Promise<void> {
  const ended = await changedRows<{ id: string; sellerId: string }>(
    tx,
    `UPDATE mandates SET status = 'lapsed', status_changed_at = $1, updated_at = $1
     WHERE status IN ('requested', 'active') AND expires_at <= $1 RETURNING id, seller_id AS "sellerId"`,
    [now],
  );
  await recordAudit(
    tx,
    ended.map(({ id, sellerId }) => ({
      at: now,
      actorKind: 'worker' as const,
      action: 'mandate.lapsed',
      subjectType: 'seller',
      subjectId: sellerId,
      after: { mandateId: id },
    })),
  );
}
