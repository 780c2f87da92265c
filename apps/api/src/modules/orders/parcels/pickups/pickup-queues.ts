import type { JobQueue } from '../../../../platform/jobs/jobs.js';

/** Finds parcels that wait at a tourism point for days. */
export const waitingPickupsQueue: JobQueue<object> = {
  name: 'waiting-pickups',
  options: { retryLimit: 0 },
  cron: '35 * * * *',
};

/** Tells buyer and shop that a parcel waits; once a parcel. */
export const pickupReminderQueue: JobQueue<{ parcelId: string }> = {
  name: 'pickup-reminder',
  options: { retryLimit: 12, retryDelay: 10, retryBackoff: true },
};

export const pickupQueues = [waitingPickupsQueue, pickupReminderQueue];
