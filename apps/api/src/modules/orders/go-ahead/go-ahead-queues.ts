import type { JobQueue } from '../../../platform/jobs/jobs.js';

/** What is written of a go-ahead: to the buyer what is asked and the reminder, to the shop the word and that none came. */
export type GoAheadMessage = 'asked' | 'reminded' | 'overdue' | 'given';

/** Writes one of them; once an order and kind. */
export const goAheadQueue: JobQueue<{ orderId: string; what: GoAheadMessage }> = {
  name: 'go-ahead',
  options: { retryLimit: 12, retryDelay: 10, retryBackoff: true },
};

/** Reminds buyers whose word is waited for, and tells shops to whom none came. */
export const goAheadClockQueue: JobQueue<object> = {
  name: 'go-ahead-clock',
  options: { retryLimit: 0 },
  cron: '*/5 * * * *',
};
