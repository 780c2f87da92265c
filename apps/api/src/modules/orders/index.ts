export { DisputeJobs } from './disputes/dispute-jobs.js';
export { disputeQueues } from './disputes/dispute-queues.js';
export { DisputesModule } from './disputes/disputes.module.js';
export { drawMoves } from './draw-moves.js';
export { forgetBuyer } from './forget-buyer.js';
export { OrderContacts, type OrderContact } from './order-contacts.js';
export { OrderJobs } from './order-jobs.js';
export { orderQueues } from './order-queues.js';
export { OrdersModule } from './orders.module.js';
