import type { JobQueue } from '../../../platform/jobs/jobs.js';

/** Counts ratings again, and lets go of what nobody shows or the law no longer keeps. */
export const reviewNightQueue: JobQueue<object> = {
  name: 'review-night',
  options: { retryLimit: 1 },
  cron: '10 3 * * *',
};

export const reviewQueues = [reviewNightQueue];
