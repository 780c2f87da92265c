import type { JobQueue } from '../../platform/jobs/jobs.js';

/** Erases one account on the day it is due. */
export const erasureQueue: JobQueue<{ erasureId: string }> = {
  name: 'account-erasure',
  options: { retryLimit: 5, retryDelay: 60, retryBackoff: true },
};

/** Erases whatever is due: what a job missed, what died on its way, what stood in the way and is settled. */
export const erasureSweepQueue: JobQueue<object> = {
  name: 'erasure-sweep',
  options: { retryLimit: 0 },
  cron: '25 * * * *',
};

/** Tells somebody that the erasure of their account was asked for. */
export const erasureNoticeQueue: JobQueue<{ erasureId: string }> = {
  name: 'erasure-notice',
  options: { retryLimit: 8, retryDelay: 30, retryBackoff: true },
};

/** Empties data requests that have been kept long enough. */
export const oldRequestsQueue: JobQueue<object> = {
  name: 'old-data-requests',
  options: { retryLimit: 2 },
  cron: '35 3 * * *',
};

export const privacyQueues = [erasureQueue, erasureSweepQueue, erasureNoticeQueue, oldRequestsQueue];
