export { forgetReporter } from './reports/forget-reports.js';
export { ReportJobs } from './reports/report-jobs.js';
export { reportQueues } from './reports/report-queues.js';
export { ReviewsModule } from './reviews.module.js';
