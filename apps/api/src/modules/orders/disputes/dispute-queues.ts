import type { JobQueue } from '../../../platform/jobs/jobs.js';

/** Of what is told: a move of a dispute, something that was written in it, or that its time is over. */
export type DisputeNews =
  | { of: 'event'; eventId: string }
  | { of: 'message'; messageId: string }
  | { of: 'overdue'; disputeId: string };

/** Tells both sides of a dispute what became of it; once a piece of news. */
export const disputeNoticeQueue: JobQueue<DisputeNews> = {
  name: 'dispute-notice',
  options: { retryLimit: 12, retryDelay: 10, retryBackoff: true },
};

/** Brings disputes nobody replied to before the officers, and tells both sides where the time is over. */
export const lateDisputesQueue: JobQueue<object> = {
  name: 'late-disputes',
  options: { retryLimit: 0 },
  cron: '20 * * * *',
};

export const disputeQueues = [disputeNoticeQueue, lateDisputesQueue];
