import { Injectable } from '@nestjs/common';
import { Jobs } from '../../platform/jobs/jobs.js';
import { TellOfPhotos } from './photos/tell-of-photos.js';
import { oldVisitsQueue, photoNoticeQueue, visitNoticeQueue } from './tourism-queues.js';
import { TellOfVisits } from './visits/tell-of-visits.js';

/** What the worker does for this room. */
@Injectable()
export class TourismJobs {
  constructor(
    private readonly jobs: Jobs,
    private readonly tell: TellOfVisits,
    private readonly photos: TellOfPhotos,
  ) {}

  /** Takes up work; called by the worker process only. */
  async start(): Promise<void> {
    await this.jobs.work(visitNoticeQueue, ({ visitId, status }) => this.tell.send(visitId, status));
    await this.jobs.work(photoNoticeQueue, ({ photoId }) => this.photos.send(photoId));
    await this.jobs.work(oldVisitsQueue, async () => void (await this.tell.forget()));
  }
}
