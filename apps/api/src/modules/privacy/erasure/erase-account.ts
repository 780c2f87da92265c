import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Messages } from '../../../platform/mail/messages.js';
import { eraseByRegistry } from '../../../platform/privacy/erase-by-registry.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { accountContact, earlierContacts, emptyAccount, endSessionsOf } from '../../identity/index.js';
import { forgetBuyer } from '../../orders/index.js';
import { forgetReporter, forgetReviewer } from '../../reviews/index.js';
import { leaveShops } from '../../sellers/index.js';
import { erasureObstacles } from './erasure-obstacles.js';
import { Erasure } from './erasure.entity.js';

/** One sweep carries out so many at most. */
const BATCH = 200;

/**
 * Erases an account whose time has come: three steps, each whole by itself, so that a process may die anywhere and the
 * next run goes on. What the law keeps (orders, history) stays and can no longer be read as somebody's: with the data key
 * every sealed value of the person is unreadable, here, in history and in backups made before.
 */
@Injectable()
export class EraseAccount {
  private readonly logger = new Logger('privacy');

  constructor(
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    private readonly messages: Messages,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Whatever is due, and whatever died on its way. How many accounts were erased. */
  async sweep(): Promise<number> {
    const due = await this.transactions.run('worker', (tx) =>
      tx.query<{ id: string }[]>(
        `SELECT id FROM erasures WHERE status IN ('waiting', 'running') AND due_at <= $1 ORDER BY due_at LIMIT $2`,
        [this.clock.now(), BATCH],
      ),
    );
    let erased = 0;
    for (const { id } of due) {
      try {
        if (await this.run(id)) erased += 1;
      } catch (error) {
        this.logger.error(`erasure ${id} could not be carried out: ${String(error)}`);
      }
    }
    return erased;
  }

  /** False when it is not due, was taken back, is done already, or something stands in its way. */
  async run(erasureId: string): Promise<boolean> {
    const accountId = await this.begin(erasureId);
    if (accountId === null) return false;
    await this.removeMessages(accountId);
    await this.finish(erasureId, accountId);
    return true;
  }

  /** From here on it cannot be taken back, and nobody is signed in any more. */
  private async begin(erasureId: string): Promise<string | null> {
    return this.transactions.run('worker', async (tx) => {
      const now = this.clock.now();
      const erasure = await lockDue(tx, erasureId, now);
      if (erasure === null) return null;
      const { accountId, status } = erasure;
      if (status === 'waiting' && (await erasureObstacles(tx, accountId, now)).length > 0) {
        // Settled or not, the next sweep asks again; the page names what stands in the way.
        await tx.update(Erasure, { id: erasureId }, { heldUpAt: erasure.heldUpAt ?? now, updatedAt: now });
        return null;
      }
      await endSessionsOf(tx, accountId, now);
      if (status === 'waiting')
        await tx.update(
          Erasure,
          { id: erasureId },
          { status: 'running', statusChangedAt: now, updatedAt: now },
        );
      return accountId;
    });
  }

  /** Messages to the person that still lie in the outbox; needs the address, so it comes before the last step. */
  private async removeMessages(accountId: string): Promise<void> {
    const contacts = await this.transactions.run('worker', async (tx) => {
      const key = await this.dataKeys.find(tx, accountId);
      return [await accountContact(tx, accountId, key), ...(await earlierContacts(tx, accountId, key))];
    });
    for (const contact of contacts) if (contact !== null) await this.messages.removeFor(contact);
  }

  private async finish(erasureId: string, accountId: string): Promise<void> {
    await this.transactions.run('worker', async (tx) => {
      const now = this.clock.now();
      if ((await lockDue(tx, erasureId, now)) === null) return;
      await leaveShops(tx, accountId, now);
      await forgetReviewer(tx, accountId, now);
      await forgetBuyer(tx, accountId, now);
      await forgetReporter(tx, accountId, now);
      await eraseByRegistry(tx, accountId);
      await emptyAccount(tx, accountId, now);
      await this.dataKeys.destroy(tx, accountId);
      await tx.update(Erasure, { id: erasureId }, { status: 'done', statusChangedAt: now, updatedAt: now });
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'worker',
          action: 'account.erased',
          subjectType: 'account',
          subjectId: accountId,
        },
      ]);
    });
  }
}

async function lockDue(
  tx: EntityManager,
  id: string,
  now: Date,
): Promise<Pick<Erasure, 'accountId' | 'status' | 'heldUpAt'> | null> {
  const [row] = await tx.query<Pick<Erasure, 'accountId' | 'status' | 'heldUpAt'>[]>(
    `SELECT account_id AS "accountId", status, held_up_at AS "heldUpAt" FROM erasures
     WHERE id = $1 AND status IN ('waiting', 'running') AND due_at <= $2 FOR UPDATE`,
    [id, now],
  );
  return row ?? null;
}
