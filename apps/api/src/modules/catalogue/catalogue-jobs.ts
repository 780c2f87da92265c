import { Injectable } from '@nestjs/common';
import { Jobs, type JobQueue } from '../../platform/jobs/jobs.js';
import { listingDecisionQueue } from './approval/decision-queue.js';
import { TellOfDecision } from './approval/tell-of-decision.js';
import { SweepPictures } from './pictures/sweep-pictures.js';
import { CountSales } from './count-sales.js';
import { takedownQueue } from './takedown/takedown-queue.js';

/** Counts what was sold of each product, for the order "best-selling". */
export const salesCountQueue: JobQueue<object> = {
  name: 'sales-count',
  options: { retryLimit: 1 },
  cron: '*/10 * * * *',
};

/** Takes away pictures that nothing shows. */
const pictureSweepQueue: JobQueue<object> = {
  name: 'picture-sweep',
  options: { retryLimit: 1 },
  cron: '40 3 * * *',
};

export const catalogueQueues = [salesCountQueue, pictureSweepQueue, listingDecisionQueue, takedownQueue];

/** What the worker does for this room. */
@Injectable()
export class CatalogueJobs {
  constructor(
    private readonly jobs: Jobs,
    private readonly countSales: CountSales,
    private readonly sweepPictures: SweepPictures,
    private readonly tellOfDecision: TellOfDecision,
  ) {}

  /** Takes up work; called by the worker process only. */
  async start(): Promise<void> {
    await this.jobs.work(salesCountQueue, async () => void (await this.countSales.run()));
    await this.jobs.work(listingDecisionQueue, (decision) => this.tellOfDecision.run(decision));
    await this.jobs.work(pictureSweepQueue, async () => void (await this.sweepPictures.run()));
  }
}
