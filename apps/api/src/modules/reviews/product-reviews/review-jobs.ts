import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { forgetErasedReviewers } from './forget-reviewer.js';
import { InviteReviewers } from './invite-reviewers.js';
import { RecountRatings } from './recount-ratings.js';
import { ReviewPhotos } from './review-photos.js';
import { reviewInvitationQueue, reviewNewsQueue, reviewNightQueue } from './review-queues.js';
import { TellOfReviews } from './tell-of-reviews.js';

/** What the worker does about reviews. */
@Injectable()
export class ReviewJobs {
  private readonly logger = new Logger('reviews');

  constructor(
    private readonly jobs: Jobs,
    private readonly transactions: Transactions,
    private readonly recount: RecountRatings,
    private readonly photos: ReviewPhotos,
    private readonly invite: InviteReviewers,
    private readonly tell: TellOfReviews,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Takes up work; called by the worker process only. */
  async start(): Promise<void> {
    await this.jobs.work(reviewNewsQueue, (news) => this.tell.run(news));
    await this.jobs.work(reviewInvitationQueue, async () => void (await this.invite.run()));
    await this.jobs.work(reviewNightQueue, async () => {
      const wrong = await this.recount.run();
      if (wrong.length > 0) this.logger.error(`ratings were wrong and were put right: ${wrong.join(', ')}`);
      await this.photos.sweep();
      await this.transactions.run('worker', (tx) => forgetErasedReviewers(tx, this.clock.now()));
    });
  }
}
