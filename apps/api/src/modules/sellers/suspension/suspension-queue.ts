import type { JobQueue } from '../../../platform/jobs/jobs.js';

/** A shop was suspended at once, or sells again: whoever ordered there is to be told, or no longer warned. */
export const suspensionQueue: JobQueue<{ suspensionId: string }> = {
  name: 'seller-suspended',
  options: { retryLimit: 8, retryDelay: 5, retryBackoff: true },
};
