import type { JobQueue } from '../../platform/jobs/jobs.js';

/** Sends a one-time code; whoever waits for it has five minutes, so a failure is tried again soon. */
export const codeMessageQueue: JobQueue<{ codeId: string }> = {
  name: 'code-message',
  options: { retryLimit: 5, retryDelay: 5, retryBackoff: true, expireInSeconds: 60 },
};

/** Deletes codes, challenges, counters and sessions that have served their time. */
export const identityTidyQueue: JobQueue<object> = {
  name: 'identity-tidy',
  options: { retryLimit: 2 },
  cron: '20 * * * *',
};

export const identityQueues = [codeMessageQueue, identityTidyQueue];
