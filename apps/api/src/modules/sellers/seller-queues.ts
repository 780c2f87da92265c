import type { JobQueue } from '../../platform/jobs/jobs.js';
import { suspensionQueue } from './suspension/suspension-queue.js';

/** Tells the holder of a phone that a shop would like them to work there. */
export const invitationQueue: JobQueue<{ invitationId: string }> = {
  name: 'seller-invitation',
  options: { retryLimit: 5, retryDelay: 30, retryBackoff: true },
};

/** Ends what ran out of time: invitations, requests for a mandate, mandates, applications made with help. */
export const lapseQueue: JobQueue<object> = {
  name: 'seller-lapses',
  options: { retryLimit: 1 },
  cron: '*/10 * * * *',
};

export const sellerQueues = [invitationQueue, lapseQueue, suspensionQueue];
