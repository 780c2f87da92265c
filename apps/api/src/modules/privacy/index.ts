export { PrivacyJobs } from './privacy-jobs.js';
export { privacyQueues } from './privacy-queues.js';
export { PrivacyModule } from './privacy.module.js';
