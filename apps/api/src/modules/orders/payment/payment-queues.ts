import type { JobQueue } from '../../../platform/jobs/jobs.js';

/** Tells the buyer, and the shop where it has to act, what money did that came in; once a receipt. */
export const receiptNoticeQueue: JobQueue<{ receiptId: string }> = {
  name: 'payment-receipt-notice',
  options: { retryLimit: 12, retryDelay: 10, retryBackoff: true },
};

/** Tells the buyer that money goes back to them, or was sent; once a refund and status. */
export const refundNoticeQueue: JobQueue<{ refundId: string; status: 'owed' | 'sent' }> = {
  name: 'refund-notice',
  options: { retryLimit: 12, retryDelay: 10, retryBackoff: true },
};
