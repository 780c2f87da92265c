import { Inject, Injectable } from '@nestjs/common';
import { formatTime, type Clock } from '#kernel/time';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { certificateNoticeQueue, scanSweepQueue } from './notices/notice-queue.js';
import { ScansService } from './certificates/scans.service.js';
import { RaiseNotices } from './notices/raise-notices.js';
import { SendNotices } from './notices/send-notices.js';

/** Nobody's telephone rings for a certificate before or after (Vietnamese time). */
const MORNING = '08:00';
const EVENING = '20:00';

/** What the worker does for this room. */
@Injectable()
export class CertificationJobs {
  constructor(
    private readonly jobs: Jobs,
    private readonly raiseNotices: RaiseNotices,
    private readonly sendNotices: SendNotices,
    private readonly scans: ScansService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Takes up work; called by the worker process only. */
  async start(): Promise<void> {
    await this.jobs.work(certificateNoticeQueue, () => this.tell());
    await this.jobs.work(scanSweepQueue, () => this.scans.sweep());
  }

  /** What is to be told today, at a time of day for it. */
  async tell(): Promise<void> {
    const time = formatTime(this.clock.now());
    if (time < MORNING || time >= EVENING) return;
    await this.raiseNotices.run();
    await this.sendNotices.run();
  }
}
