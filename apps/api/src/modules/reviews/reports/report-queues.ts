import type { JobQueue } from '../../../platform/jobs/jobs.js';

/** What a reporter is told: that the report came in, that an officer looks into it, what came of it. */
export interface ReportNews {
  reportId: string;
  of: 'received' | 'taken' | 'decided';
}

/** Tells a reporter what became of the report; once a piece of news. */
export const reportNoticeQueue: JobQueue<ReportNews> = {
  name: 'report-notice',
  options: { retryLimit: 12, retryDelay: 10, retryBackoff: true },
};

/** Empties reports that were kept long enough. */
export const oldReportsQueue: JobQueue<object> = {
  name: 'old-reports',
  options: { retryLimit: 1 },
  cron: '50 3 * * *',
};

export const reportQueues = [reportNoticeQueue, oldReportsQueue];
