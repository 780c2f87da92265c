import { Inject, Injectable } from '@nestjs/common';
import { DAY_MS, type Clock } from '#kernel/time';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Transactions } from '../../platform/database/transactions.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { ContactNotice } from './accounts/contact-notice.js';
import { SendCodeMessage } from './codes/send-code-message.js';
import { codeMessageQueue, contactNoticeQueue, identityTidyQueue } from './identity-queues.js';
import { PushNotices } from './push/push-notices.js';
import { pushNoticeQueue } from './push/push-queue.js';

/** A session that ended is still shown in the history of devices for a month. */
const ENDED_SESSIONS_KEPT_DAYS = 30;

/** What the worker does for this room. */
@Injectable()
export class IdentityJobs {
  constructor(
    private readonly jobs: Jobs,
    private readonly sendCodeMessage: SendCodeMessage,
    private readonly contactNotice: ContactNotice,
    private readonly pushNotices: PushNotices,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Takes up work; called by the worker process only. */
  async start(): Promise<void> {
    await this.jobs.work(codeMessageQueue, ({ codeId }) => this.sendCodeMessage.run(codeId));
    await this.jobs.work(contactNoticeQueue, (change) => this.contactNotice.send(change));
    await this.jobs.work(pushNoticeQueue, (job) => this.pushNotices.send(job));
    await this.jobs.work(identityTidyQueue, () => this.tidy());
  }

  /** Safe to repeat and to run twice at once. */
  async tidy(): Promise<void> {
    const now = this.clock.now();
    const yesterday = new Date(now.getTime() - DAY_MS);
    await this.transactions.run('worker', async (tx) => {
      await tx.query(`DELETE FROM one_time_codes WHERE expires_at < $1`, [yesterday]);
      await tx.query(`DELETE FROM challenges WHERE expires_at < $1`, [yesterday]);
      await tx.query(`DELETE FROM throttle_counters WHERE window_ends_at < $1`, [now]);
      await tx.query(`DELETE FROM sessions WHERE coalesce(ended_at, expires_at) < $1`, [
        new Date(now.getTime() - ENDED_SESSIONS_KEPT_DAYS * DAY_MS),
      ]);
    });
  }
}
