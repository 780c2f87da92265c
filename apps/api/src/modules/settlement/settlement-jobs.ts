import { Injectable, Logger } from '@nestjs/common';
import { Jobs } from '../../platform/jobs/jobs.js';
import { CheckLedger } from './ledger/check-ledger.js';
import { PostLedger } from './ledger/post-ledger.js';
import { ledgerCheckQueue, ledgerQueue } from './settlement-queues.js';

/** What the worker does for this room. */
@Injectable()
export class SettlementJobs {
  private readonly logger = new Logger('settlement');

  constructor(
    private readonly jobs: Jobs,
    private readonly postLedger: PostLedger,
    private readonly checkLedger: CheckLedger,
  ) {}

  /** Takes up work; called by the worker process only. */
  async start(): Promise<void> {
    await this.jobs.work(ledgerQueue, async () => void (await this.postLedger.run()));
    await this.jobs.work(ledgerCheckQueue, async () => {
      await this.postLedger.run();
      for (const difference of await this.checkLedger.report())
        this.logger.error(`the ledger disagrees with the orders: ${JSON.stringify(difference)}`);
    });
  }
}
