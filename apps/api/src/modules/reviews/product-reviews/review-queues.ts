import type { JobQueue } from '../../../platform/jobs/jobs.js';

/** Of what a buyer is told: an officer took a version of their review off the page, or they may write one. */
export type ReviewNews =
  { of: 'hidden'; reviewId: string; version: number } | { of: 'invited'; orderGroupId: string };

export const reviewNewsQueue: JobQueue<ReviewNews> = {
  name: 'review-news',
  options: { retryLimit: 12, retryDelay: 10, retryBackoff: true },
};

/** Counts ratings again, and lets go of what nobody shows or the law no longer keeps. */
export const reviewNightQueue: JobQueue<object> = {
  name: 'review-night',
  options: { retryLimit: 1 },
  cron: '10 3 * * *',
};

/** Invites buyers to say what they think of goods that came; nobody's telephone rings at night. */
export const reviewInvitationQueue: JobQueue<object> = {
  name: 'review-invitation',
  options: { retryLimit: 1 },
  cron: '25 2 * * *',
};

export const reviewQueues = [reviewNewsQueue, reviewNightQueue, reviewInvitationQueue];
