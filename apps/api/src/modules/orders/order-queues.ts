import type { JobQueue } from '../../platform/jobs/jobs.js';
import type { FlagCause } from './flags/flag-causes.sql.js';
import { invoiceAskedQueue, invoiceWrittenQueue } from './invoices/invoice-queues.js';
import { receiptNoticeQueue, refundNoticeQueue } from './payment/payment-queues.js';
import { goAheadClockQueue, goAheadQueue } from './go-ahead/go-ahead-queues.js';
import { onlinePaymentsQueue } from './gateways/gateway-queues.js';
import { shipmentsQueue } from './parcels/shipments/shipment-queues.js';
import { pickupQueues } from './parcels/pickups/pickup-queues.js';

/** Tells the buyer that the order was placed; repeated until the mail server took it. */
export const orderConfirmationQueue: JobQueue<{ orderGroupId: string }> = {
  name: 'order-confirmation',
  options: { retryLimit: 8, retryDelay: 30, retryBackoff: true },
};

/** Sends a fresh link to an order to the phone or e-mail on it; each time somebody asks is a message of its own. */
export const orderLinkQueue: JobQueue<{ orderGroupId: string; lookupId: string }> = {
  name: 'order-link',
  options: { retryLimit: 3, retryDelay: 10, retryBackoff: true },
};

/** Tells the buyer of a purchase that goods of it left the floor; once a purchase and cause. */
export const flagNoticeQueue: JobQueue<FlagCause & { orderGroupId: string }> = {
  name: 'order-flag-notice',
  options: { retryLimit: 12, retryDelay: 10, retryBackoff: true },
};

/** Tells the buyer what the goods weigh and what there is to pay; once a weighing. */
export const orderWeighedQueue: JobQueue<{ weighingId: string }> = {
  name: 'order-weighed',
  options: { retryLimit: 12, retryDelay: 10, retryBackoff: true },
};

/** Tells the buyer that the order ended because nobody weighed its goods. */
export const orderUnweighedQueue: JobQueue<{ orderId: string }> = {
  name: 'order-unweighed',
  options: { retryLimit: 12, retryDelay: 10, retryBackoff: true },
};

/** Tells buyer or shop of a move of an order; once a move. */
export const orderEventQueue: JobQueue<{ eventId: string }> = {
  name: 'order-event',
  options: { retryLimit: 12, retryDelay: 10, retryBackoff: true },
};

/** A message on its way to somebody of a shop: address and words sealed. */
export interface MemberMessage {
  id: string;
  sealed: string;
}

/** Sends one message to one member of a shop. */
export const memberMessageQueue: JobQueue<MemberMessage> = {
  name: 'member-message',
  options: { retryLimit: 12, retryDelay: 10, retryBackoff: true },
};

/** Tells the shops of a purchase of their new orders. */
export const orderPlacedQueue: JobQueue<{ orderGroupId: string }> = {
  name: 'order-placed',
  options: { retryLimit: 12, retryDelay: 10, retryBackoff: true },
};

/** Tells whoever assists the shop that nobody takes an order on. */
export const orderUnconfirmedQueue: JobQueue<{ orderId: string }> = {
  name: 'order-unconfirmed',
  options: { retryLimit: 12, retryDelay: 10, retryBackoff: true },
};

/** Has orders told of that nobody takes on, and cancels those that waited too long. */
export const unconfirmedOrdersQueue: JobQueue<object> = {
  name: 'unconfirmed-orders',
  options: { retryLimit: 0 },
  cron: '*/5 * * * *',
};

/** Completes orders some days after their last parcel came. */
export const deliveredOrdersQueue: JobQueue<object> = {
  name: 'delivered-orders',
  options: { retryLimit: 0 },
  cron: '25 * * * *',
};

/** Hands returns that no shop answers on to officers. */
export const unansweredReturnsQueue: JobQueue<object> = {
  name: 'unanswered-returns',
  options: { retryLimit: 0 },
  cron: '*/5 * * * *',
};

/** Cancels orders whose goods were not weighed in time. */
export const unweighedOrdersQueue: JobQueue<object> = {
  name: 'unweighed-orders',
  options: { retryLimit: 0 },
  cron: '*/5 * * * *',
};

/** Cancels orders whose bank transfer did not come in time and gives their stock back. */
export const unpaidOrdersQueue: JobQueue<object> = {
  name: 'unpaid-orders',
  options: { retryLimit: 0 },
  cron: '* * * * *',
};

/** Recounts the stock invariants; a difference lies on the desk of the administrators and stands in the log. */
export const stockRecountQueue: JobQueue<object> = {
  name: 'stock-recount',
  options: { retryLimit: 2 },
  cron: '15 2 * * *',
};

/** Deletes what has served its time: idempotency keys after a day, expired links, carts nobody came back to. */
export const tidyQueue: JobQueue<object> = { name: 'tidy', options: { retryLimit: 2 }, cron: '40 * * * *' };

/** Seals contacts still in the clear, and takes away those the law no longer keeps. */
export const contactsQueue: JobQueue<object> = {
  name: 'order-contacts',
  options: { retryLimit: 2 },
  cron: '50 * * * *',
};

export const orderQueues = [
  orderConfirmationQueue,
  orderLinkQueue,
  flagNoticeQueue,
  orderWeighedQueue,
  orderUnweighedQueue,
  goAheadQueue,
  goAheadClockQueue,
  receiptNoticeQueue,
  refundNoticeQueue,
  orderEventQueue,
  memberMessageQueue,
  orderPlacedQueue,
  orderUnconfirmedQueue,
  invoiceWrittenQueue,
  invoiceAskedQueue,
  unconfirmedOrdersQueue,
  deliveredOrdersQueue,
  unansweredReturnsQueue,
  unweighedOrdersQueue,
  unpaidOrdersQueue,
  onlinePaymentsQueue,
  stockRecountQueue,
  tidyQueue,
  contactsQueue,
  ...pickupQueues,
  shipmentsQueue,
];
