import type { JobQueue } from '../../platform/jobs/jobs.js';

/** Tells a shop that a letter is there: its number, what it is about, where to read it. */
export const letterQueue: JobQueue<{ letterId: string }> = {
  name: 'seller-letter',
  options: { retryLimit: 5, retryDelay: 30, retryBackoff: true },
};

/** Begins suspensions whose notice has run out, and takes files away that no row names. */
export const sellerSweepQueue: JobQueue<object> = {
  name: 'seller-sweep',
  options: { retryLimit: 1 },
  cron: '*/5 * * * *',
};

export const verificationQueues = [letterQueue, sellerSweepQueue];
