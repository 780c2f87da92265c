import type { JobQueue } from '../../../platform/jobs/jobs.js';

/** A decision a shop is to hear of. A change may come back and be sent again: the instant tells one time from another. */
export interface ToldDecision {
  changeId: string;
  outcome: 'returned' | 'published';
  /** ISO 8601. */
  decidedAt: string;
}

/** Tells a shop what became of what it sent. */
export const listingDecisionQueue: JobQueue<ToldDecision> = {
  name: 'listing-decision',
  options: { retryLimit: 5, retryDelay: 30, retryBackoff: true },
};
