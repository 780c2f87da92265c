import type { JobQueue } from '../../platform/jobs/jobs.js';
import type { VisitStatus } from './visits/visit-status.js';

/** Tells whoever waits for it what became of a visit. */
export const visitNoticeQueue: JobQueue<{ visitId: string; status: VisitStatus }> = {
  name: 'visit-notice',
  options: { retryLimit: 8, retryDelay: 30, retryBackoff: true },
};

/** Tells whoever keeps a point that a photograph of it was taken down. */
export const photoNoticeQueue: JobQueue<{ photoId: string }> = {
  name: 'point-photo-notice',
  options: { retryLimit: 8, retryDelay: 30, retryBackoff: true },
};

/** Forgets whom visits were about that are long over. */
export const oldVisitsQueue: JobQueue<object> = {
  name: 'old-visits',
  options: { retryLimit: 2 },
  cron: '45 3 * * *',
};

export const tourismQueues = [visitNoticeQueue, photoNoticeQueue, oldVisitsQueue];
