import type { JobQueue } from '../../../platform/jobs/jobs.js';

/** Opens pages that were not opened, asks about those that are, and sends what gateways have to give back. */
export const onlinePaymentsQueue: JobQueue<object> = {
  name: 'online-payments',
  options: { retryLimit: 0 },
  cron: '* * * * *',
};
