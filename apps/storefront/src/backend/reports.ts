import type { FiledReportAnswer, ReportDetailAnswer, ReportReasonsAnswer, ReportsAnswer } from '#client/api';
import type { Backend } from './api.js';

export type ReportReasons = ReportReasonsAnswer;
export type FiledReport = FiledReportAnswer;
export type DeskReport = ReportDetailAnswer;
export type DeskReports = ReportsAnswer;

/** What is reported: which kind of page, and its slug. */
export interface ReportedPage {
  kind: 'product' | 'seller';
  slug: string;
}

const id = encodeURIComponent;

export const getReportReasons = (api: Backend): Promise<ReportReasons> => api.get('/report-reasons');

/** @throws ApiProblem 400, 404, 409 (enough was said already), 429 */
export const fileReport = (
  api: Backend,
  { kind, slug }: ReportedPage,
  body: { reason: string; words: string; contact?: string },
): Promise<FiledReport> =>
  api.send('POST', `/${kind === 'product' ? 'products' : 'sellers'}/${id(slug)}/reports`, { body });

/** @throws ApiProblem 400 `invalid_cursor` */
export const getDeskReports = (api: Backend, query: Record<string, string>): Promise<DeskReports> =>
  api.get('/admin/reports', { query });

/** @throws ApiProblem 404 */
export const getDeskReport = (api: Backend, report: string): Promise<DeskReport> =>
  api.get(`/admin/reports/${id(report)}`);

/** @throws ApiProblem 400, 403 (their own, or no duty for that act), 409 */
export const actOnReport = (api: Backend, report: string, act: string, body: object): Promise<unknown> =>
  api.send('POST', `/admin/reports/${id(report)}/${act}`, { body });
