import type { JobQueue } from '../../../platform/jobs/jobs.js';

/** A certificate was revoked: whoever has such goods in an open order is to be told. */
export const revocationQueue: JobQueue<{ certificationId: string }> = {
  name: 'certificate-revoked',
  options: { retryLimit: 8, retryDelay: 5, retryBackoff: true },
};
