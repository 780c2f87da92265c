import { Injectable } from '@nestjs/common';
import { Jobs } from '../../platform/jobs/jobs.js';
import { DocumentsService } from './documents/documents.service.js';
import { letterQueue, sellerSweepQueue } from './letter-queue.js';
import { TellOfLetter } from './letters/tell-of-letter.js';
import { UploadsService } from './uploads/uploads.service.js';
import { BeginSuspensions } from './suspension/begin-suspensions.js';

/** What the worker does about letters, suspensions, papers and files on their way. */
@Injectable()
export class VerificationJobs {
  constructor(
    private readonly jobs: Jobs,
    private readonly tellOfLetter: TellOfLetter,
    private readonly beginSuspensions: BeginSuspensions,
    private readonly documents: DocumentsService,
    private readonly uploads: UploadsService,
  ) {}

  /** Takes up work; called by the worker process only. */
  async start(): Promise<void> {
    await this.jobs.work(letterQueue, ({ letterId }) => this.tellOfLetter.run(letterId));
    await this.jobs.work(sellerSweepQueue, async () => {
      await this.beginSuspensions.run();
      await this.documents.sweep();
      await this.uploads.sweep();
    });
  }
}
