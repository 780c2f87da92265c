import type { JobQueue } from '../../../platform/jobs/jobs.js';

/**
 * Tells shops and officers of certificates that run out. Twice an hour, and the clock decides whether it is a time of day
 * to send anybody anything: whatever was down in the morning is made up for on the same day.
 */
export const certificateNoticeQueue: JobQueue<object> = {
  name: 'certificate-notices',
  options: { retryLimit: 1 },
  cron: '5,35 * * * *',
};

/** Takes away scans that no row names. */
export const scanSweepQueue: JobQueue<object> = {
  name: 'certificate-scan-sweep',
  options: { retryLimit: 1 },
  cron: '50 3 * * *',
};

export const certificationQueues = [certificateNoticeQueue, scanSweepQueue];
