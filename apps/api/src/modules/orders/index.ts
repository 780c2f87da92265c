export { forgetBuyer } from './forget-buyer.js';
export { OrderJobs } from './order-jobs.js';
export { orderQueues } from './order-queues.js';
export { OrdersModule } from './orders.module.js';
