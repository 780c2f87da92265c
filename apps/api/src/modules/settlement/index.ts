export { SettlementJobs } from './settlement-jobs.js';
export { settlementQueues } from './settlement-queues.js';
export { SettlementModule } from './settlement.module.js';
