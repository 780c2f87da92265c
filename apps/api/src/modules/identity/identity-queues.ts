import type { JobQueue } from '../../platform/jobs/jobs.js';
import type { ContactChange } from './accounts/contact-notice.js';
import { pushNoticeQueue } from './push/push-queue.js';

/** Sends a one-time code; whoever waits for it has five minutes, so a failure is tried again soon. */
export const codeMessageQueue: JobQueue<{ codeId: string }> = {
  name: 'code-message',
  options: { retryLimit: 5, retryDelay: 5, retryBackoff: true, expireInSeconds: 60 },
};

/** Tells somebody that the phone or e-mail of their account was changed. */
export const contactNoticeQueue: JobQueue<ContactChange> = {
  name: 'contact-notice',
  options: { retryLimit: 8, retryDelay: 30, retryBackoff: true },
};

/** Deletes codes, challenges, counters and sessions that have served their time. */
export const identityTidyQueue: JobQueue<object> = {
  name: 'identity-tidy',
  options: { retryLimit: 2 },
  cron: '20 * * * *',
};

export const identityQueues = [codeMessageQueue, contactNoticeQueue, pushNoticeQueue, identityTidyQueue];
