export { forgetReporter } from './reports/forget-reports.js';
export { ReportJobs } from './reports/report-jobs.js';
export { reportQueues } from './reports/report-queues.js';
export { ReviewsModule } from './reviews.module.js';
export { forgetReviewer } from './product-reviews/forget-reviewer.js';
export { ReviewJobs } from './product-reviews/review-jobs.js';
export { reviewQueues } from './product-reviews/review-queues.js';
