import { Injectable } from '@nestjs/common';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { ForgetReports } from './forget-reports.js';
import { oldReportsQueue, reportNoticeQueue } from './report-queues.js';
import { TellReporter } from './tell-reporter.js';

/** What the worker does about reports. */
@Injectable()
export class ReportJobs {
  constructor(
    private readonly jobs: Jobs,
    private readonly tell: TellReporter,
    private readonly forget: ForgetReports,
  ) {}

  /** Takes up work; called by the worker process only. */
  async start(): Promise<void> {
    await this.jobs.work(reportNoticeQueue, (news) => this.tell.run(news));
    await this.jobs.work(oldReportsQueue, async () => void (await this.forget.run()));
  }
}
