import type { JobQueue } from '../../../platform/jobs/jobs.js';

/** A product was taken down or is back: who has it in open orders is to be told, or no longer warned. */
export const takedownQueue: JobQueue<{ takedownId: string }> = {
  name: 'product-takedown',
  options: { retryLimit: 8, retryDelay: 5, retryBackoff: true },
};
