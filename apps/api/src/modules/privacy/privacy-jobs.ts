import { Injectable } from '@nestjs/common';
import { Jobs } from '../../platform/jobs/jobs.js';
import { EraseAccount } from './erasure/erase-account.js';
import { ErasureNotice } from './erasure/erasure-notice.js';
import { erasureNoticeQueue, erasureQueue, erasureSweepQueue, oldRequestsQueue } from './privacy-queues.js';
import { ForgetOldRequests } from './requests/forget-old-requests.js';

/** What the worker does for this room. */
@Injectable()
export class PrivacyJobs {
  constructor(
    private readonly jobs: Jobs,
    private readonly eraseAccount: EraseAccount,
    private readonly erasureNotice: ErasureNotice,
    private readonly forgetOldRequests: ForgetOldRequests,
  ) {}

  /** Takes up work; called by the worker process only. */
  async start(): Promise<void> {
    await this.jobs.work(
      erasureQueue,
      async ({ erasureId }) => void (await this.eraseAccount.run(erasureId)),
    );
    await this.jobs.work(erasureSweepQueue, async () => void (await this.eraseAccount.sweep()));
    await this.jobs.work(erasureNoticeQueue, ({ erasureId }) => this.erasureNotice.send(erasureId));
    await this.jobs.work(oldRequestsQueue, async () => void (await this.forgetOldRequests.run()));
  }
}
