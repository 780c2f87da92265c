import { Injectable } from '@nestjs/common';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { annexGiveUpQueue, annexQueue, annexSweepQueue } from './annex-queues.js';
import { GiveUpAnnexes } from './give-up-annexes.js';
import { TakeAnnex } from './take-annex.js';

/** What the worker does for imports of annexes. */
@Injectable()
export class AnnexJobs {
  constructor(
    private readonly jobs: Jobs,
    private readonly takeAnnex: TakeAnnex,
    private readonly giveUpAnnexes: GiveUpAnnexes,
  ) {}

  /** Takes up work; called by the worker process only. */
  async start(): Promise<void> {
    await this.jobs.work(annexQueue, ({ importId }) => this.takeAnnex.run(importId));
    await this.jobs.work(annexSweepQueue, () => this.takeAnnex.sweep());
    await this.jobs.work(annexGiveUpQueue, async () => void (await this.giveUpAnnexes.run()));
  }
}
