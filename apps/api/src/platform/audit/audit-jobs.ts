import { Injectable } from '@nestjs/common';
import { Jobs } from '../jobs/jobs.js';
import { auditSealingQueue } from './audit-queues.js';
import { SealAuditRecords } from './seal-audit-records.js';

/** What the worker does for the history. */
@Injectable()
export class AuditJobs {
  constructor(
    private readonly jobs: Jobs,
    private readonly sealAuditRecords: SealAuditRecords,
  ) {}

  /** Takes up work; called by the worker process only. */
  async start(): Promise<void> {
    await this.jobs.work(auditSealingQueue, async () => void (await this.sealAuditRecords.run()));
  }
}
