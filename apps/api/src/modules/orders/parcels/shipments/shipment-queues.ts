import type { JobQueue } from '../../../../platform/jobs/jobs.js';

/** Takes up shipments no carrier has answered for, and asks about those on their way. */
export const shipmentsQueue: JobQueue<object> = {
  name: 'shipments',
  options: { retryLimit: 0 },
  cron: '* * * * *',
};
