import { Injectable } from '@nestjs/common';
import { Jobs, type JobQueue } from '../../platform/jobs/jobs.js';
import { CountSales } from './count-sales.js';

/** Counts what was sold of each product, for the order "best-selling". */
export const salesCountQueue: JobQueue<object> = {
  name: 'sales-count',
  options: { retryLimit: 1 },
  cron: '*/10 * * * *',
};

export const catalogueQueues = [salesCountQueue];

/** What the worker does for this room. */
@Injectable()
export class CatalogueJobs {
  constructor(
    private readonly jobs: Jobs,
    private readonly countSales: CountSales,
  ) {}

  /** Takes up work; called by the worker process only. */
  async start(): Promise<void> {
    await this.jobs.work(salesCountQueue, async () => void (await this.countSales.run()));
  }
}
