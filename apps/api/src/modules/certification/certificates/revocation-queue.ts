import type { JobQueue } from '../../../platform/jobs/jobs.js';

/** A certificate was revoked, or its revocation taken back: open orders of such goods are flagged, or not any more. */
export const revocationQueue: JobQueue<{ certificationId: string }> = {
  name: 'certificate-revoked',
  options: { retryLimit: 8, retryDelay: 5, retryBackoff: true },
};
