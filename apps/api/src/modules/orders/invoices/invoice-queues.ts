import type { JobQueue } from '../../../platform/jobs/jobs.js';

/** Tells a buyer of an invoice, or of its correction. */
export const invoiceWrittenQueue: JobQueue<{ invoiceId: string }> = {
  name: 'invoice-written',
  options: { retryLimit: 12, retryDelay: 10, retryBackoff: true },
};

/** Tells the shops of a purchase that its buyer said, after the order, whom the invoice is for. */
export const invoiceAskedQueue: JobQueue<{ orderGroupId: string; askedAt: string }> = {
  name: 'invoice-asked',
  options: { retryLimit: 12, retryDelay: 10, retryBackoff: true },
};
