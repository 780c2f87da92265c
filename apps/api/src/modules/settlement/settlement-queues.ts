import type { JobQueue } from '../../platform/jobs/jobs.js';

/** Posts to the ledger what happened to orders. */
export const ledgerQueue: JobQueue<object> = {
  name: 'ledger',
  options: { retryLimit: 0 },
  cron: '* * * * *',
};

/** Counts the ledger against orders, payments and refunds. */
export const ledgerCheckQueue: JobQueue<object> = {
  name: 'ledger-check',
  options: { retryLimit: 2 },
  cron: '45 2 * * *',
};

export const settlementQueues = [ledgerQueue, ledgerCheckQueue];
