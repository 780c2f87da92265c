import { Injectable } from '@nestjs/common';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { OrderPictures } from '../pictures/order-pictures.js';
import { disputeNoticeQueue, lateDisputesQueue } from './dispute-queues.js';
import { LateDisputes } from './late-disputes.js';
import { TellOfDisputes } from './tell-of-disputes.js';

/** What the worker does about disputes. */
@Injectable()
export class DisputeJobs {
  constructor(
    private readonly jobs: Jobs,
    private readonly tell: TellOfDisputes,
    private readonly late: LateDisputes,
    private readonly pictures: OrderPictures,
  ) {}

  /** Takes up work; called by the worker process only. */
  async start(): Promise<void> {
    await this.jobs.work(disputeNoticeQueue, (news) => this.tell.run(news));
    await this.jobs.work(lateDisputesQueue, async () => {
      await this.late.run();
      await this.pictures.sweep();
    });
  }
}
