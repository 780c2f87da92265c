import type { JobQueue } from '../jobs/jobs.js';

/** Binds new history records into the next batch of the chain. */
export const auditSealingQueue: JobQueue<object> = {
  name: 'audit-sealing',
  options: { retryLimit: 0 },
  cron: '* * * * *',
};

export const auditQueues = [auditSealingQueue];
