import type { JobQueue } from '../../../platform/jobs/jobs.js';

/** Takes a confirmed annex into the register. */
export const annexQueue: JobQueue<{ importId: string }> = {
  name: 'annex-import',
  options: { retryLimit: 5, retryDelay: 10, retryBackoff: true, expireInSeconds: 300 },
};

/** Takes what a job missed or died with; a killed worker’s job is given up by the queue only after minutes. */
export const annexSweepQueue: JobQueue<object> = {
  name: 'annex-import-sweep',
  options: { retryLimit: 0 },
  cron: '* * * * *',
};

/** Takes away what nobody confirmed. */
export const annexGiveUpQueue: JobQueue<object> = {
  name: 'annex-import-give-up',
  options: { retryLimit: 1 },
  cron: '45 3 * * *',
};

export const annexQueues = [annexQueue, annexSweepQueue, annexGiveUpQueue];
