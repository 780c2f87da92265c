import { Injectable } from '@nestjs/common';
import { Jobs } from '../../platform/jobs/jobs.js';
import { EndWhatLapsed } from './end-what-lapsed.js';
import { InvitationMessage } from './members/invitation-message.js';
import { invitationQueue, lapseQueue } from './seller-queues.js';

/** What the worker does for this room. */
@Injectable()
export class SellerJobs {
  constructor(
    private readonly jobs: Jobs,
    private readonly invitationMessage: InvitationMessage,
    private readonly endWhatLapsed: EndWhatLapsed,
  ) {}

  /** Takes up work; called by the worker process only. */
  async start(): Promise<void> {
    await this.jobs.work(invitationQueue, ({ invitationId }) => this.invitationMessage.send(invitationId));
    await this.jobs.work(lapseQueue, () => this.endWhatLapsed.run());
  }
}
