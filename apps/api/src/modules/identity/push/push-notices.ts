import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import {
  PUSH_KEPT_SECONDS,
  PushService,
  type PushAddress,
  type PushNotice,
} from '../../../platform/mail/push-service.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { pushNoticeQueue } from './push-queue.js';

/** A device that takes notices, and where its notices go. */
const LIVE = `
  FROM push_subscriptions p JOIN sessions s ON s.id = p.session_id
  WHERE s.ended_at IS NULL AND s.expires_at > $2`;

/** Notices on the devices on which somebody is signed in and asked for them. */
@Injectable()
export class PushNotices {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    private readonly service: PushService,
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Writes a job for each device of the account; as the worker. The same notice again is the same jobs.
   *
   * @returns how many devices there are
   */
  async tell(tx: EntityManager, accountId: string, notice: PushNotice): Promise<number> {
    if (this.service.publicKey === null) return 0;
    const now = this.clock.now();
    const devices = await tx.query<{ id: string }[]>(`SELECT p.id ${LIVE} AND p.account_id = $1`, [
      accountId,
      now,
    ]);
    for (const { id } of devices) {
      const job = { ...notice, subscriptionId: id, at: now.toISOString() };
      await this.jobs.enqueue(tx, pushNoticeQueue, job, undefined, `${notice.id} ${id}`);
    }
    return devices.length;
  }

  /**
   * Sends one, to a device that is still signed in. One that nobody listens on any more is forgotten; a service that asks
   * to wait is asked again when it said, for a day at most.
   */
  async send(job: PushNotice & { subscriptionId: string; at: string }): Promise<void> {
    const { subscriptionId, at, ...notice } = job;
    const address = await this.addressOf(subscriptionId);
    if (address === null) return;
    const outcome = await this.service.send(address, notice);
    if (outcome.kind === 'gone') await this.forget(subscriptionId);
    if (outcome.kind === 'refused') throw new Error(`push service refused ${notice.id}: ${outcome.reason}`);
    if (outcome.kind !== 'later') return;
    const until = Date.parse(at) + PUSH_KEPT_SECONDS * 1_000;
    if (this.clock.now().getTime() + outcome.seconds * 1_000 > until) return;
    await this.transactions.run('worker', (tx) =>
      this.jobs.enqueue(tx, pushNoticeQueue, job, outcome.seconds),
    );
  }

  private addressOf(subscriptionId: string): Promise<PushAddress | null> {
    return this.transactions.run('worker', async (tx) => {
      const [row] = await tx.query<{ accountId: string; sealed: string }[]>(
        `SELECT p.account_id AS "accountId", p.address_sealed AS sealed ${LIVE} AND p.id = $1`,
        [subscriptionId, this.clock.now()],
      );
      const key = row === undefined ? null : await this.dataKeys.find(tx, row.accountId);
      if (row === undefined || key === null) return null;
      return JSON.parse(key.open(row.sealed, 'push_subscriptions.address_sealed')) as PushAddress;
    });
  }

  private async forget(subscriptionId: string): Promise<void> {
    await this.transactions.run('worker', (tx) =>
      tx.query(`DELETE FROM push_subscriptions WHERE id = $1`, [subscriptionId]),
    );
  }
}
